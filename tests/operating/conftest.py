from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.loading.files import stamp_of
from bot.operating import reload as reload_module
from tests.support.reloading import Change, InUse


@pytest.fixture
def in_use(small_folder: Path) -> InUse:
    return InUse(small_folder)


@pytest.fixture
def change(small_folder: Path) -> Change:
    """Replaces a text wherever it stands in the files."""

    def replace(old: str, new: str) -> None:
        for path in small_folder.rglob("*.yaml"):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
async def watched(in_use: InUse, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[InUse]:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    async with in_use.reloader.watching(stamp_of(small_folder)):
        yield in_use
