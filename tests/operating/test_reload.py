"""A changed knowledge is picked up while the bot runs; whatever is wrong with it, the last good one answers on."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Question
from bot.core.replying.help import Help
from bot.loading.files import Stamp, stamp_of
from bot.loading.prepared import load_dialogue
from bot.operating import reload as reload_module
from bot.operating.health import KnowledgeStatus
from bot.operating.metrics import RELOADS
from bot.operating.prometheus import PrometheusMetrics
from bot.operating.reload import Load, Reloader, version_of

Change = Callable[[str, str], None]

ONE_MORE = """\
entries:
  - id: about.new
    title: {ru: Что нового, en: What is new}
    answer: {ru: Ничего., en: Nothing.}
    phrases: {ru: что здесь нового, en: what is the news}
"""


class Told(PrometheusMetrics):
    """Keeps each version that it is told."""

    def __init__(self, versions: list[str]) -> None:
        super().__init__()
        self._versions = versions

    def knowledge(self, version: str) -> None:
        super().knowledge(version)
        self._versions.append(version)


class InUse:
    """Where the bot's dialogue would be."""

    def __init__(self, folder: Path, load: Load = load_dialogue) -> None:
        self.dialogue = load_dialogue(folder)
        self.first = self.dialogue
        self.failing = False
        self.versions: list[str] = []
        self.status, self.metrics = KnowledgeStatus(version_of(folder)), Told(self.versions)
        self.reloader = Reloader(folder, self.first, load, self.use, self.status, self.metrics)

    def use(self, dialogue: Dialogue) -> None:
        if self.failing:
            raise OSError
        self.dialogue = dialogue

    async def told(self) -> str:
        """Waits for the result of the next reload."""
        before = self.status.last_reload
        async with asyncio.timeout(10):
            while self.status.last_reload == before:
                await asyncio.sleep(0.01)
        return self.status.last_reload


@pytest.fixture
def in_use(small_folder: Path) -> InUse:
    return InUse(small_folder)


