"""Picks up a changed knowledge without a restart: it is loaded and tried beside the one in use, and only then swapped
in.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from hashlib import blake2s
from pathlib import Path
from threading import Event
from typing import NamedTuple
from zlib import crc32

from bot.core.answering import Answering, is_help_only
from bot.core.dialogue import Dialogue
from bot.loading import KnowledgeError
from bot.loading.files import Stamp, all_files, stamp_of
from bot.logs import event, origin_of
from bot.operating.health import KnowledgeStatus
from bot.operating.memory_trim import trim_memory
from bot.operating.metrics import Metrics
from bot.operating.trial import trial_faults

EVERY = 3.0
"""Seconds between two looks at the files."""
MOST_TRIES = 3
"""Loads of files that keep changing meanwhile; under a copy that goes on, for example, they are left until they rest.
"""
_TRIMMED_AFTER = 1.0
"""Seconds after a refusal; the thread that loaded holds the error a moment longer, and with it what was loaded."""
_PIECE = 1 << 16
"""Bytes."""
_SHOWN = 5
"""Faults that are named; `senim check` shows all."""
_RESTLESS = "the files change while they are loaded; they are looked at again once they rest"
_UNFITTED = "it was never fitted and would recognise few cries for help: run `senim fit`"

Load = Callable[[Path], Dialogue]


class NotWantedError(Exception):
    """The bot stops, and what is being loaded is not needed any more."""


class RefusedError(Exception):
    """The changed knowledge may not be used; `faults` say why. Without a `version` it may be tried again as it is."""

    def __init__(self, faults: list[str], version: str = "") -> None:
        super().__init__(len(faults))
        self.faults, self.version = faults, version


class Loaded(NamedTuple):
    dialogue: Dialogue
    version: str


class Reloader:
    """Keeps the last good knowledge (`in_use`) whatever happens to the files; at first it is what the start gave."""

    def __init__(
        self,
        folder: Path,
        in_use: Answering,
        load: Load,
        use: Callable[[Dialogue], None],
        status: KnowledgeStatus,
        metrics: Metrics,
    ) -> None:
        self.in_use = in_use
        self._folder, self._load, self._use = folder, load, use
        self._status, self._metrics = status, metrics
        self._asked = asyncio.Event()
        self._seen: Stamp = frozenset()
        self._judged = ""
        """The version that was taken or refused last."""
        self._ending = Event()
        """Tells the loading thread, which the end of the program would wait for, that the bot stops."""

    def reload_now(self) -> None:
        """Looks at once, and says what it finds: what SIGHUP does."""
        self._asked.set()

    @asynccontextmanager
    async def watching(self, loaded_from: Stamp) -> AsyncIterator[None]:
        """`loaded_from`: the files as they were before loading what is in use; anything saved since then is new."""
        self._seen = loaded_from
        task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._ending.set()
            task.cancel()
            await asyncio.wait([task])

    async def _watch(self) -> None:
        """No error ends it: a folder, for example on a network disk, may be out of reach for a while."""
        is_untold, is_lost = not is_help_only(self.in_use), False
        while True:
            try:
                is_asked = await self._is_asked()
                if is_untold:
                    # Not before the bot runs: reading all files once more would make the start longer.
                    await self._tell_first_version()
                    is_untold = False
                if await (self._is_new() if is_asked else self._has_changed()):
                    await self.reload()
                is_lost = False
            except Exception as error:
                if not is_lost:
                    event("knowledge not watched", logging.WARNING, error=origin_of(error))
                is_lost = True
                await asyncio.sleep(EVERY)

    async def _tell_first_version(self) -> None:
        """Tells nothing where the files are no longer those in use; they are loaded next."""
        version = await asyncio.to_thread(version_of, self._folder)
        if self._seen == await asyncio.to_thread(stamp_of, self._folder):
            self._tell_version(version)

    async def _is_asked(self) -> bool:
        try:
            async with asyncio.timeout(EVERY):
                await self._asked.wait()
        except TimeoutError:
            return False
        self._asked.clear()
        return True

    async def _has_changed(self) -> bool:
        """Whether the files have changed, and stayed the same between two looks: an editor may be saving several."""
        now = await asyncio.to_thread(stamp_of, self._folder)
        if now == self._seen:
            return False
        await asyncio.sleep(EVERY / 2)
        return now == await asyncio.to_thread(stamp_of, self._folder)

    async def _is_new(self) -> bool:
        """Whether the files differ from those that were judged last; if they do not, whoever asked is told."""
        self._seen = await asyncio.to_thread(stamp_of, self._folder)
        version = await asyncio.to_thread(version_of, self._folder)
        if version != self._judged:
            return True
        is_in_use = version == self._status.version
        event("knowledge unchanged", what=version if is_in_use else "refused before; /readyz says why")
        return False

    async def reload(self) -> None:
        try:
            self._seen = await asyncio.to_thread(stamp_of, self._folder)
            must_hear = self.in_use.has_learned
            loaded = await asyncio.to_thread(load_and_try, self._folder, self._load, self._ending, must_hear=must_hear)
            self._use(loaded.dialogue)
        except RefusedError as refused:
            self._judged = refused.version
            count = "1 fault" if len(refused.faults) == 1 else f"{len(refused.faults)} faults"
            self._tell("refused", f"{count}: {'; '.join(refused.faults[:_SHOWN])}")
        except Exception as error:  # the knowledge in use answers on, whatever the new one does
            self._judged = ""
            self._tell("failed", origin_of(error))
        else:
            self.in_use = loaded.dialogue
            self._tell_version(loaded.version)
            self._tell("taken", loaded.version)
            return
        # What was loaded would stay with the process, more than all else there is.
        asyncio.get_running_loop().call_later(_TRIMMED_AFTER, trim_memory)

    def _tell_version(self, version: str) -> None:
        self._judged = self._status.version = version
        self._metrics.knowledge(version)

    def _tell(self, result: str, what: str) -> None:
        event(f"knowledge {result}", logging.INFO if result == "taken" else logging.ERROR, what=what)
        self._status.last_reload = f"{result}: {what}"
        self._metrics.reload(result)


def load_and_try(folder: Path, load: Load, ending: Event, *, must_hear: bool) -> Loaded:
    """Files that change meanwhile are loaded again, so that the version is that of what was loaded.

    Raises RefusedError, and NotWantedError where it is ending.
    """
    tried, tries = None, 0
    while (version := version_of(folder)) != tried:
        if tries == MOST_TRIES:
            raise RefusedError([_RESTLESS])
        tried, tries = version, tries + 1
        try:
            _try(load(folder), version, ending, must_hear=must_hear)
            # Once more: a trial reads all phrases, which stay with what was tried.
            dialogue = load(folder)
        except KnowledgeError as error:
            raise RefusedError([str(fault) for fault in error.faults], version) from None
    return Loaded(dialogue, version)


def _try(dialogue: Dialogue, version: str, ending: Event, *, must_hear: bool) -> None:
    """Raises as `load_and_try` does."""
    if ending.is_set():
        raise NotWantedError
    if must_hear and not dialogue.has_learned:
        raise RefusedError([_UNFITTED], version)
    faults = trial_faults(dialogue)
    if faults:
        raise RefusedError(faults, version)


def version_of(folder: Path) -> str:
    """Identifies what the files of a folder hold; the same files give the same, wherever they lie."""
    digest = blake2s(digest_size=6)
    for path in all_files(folder):
        digest.update(f"{path.relative_to(folder)}\0".encode(errors="replace"))
        checksum = 0
        # One that cannot be read has faults to tell of, but they are told elsewhere.
        with suppress(OSError), path.open("rb") as file:
            # Piece by piece: what is read at once would stay with the process.
            while piece := file.read(_PIECE):
                checksum = crc32(piece, checksum)
        digest.update(f"{checksum}\0".encode())
    return digest.hexdigest()
