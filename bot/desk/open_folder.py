"""The knowledge folder as the desk has it open: read anew whenever a file changes on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from threading import Lock

from bot.desk.files import ChangedMeanwhileError, read_text, replace_text
from bot.desk.opened import Opened
from bot.desk.remembered_checks import RememberedChecks
from bot.desk.yaml_edit import CannotEditError
from bot.loading import KnowledgeError
from bot.loading.compiled import digest_of_files
from bot.loading.copies import COPIES, write_copies
from bot.loading.files import Stamp, knowledge_files, stamp_of
from bot.loading.fitted_file import FITTED
from bot.loading.folder import join, read_folder
from bot.loading.last_resort import LAST_RESORT
from bot.loading.prepared import dialogue_of
from bot.loading.references import reference_faults


def _of_what_is_read(stamp: Stamp) -> Stamp:
    """Without the copies, which are only checked here: when they alone are new, nothing has to be read again."""
    return frozenset(mark for mark in stamp if Path(str(mark[0])).name not in COPIES)


class OpenFolder:
    """Reads and writes only files that were found in the folder: a name from a form leads nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self._lock = Lock()
        self._saving = Lock()
        """Held between the last look at a file and its replacement: nobody else here may save meanwhile."""
        self._stamp: Stamp | None = None
        self._opened = Opened((), (), None, 0)
        self.checks = RememberedChecks(self.folder, lambda: self.now().version)

    def now(self) -> Opened:
        """The folder as it stands on disk."""
        with self._lock:
            stamp = stamp_of(self.folder)
            if stamp != self._stamp:
                opened = self._opened
                is_read = self._stamp is not None and _of_what_is_read(stamp) == _of_what_is_read(self._stamp)
                self._opened = replace(opened, version=opened.version + 1) if is_read else self._read()
                self._stamp = stamp
            return self._opened

    def edit(
        self, name: str, change: Callable[[str], str], still_holds: Callable[[Opened], bool] = lambda _: True
    ) -> bool:
        """Changes one file; False where the change leaves it as it was.

        Raises ChangedMeanwhileError where `still_holds` does not, or someone else writes the file at this moment.
        """
        with self._saving:
            path, text = self.path_of(name), self.text_of(name)
            # In this order: whatever is written after the text was read is noticed, here or when it is replaced.
            opened = self.now()
            if not still_holds(opened):
                raise ChangedMeanwhileError
            new = change(text)
            if new == text:
                return False
            before = self.checks.known_of(opened.version)
            replace_text(path, new, text)
            if self._renew_copies() and before is not None:
                self.checks.take_over(before)
            return True

    @contextmanager
    def as_if_saved(self, name: str, change: Callable[[str], str]) -> Iterator[Path]:
        """A copy of the folder for a moment, with one file changed: to check what is not saved yet.

        Without the copy of contacts and crisis replies, which follows only when something is saved.
        """
        new = change(self.text_of(name))
        with TemporaryDirectory(prefix="senim-desk-") as temporary:
            for path in [*self._paths(), self.folder / FITTED]:
                copy = Path(temporary) / path.relative_to(self.folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                if path.exists():
                    copyfile(path, copy)
            (Path(temporary) / name).write_text(new, encoding="utf-8")
            yield Path(temporary)

    def _renew_copies(self) -> bool:
        """Updates the second copy of contacts and crisis replies, and what the program starts from, of which no editor
        should have to think; tells whether they are as the files are.

        Where they cannot be written, the check says that they are old; what the editor saved is saved all the same.
        """
        with suppress(OSError):
            files, opened = digest_of_files(self.folder), self.now()
            if not (self.folder / LAST_RESORT).exists():
                return True
            if not opened.faults:
                write_copies(self.folder, opened.parts, files)
                return True
        return False

    def path_of(self, name: str) -> Path:
        """Raises CannotEditError for what is no file of the folder, or a link that leads out of it."""
        path = next((path for path in self._paths() if self._name(path) == name), None)
        if path is None:
            raise CannotEditError("edit.no_file", file=name)
        if not path.resolve().is_relative_to(self.folder):
            raise CannotEditError("edit.leads_out", file=name)
        return path

    def text_of(self, name: str) -> str:
        """Raises CannotEditError, also for what is not text."""
        try:
            return read_text(self.path_of(name))
        except UnicodeDecodeError:
            raise CannotEditError("edit.not_utf8", file=name) from None

    def names(self) -> list[str]:
        return [self._name(path) for path in self._paths()]

    def _paths(self) -> Sequence[Path]:
        return knowledge_files(self.folder)

    def _name(self, path: Path) -> str:
        return str(path.relative_to(self.folder))

    def _read(self) -> Opened:
        parts, faults = read_folder(self.folder)
        dialogue = self._opened.dialogue
        faults += [] if faults else reference_faults(parts)
        if not faults:
            try:
                dialogue = dialogue_of(join(parts), self.folder)
            except KnowledgeError as error:
                faults = list(error.faults)
        return Opened(tuple(parts), tuple(sorted(faults)), dialogue, self._opened.version + 1)
