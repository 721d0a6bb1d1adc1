"""Asks labelled questions in the background, once for each state of the knowledge, and shows the progress."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.desk.opened import Opened
from bot.logs import origin_of
from bot.measuring.evaluation import Result, evaluate
from bot.measuring.questions import Labelled, QuestionsError, question_files, read_questions

_KEPT = 4
"""States of the knowledge whose results are kept."""


@dataclass(slots=True)
class Run:
    """One measurement: how far it is, and in the end its results or why there are none."""

    total: int = 0
    done: int = 0
    results: Sequence[Result] | None = None
    error: str = ""
    """The key of the text that says why there are none."""
    detail: str = ""
    """Which question could not be read, or where the program failed."""
    has_begun: bool = False
    """Whether it has begun; False while an earlier one is under way."""
    over: Event = field(default_factory=Event)

    @property
    def is_over(self) -> bool:
        return self.over.is_set()


class Measuring:
    def __init__(self, paths: Sequence[Path]) -> None:
        """`paths` are files of questions, or folders of them."""
        self._paths = tuple(paths)
        self._runs: OrderedDict[int, Run] = OrderedDict()
        self._lock, self._stopped = Lock(), Event()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="measuring")

    @property
    def has_questions(self) -> bool:
        return bool(self._files())

    def start(self, opened: Opened) -> Run:
        """The run of this state of the knowledge, begun now if it was not yet, and again where it came to nothing."""
        with self._lock:
            run = self._runs.get(opened.version)
            if run is None or run.error:
                run = self._runs[opened.version] = Run()
                while len(self._runs) > _KEPT:
                    self._runs.popitem(last=False)
                self._worker.submit(self._measure, opened.dialogue, run)
            return run

    def of(self, version: int) -> Run | None:
        return self._runs.get(version)

    def latest(self) -> Run | None:
        """The newest one that has results, perhaps of a state that has passed."""
        return next((run for run in reversed(self._runs.values()) if run.results is not None), None)

    def stop(self) -> None:
        self._stopped.set()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _measure(self, dialogue: Dialogue | None, run: Run) -> None:
        run.has_begun = True
        try:
            self._ask_all(dialogue, run)
        except Exception as error:  # in this thread nobody else would hear of it
            run.error, run.detail = "measure.failed", origin_of(error)
        finally:
            run.over.set()

    def _ask_all(self, dialogue: Dialogue | None, run: Run) -> None:
        if dialogue is None:
            run.error = "measure.faulty"
            return
        try:
            questions = read_questions(self._files())
        except QuestionsError as error:
            run.error, run.detail = "measure.unreadable", str(error)
            return
        run.total = len(questions)
        results = evaluate(dialogue, self._counted(questions, run), now_in(dialogue.knowledge.time_zone))
        run.results = None if self._stopped.is_set() else results

    def _counted(self, questions: Sequence[Labelled], run: Run) -> Iterator[Labelled]:
        for question in questions:
            if self._stopped.is_set():
                return
            yield question
            run.done += 1

    def _files(self) -> list[Path]:
        return question_files(self._paths)
