"""The metrics as Prometheus reads them; imported only where the HTTP server runs.

What people were answered and how they judged it grows by FEWEST at a time: a number that grows by one tells of a
single person, and of the minute in which somebody asked for help.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

from bot import __version__
from bot.core.model import Reply
from bot.operating.metrics import RELOADS, Metrics
from bot.state.counts import FEWEST

disable_created_metrics()  # type: ignore[no-untyped-call]  # they tell the second of the first event of each number
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
"""Borders of the histogram, in seconds."""


@dataclass(frozen=True, slots=True)
class _Grown(Collector):
    """A counter that somebody else counts."""

    name: str
    help: str
    number: Callable[[], int]

    def collect(self) -> Iterator[CounterMetricFamily]:
        yield CounterMetricFamily(self.name, self.help, self.number())


class PrometheusMetrics(Metrics):
    """Each object has a registry of its own, so that two bots in one process do not mix."""

    media_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        self._updates = self._counter("senim_updates", "Updates worked off", "kind")
        self._seconds = Histogram(
            "senim_update_seconds",
            "From taking an update to its end, its waiting included",
            ["kind"],
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._unread = self._counter("senim_unread_updates", "Updates that could not be understood at all")
        self._replies = self._counter("senim_replies", "Replies by kind and language", "kind", "language", "soft_help")
        # Not by urgency: that would tell of single people who asked for help.
        self._unsent = self._counter("senim_replies_unsent", "Replies that did not arrive")
        self._crisis = self._counter("senim_crisis_replies", "Help replies by crisis class", "crisis")
        self._feedback = self._counter("senim_feedback", "Answers judged by people", "verb", "entry", "language")
        self._held_back: collections.Counter[tuple[Counter, tuple[str, ...]]] = collections.Counter()
        self._telegram_errors = self._counter("senim_telegram_errors", "Calls without success", "method", "error")
        self._reloads = self._counter("senim_reloads", "Tries to load a changed knowledge", "result")
        for result in RELOADS:  # a number that first appears as 1 has not increased for Prometheus
            self._reloads.labels(result)
        self._in_memory = self._gauge(
            "senim_state_in_memory", "Whether state lies in memory since no folder can be written"
        )
        self._queues = self._gauge("senim_queue_length", "Updates that wait or are being answered", "lane")
        self._knowledge = self._gauge("senim_knowledge_info", "The knowledge that is in use", "version")
        self._gauge("senim_build_info", "The program that runs", "version").labels(__version__).set(1)

    def update(self, kind: str, seconds: float) -> None:
        self._updates.labels(kind).inc()
        self._seconds.labels(kind).observe(seconds)

    def unread_update(self) -> None:
        self._unread.inc()

    def reply(self, reply: Reply) -> None:
        self._count_together(self._replies, reply.kind, reply.language, "yes" if reply.soft_help else "no")
        if reply.crisis:
            self._count_together(self._crisis, reply.crisis)

    def unsent_reply(self) -> None:
        self._unsent.inc()

    def feedback(self, verb: str, entry: str, language: str) -> None:
        self._count_together(self._feedback, verb, entry, language)

    def telegram_error(self, method: str, error: str) -> None:
        self._telegram_errors.labels(method, error).inc()

    def watch_ready(self, is_ready: Callable[[], bool]) -> None:
        self._gauge("senim_ready", "Whether the bot answers people now, as /readyz tells").set_function(is_ready)

    def watch_help_only(self, is_help_only: Callable[[], bool]) -> None:
        help_only = self._gauge("senim_help_only", "Whether a broken knowledge leaves nothing but help")
        help_only.set_function(is_help_only)

    def watch_store(self, failures: Callable[[], int]) -> None:
        self.registry.register(_Grown("senim_store_failures", "How often the store has failed", failures))

    def state_in_memory(self) -> None:
        self._in_memory.set(1)

    def watch_queue(self, lane: str, length: Callable[[], int]) -> None:
        self._queues.labels(lane).set_function(length)

    def watch_unanswered(self, updates: Callable[[], int]) -> None:
        self.registry.register(_Grown("senim_unanswered_updates", "Updates unanswered: too much waited", updates))

    def watch_confirmed_early(self, updates: Callable[[], int]) -> None:
        what = "Updates that a crash would have lost: confirmed to Telegram before they were answered"
        self.registry.register(_Grown("senim_updates_confirmed_early", what, updates))

    def knowledge(self, version: str) -> None:
        self._knowledge.clear()
        self._knowledge.labels(version).set(1)

    def reload(self, result: str) -> None:
        self._reloads.labels(result).inc()

    def page(self) -> bytes:
        return generate_latest(self.registry)

    def _count_together(self, counter: Counter, *labels: str) -> None:
        """One more; held back until there are enough to be shown together."""
        self._held_back[counter, labels] += 1
        if self._held_back[counter, labels] >= FEWEST:
            counter.labels(*labels).inc(self._held_back.pop((counter, labels)))

    def _counter(self, name: str, help: str, *labels: str) -> Counter:
        return Counter(name, help, labels, registry=self.registry)

    def _gauge(self, name: str, help: str, *labels: str) -> Gauge:
        return Gauge(name, help, labels, registry=self.registry)
