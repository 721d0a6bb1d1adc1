"""One measurement in a process of its own, for `benchmarks.growth`: JSON in, JSON out.

It imports nothing at the top but the standard library, so that the processes differ only in what they measure.
Times are those of the processor, not of the clock on the wall: what else the machine does, does not count.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Any

Measured = dict[str, float]
_WARM_UP = 20


def measured(what: str, folder: Path, questions: Sequence[str] = ()) -> Measured:
    """Runs one of the measurements below in a fresh process; it reads the questions from its standard input."""
    command = [sys.executable, "-m", "benchmarks.fresh", what, str(folder)]
    ended = subprocess.run(command, input=json.dumps(questions).encode(), stdout=subprocess.PIPE, check=True)
    return dict(json.loads(ended.stdout))


def telegram(_: Path) -> Measured:
    """The library alone."""
    start = thread_time()
    import telegram.ext  # noqa: F401

    return {"seconds": thread_time() - start, "resident": resident()}


def senim(folder: Path) -> Measured:
    """What `senim run` holds when it begins to poll."""
    start = thread_time()
    from bot.loading.prepared import load_dialogue

    imported = thread_time()
    dialogue = load_dialogue(folder)
    loaded = thread_time()
    import bot.cli.run
    import bot.telegram.app  # noqa: F401

    assert dialogue.knowledge.entries
    return {"imports": imported - start, "seconds": loaded - imported, "resident": resident(), "peak": peak()}


def ask(folder: Path) -> Measured:
    """Loads a folder and asks it the same questions twice; median milliseconds.

    The first time pays for what is built when first needed: entries that were not fitted are indexed then.
    """
    from bot.loading.prepared import load_dialogue

    start = thread_time()
    dialogue = load_dialogue(folder)
    loaded, held = thread_time() - start, resident()
    questions = json.load(sys.stdin)
    first, again = (_times(dialogue.understanding.by_itself.matcher.match, questions) for _ in range(2))
    entries = dialogue.knowledge.entries.values()
    return {
        "entries": len(entries),
        "phrases": sum(len(listed) for entry in entries for listed in entry.phrases.values()),
        "loading": loaded,
        "resident": held,
        "peak": peak(),
        "first": median(first) * 1000,
        "again": median(again) * 1000,
    }


def race(folder: Path) -> Measured:
    """Questions a second of the matcher, of a whole reply, and of `extractOne`, asked in turn."""
    from rapidfuzz import fuzz, process

    from bot.clock import now_in
    from bot.core.model import Question
    from bot.loading.prepared import load_dialogue

    dialogue = load_dialogue(folder)
    at = now_in(dialogue.knowledge.time_zone)
    phrases = [p for e in dialogue.knowledge.entries.values() for listed in e.phrases.values() for p in listed]
    listed = json.load(sys.stdin)
    # Replies to other questions than the matcher's, so that neither finds what the other left in a cache.
    half = len(listed) // 2
    matched = _times(dialogue.understanding.by_itself.matcher.match, listed[:half])
    replied = _times(lambda text: dialogue.reply_to(Question(text, at)), listed[half:])
    extracted = _times(lambda text: process.extractOne(text, phrases, scorer=fuzz.WRatio), listed[:half])
    return {
        name: len(times) / sum(times)
        for name, times in (("matcher", matched), ("reply", replied), ("extract_one", extracted))
    }


def _times(function: Callable[[str], Any], questions: Sequence[str]) -> list[float]:
    """Seconds of each, after a few more for what is built when first needed."""
    for text in questions[:_WARM_UP]:
        function(text)
    times = []
    for text in questions[_WARM_UP:]:
        start = thread_time()
        function(text)
        times.append(thread_time() - start)
    return times


def resident() -> float:
    """Megabytes of this process in memory now; the most so far where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak()
    return pages * resource.getpagesize() / 1e6


def peak() -> float:
    """Megabytes, the most so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


MEASUREMENTS: dict[str, Callable[[Path], Measured]] = {"telegram": telegram, "senim": senim, "ask": ask, "race": race}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(MEASUREMENTS[sys.argv[1]](Path(sys.argv[2]))))
