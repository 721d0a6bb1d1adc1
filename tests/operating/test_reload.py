"""What a reload takes and what it refuses: whatever is wrong with a changed knowledge, the last good one answers on."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Question
from bot.core.replying.help import Help
from bot.loading.files import Stamp
from bot.loading.prepared import load_dialogue
from bot.operating import reload as reload_module
from bot.operating.metrics import RELOADS
from bot.operating.reload import Reloader, version_of
from tests.support.reloading import Change, InUse

ONE_MORE = """\
entries:
  - id: about.new
    title: {ru: Что нового, en: What is new}
    answer: {ru: Ничего., en: Nothing.}
    phrases: {ru: что здесь нового, en: what is the news}
"""


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

    assert in_use.status.last_reload.startswith("refused: 1 fault: the files change while they are loaded")
    assert len(loads) == 2 * reload_module.MOST_TRIES


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

    assert in_use.status.last_reload == "refused: 1 fault: 3 safe words bring no help"
    assert in_use.dialogue is in_use.first


async def test_what_a_trial_reads_does_not_stay_with_what_answers(
    in_use: InUse, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Dialogue] = []

    def trial_faults(dialogue: Dialogue) -> list[str]:
        tried.append(dialogue)
        return []

    monkeypatch.setattr(reload_module, "trial_faults", trial_faults)
    await in_use.reloader.reload()

    assert in_use.status.last_reload.startswith("taken: ")
    assert len(tried) == 1
    assert in_use.dialogue not in tried


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
    help_only = Help(in_use.first.knowledge, in_use.first.by_itself.recogniser)
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