@pytest.fixture
async def watched(in_use: InUse, small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[InUse]:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    async with in_use.reloader.watching(stamp_of(small_folder)):
        yield in_use


@pytest.fixture
def change(small_folder: Path) -> Change:
    """Replaces a text wherever it stands in the files."""

    def replace(old: str, new: str) -> None:
        for path in small_folder.rglob("*.yaml"):
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return replace


async def test_a_changed_answer_is_taken_up(watched: InUse, small_folder: Path, change: Change) -> None:
    change("in the park", "by the river")
    told = await watched.told()

    assert told == f"taken: {version_of(small_folder)}"
    assert "by the river" in watched.dialogue.knowledge.entries["fair.where"].answer["en"]


async def test_what_is_saved_between_loading_and_watching_is_taken_up(
    small_folder: Path, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    loaded_from = stamp_of(small_folder)
    in_use = InUse(small_folder)
    change("in the park", "by the river")
    async with in_use.reloader.watching(loaded_from):
        await in_use.told()

    assert "by the river" in in_use.dialogue.knowledge.entries["fair.where"].answer["en"]
    assert in_use.versions == [version_of(small_folder)]


async def test_the_version_is_told_without_loading_again(watched: InUse, small_folder: Path) -> None:
    async with asyncio.timeout(10):
        while not watched.versions:
            await asyncio.sleep(0.01)

    assert watched.versions == [version_of(small_folder)]
    assert watched.dialogue is watched.first


async def test_files_that_change_while_they_are_loaded_are_loaded_again(small_folder: Path, change: Change) -> None:
    def load(folder: Path) -> Dialogue:
        dialogue = load_dialogue(folder)
        change("in the park", "by the river")
        return dialogue

    in_use = InUse(small_folder, load)
    await in_use.reloader.reload()

    assert "by the river" in in_use.dialogue.knowledge.entries["fair.where"].answer["en"]
    assert in_use.versions == [version_of(small_folder)]


async def test_files_that_never_rest_are_left_until_they_do(small_folder: Path) -> None:
    loads: list[Dialogue] = []

    def load(folder: Path) -> Dialogue:
        assert len(loads) < 10, "loads for ever"
        loads.append(load_dialogue(folder))
        (folder / "more.yaml").write_text(f"entries: []\n# {len(loads)}\n", encoding="utf-8")
        return loads[-1]

    in_use = InUse(small_folder, load)
    await in_use.reloader.reload()

    assert in_use.status.last_reload.startswith("refused: 1 faults: the files change while they are loaded")
    assert len(loads) == reload_module.MOST_TRIES


async def test_a_bot_that_stops_while_it_loads_tries_nothing_more(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The end of the program waits for the thread."""
    loading, stopped, tried = threading.Event(), threading.Event(), list[Dialogue]()

    def load(folder: Path) -> Dialogue:
        loading.set()
        stopped.wait(10)
        return load_dialogue(folder)

    in_use = InUse(small_folder, load)
    monkeypatch.setattr(reload_module, "trial_faults", tried.append)
    async with in_use.reloader.watching(stamp_of(small_folder)):
        in_use.reloader.reload_now()
        await asyncio.to_thread(loading.wait, 10)
    stopped.set()
    await asyncio.get_running_loop().shutdown_default_executor()

    assert tried == []


async def test_files_of_which_more_are_being_saved_are_not_loaded_yet(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved, found = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"], []

    def look(folder: Path) -> Stamp:
        if unsaved:
            (folder / unsaved.pop()).write_text("entries: []\n", encoding="utf-8")
        return stamp_of(folder)

    def load(folder: Path) -> Dialogue:
        found.append(len(unsaved))
        return load_dialogue(folder)

    in_use, loaded_from = InUse(small_folder, load), stamp_of(small_folder)
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    monkeypatch.setattr(reload_module, "stamp_of", look)
    async with in_use.reloader.watching(loaded_from):
        await in_use.told()

    assert found == [0]


@pytest.mark.parametrize("look", ["version_of", "stamp_of"])
async def test_a_folder_that_cannot_be_looked_at_is_told_once_and_watched_on(
    in_use: InUse, small_folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, look: str
) -> None:
    lost, real = [OSError(116, "CANARY")] * 5, getattr(reload_module, look)

    def look_at(folder: Path) -> object:
        if lost:
            raise lost.pop()
        return real(folder)

    loaded_from = stamp_of(small_folder)
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    monkeypatch.setattr(reload_module, look, look_at)
    async with in_use.reloader.watching(loaded_from):
        (small_folder / "more.yaml").write_text("entries: []\n", encoding="utf-8")
        told = await in_use.told()

    assert (told, lost) == (f"taken: {version_of(small_folder)}", [])
    assert [record.message for record in caplog.records].count("knowledge not watched") == 1


async def test_what_cannot_be_used_leaves_what_was_in_use_and_the_watch_goes_on(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reload_module, "EVERY", 0.02)
    in_use, loaded_from = InUse(small_folder), stamp_of(small_folder)
    in_use.failing = True
    async with in_use.reloader.watching(loaded_from):
        in_use.reloader.reload_now()
        failed = await in_use.told()
        was_left = in_use.reloader.in_use is in_use.first
        in_use.failing = False
        in_use.reloader.reload_now()
        taken = await in_use.told()

    assert (failed.partition(" at ")[0], was_left, taken.partition(":")[0]) == ("failed: OSError", True, "taken")


async def test_a_file_more_is_noticed(watched: InUse, small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")

    assert "more.yaml" in await watched.told()


@pytest.mark.parametrize(
    "content",
    [
        "entries: [",
        "entries:\n  - id: x\n",
        "!!python/object/apply:os.system ['true']",
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "\x00\x01",
        "[" * 5000,
        "unknown: key\n",
    ],
    ids=["broken", "unfinished", "tag", "bomb", "bytes", "deep", "key"],
)
async def test_a_faulty_knowledge_is_refused_and_the_last_good_one_kept(
    in_use: InUse, small_folder: Path, content: str
) -> None:
    version = in_use.status.version
    (small_folder / "more.yaml").write_text(content, encoding="utf-8")
    await in_use.reloader.reload()

    assert in_use.status.last_reload.startswith("refused: ")
    assert (in_use.dialogue is in_use.first, in_use.status.version) == (True, version)


async def test_a_knowledge_that_fails_its_trial_is_refused(in_use: InUse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reload_module, "trial_faults", lambda _: ["3 safe words bring no help"])
    await in_use.reloader.reload()

    assert in_use.status.last_reload == "refused: 1 faults: 3 safe words bring no help"
    assert in_use.dialogue is in_use.first


async def test_a_knowledge_that_was_never_fitted_does_not_replace_one_that_was(
    in_use: InUse, dialogue: Dialogue
) -> None:
    assert (dialogue.has_learned, in_use.first.has_learned) == (True, False)
    in_use.reloader.in_use = dialogue
    await in_use.reloader.reload()

    assert "never fitted" in in_use.status.last_reload
    assert (in_use.reloader.in_use, in_use.dialogue) == (dialogue, in_use.first)


async def test_a_fitted_knowledge_replaces_a_fitted_one(small_folder: Path, in_use: InUse, dialogue: Dialogue) -> None:
    reloader = Reloader(small_folder, dialogue, lambda _: dialogue, in_use.use, in_use.status, in_use.metrics)
    await reloader.reload()

    assert in_use.status.last_reload.startswith("taken: ")
    assert reloader.in_use is in_use.dialogue is dialogue


async def test_a_knowledge_that_was_never_fitted_replaces_help_only(small_folder: Path, in_use: InUse) -> None:
    help_only = Help(in_use.first.knowledge, in_use.first.understanding.recogniser)
    reloader = Reloader(small_folder, help_only, load_dialogue, in_use.use, in_use.status, in_use.metrics)
    await reloader.reload()

    assert in_use.status.last_reload.startswith("taken: ")
    assert reloader.in_use is in_use.dialogue


async def test_what_fails_in_an_unknown_way_changes_nothing(small_folder: Path, in_use: InUse) -> None:
    def fail(_: Path) -> Dialogue:
        raise MemoryError

    reloader = Reloader(small_folder, in_use.first, fail, in_use.use, in_use.status, in_use.metrics)
    await reloader.reload()

    assert in_use.status.last_reload.startswith("failed: MemoryError")
    assert in_use.dialogue is in_use.first


async def test_a_knowledge_set_right_again_is_taken_up(watched: InUse, small_folder: Path) -> None:
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    await watched.told()
    (small_folder / "more.yaml").unlink()

    assert (await watched.told()).startswith("taken: ")


async def test_asking_where_the_folder_cannot_be_looked_at_is_told(
    in_use: InUse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> Stamp:
        raise OSError(116, "CANARY")

    monkeypatch.setattr(reload_module, "stamp_of", fail)
    await in_use.reloader.reload()

    assert in_use.status.last_reload.startswith("failed: OSError")


async def test_a_folder_that_is_gone_changes_nothing(in_use: InUse, small_folder: Path) -> None:
    small_folder.rename(small_folder.with_name("elsewhere"))
    await in_use.reloader.reload()

    assert in_use.status.last_reload.startswith("refused: ")
    assert in_use.dialogue is in_use.first


async def test_asking_loads_at_once(in_use: InUse, small_folder: Path) -> None:
    async with in_use.reloader.watching(stamp_of(small_folder)):
        in_use.reloader.reload_now()

        assert (await in_use.told()).startswith("taken: ")


def test_a_first_refused_knowledge_counts_from_nought(in_use: InUse) -> None:
    """Prometheus sees an increase only where there was a number before."""
    page = in_use.metrics.page().decode()

    assert [result for result in RELOADS if f'senim_reloads_total{{result="{result}"}} 0.0' not in page] == []


async def test_results_are_counted(in_use: InUse, small_folder: Path) -> None:
    await in_use.reloader.reload()
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    await in_use.reloader.reload()
    page = in_use.metrics.page().decode()

    assert 'senim_reloads_total{result="taken"} 1.0' in page
    assert 'senim_reloads_total{result="refused"} 1.0' in page


async def test_only_a_knowledge_that_is_not_used_is_logged_as_an_error(
    in_use: InUse, small_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await in_use.reloader.reload()
    (small_folder / "more.yaml").write_text("entries: [", encoding="utf-8")
    await in_use.reloader.reload()
    logged = [(record.message, record.levelname) for record in caplog.records]

    assert logged == [("knowledge taken", "INFO"), ("knowledge refused", "ERROR")]


async def test_buttons_keep_their_meaning_over_a_reload(watched: InUse, small_folder: Path) -> None:
    question = Question("/start", now_in("Asia/Almaty"))
    sent = [button for row in watched.first.command("start", question).buttons for button in row]
    (small_folder / "a.yaml").write_text(ONE_MORE, encoding="utf-8")
    await watched.told()
    pressed = [watched.dialogue.press(button.data, question).entry for button in sent]

    assert "about.new" in watched.dialogue.knowledge.entries
    assert pressed == [watched.first.press(button.data, question).entry for button in sent]


def test_the_version_is_that_of_the_files_wherever_they_lie(small_folder: Path, tmp_path: Path) -> None:
    before = version_of(small_folder)
    moved = small_folder.rename(tmp_path / "moved")

    assert version_of(moved) == before


def test_a_link_of_an_editor_makes_no_other_version(small_folder: Path) -> None:
    before = version_of(small_folder)
    (small_folder / ".#entries.yaml").symlink_to("somebody@somewhere.1")

    assert version_of(small_folder) == before
