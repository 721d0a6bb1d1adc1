"""What the check said of an open folder: it takes seconds, so nothing is checked twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock
from zlib import crc32

from bot.checking.check import Report, check_by_steps, check_knowledge
from bot.loading import Fault
from bot.loading.compiled import digest_of_files
from bot.loading.copies import COPIES
from bot.loading.files import knowledge_files
from bot.loading.fitted_file import FITTED

_State = tuple[int, date, frozenset[str]]
"""The version of a folder, the day, and the names of all that lies there: the check also tells of files that are not
read.
"""


def new_faults(before: Sequence[Fault], after: Sequence[Fault]) -> tuple[Fault, ...]:
    """The faults that were not there before, whatever their line: that moves with every line above it."""
    known = set(map(_without_lines, before))
    return tuple(fault for fault in after if _without_lines(fault) not in known)


def _without_lines(fault: Fault) -> Fault:
    facts = tuple((name, fact) for name, fact in fault.said.facts if name != "location")
    return replace(fault, line=0, said=fault.said._replace(facts=facts))


class RememberedChecks:
    """`version` tells which state of the folder is on disk now."""

    def __init__(self, folder: Path, version: Callable[[], int]) -> None:
        self._folder, self._version = folder, version
        self._checking, self._reporting = Lock(), Lock()
        """Held while the check runs: whoever asks meanwhile waits for it, and does not begin another."""
        self._checked: tuple[int, tuple[Fault, ...]] = (0, ())
        """The version that was checked last, and its faults."""
        self._reported: tuple[_State, Report] | None = None
        self._foreseen: tuple[str, tuple[Fault, ...]] = ("", ())
        """The content that was last checked before it was saved, and its faults."""

    def faults(self) -> tuple[Fault, ...]:
        """Everything that the check finds, computed once for each state of the folder."""
        with self._checking:
            version = self._version()
            if self._checked[0] != version:
                self._checked = version, _faults_of(self._folder)
            return self._checked[1]

    def is_under_way(self) -> bool:
        """Whether whoever asks for the faults now would wait until others have them."""
        return self._checking.locked() and self.known_of(self._version()) is None

    def known_of(self, version: int) -> tuple[Fault, ...] | None:
        """The faults of this state, where it is the one that was checked last."""
        checked, faults = self._checked
        return faults if checked == version else None

    def report(self, today: date) -> Report:
        """All that `senim check` says, computed once for each state of the folder and each day. Its faults are there
        for others before the matcher is asked, which takes as long again.
        """
        with self._reporting:
            with self._checking:
                version = self._version()
                state = version, today, frozenset(map(str, self._folder.rglob("*")))
                if self._reported and self._reported[0] == state:
                    return self._reported[1]
                steps = check_by_steps(self._folder, today)
                first = next(steps)
                self._checked = version, first.faults
            self._reported = state, next(steps, first)
            return self._reported[1]

    def faults_of_copy(self, copy: Path) -> tuple[Fault, ...]:
        """What the check finds in a copy that holds a change; it is kept for the moment when that is saved."""
        content = _content_of(copy)
        with self._checking:
            if self._foreseen[0] != content:
                self._foreseen = content, _faults_of(copy)
            return self._foreseen[1]

    def take_over(self, before: Sequence[Fault]) -> None:
        """What was checked before it was saved is not checked again. `before` are the faults until now: those of files
        that no copy holds are still there.
        """
        content, faults = self._foreseen
        version = self._version()
        if content == _content_of(self._folder):
            names = (str(path.relative_to(self._folder)) for path in knowledge_files(self._folder))
            made_anew = {*names, *COPIES, FITTED}
            beside = [fault for fault in before if fault.file not in made_anew]
            self._checked = version, tuple(sorted({*faults, *beside}))


def _faults_of(folder: Path) -> tuple[Fault, ...]:
    return check_knowledge(folder, ask=False).faults


def _content_of(folder: Path) -> str:
    """Changes with everything that a copy of the folder holds."""
    fitted = folder / FITTED
    return f"{digest_of_files(folder)} {crc32(fitted.read_bytes()) if fitted.is_file() else 0}"
