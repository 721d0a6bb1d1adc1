"""S2: whatever file of the knowledge is broken or gone, the numbers can still be told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.knowledge import Knowledge
from bot.core.replying.help import Help
from bot.loading import shipped_folder
from bot.loading.fitted_file import FITTED
from bot.loading.folder import read_parts
from bot.loading.help_only import knowledge_left, load_help
from bot.loading.last_resort import LAST_RESORT, write_last_resort
from tests.support.questions import question
from tests.support.small_knowledge import add_variant, change, write_apart

Break = Callable[[Path], object]

CRISIS = sorted(f"crisis/{path.name}" for path in (shipped_folder() / "crisis").glob("*.yaml"))
OTHERS = ["contacts.yaml", "ui.yaml", "languages.yaml", "sources.yaml", "knowledge.yaml", LAST_RESORT, FITTED]
FILES = [*OTHERS, *CRISIS, "crisis/danger/gas.yaml"]
"""The last stands for the files of all variants."""
DISCLOSURE = {"kk": "күйеуім мені ұрады", "ru": "меня избивает муж", "en": "my husband beats me every day"}


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that help needs, and no other: whatever else there was is gone already."""
    folder = tmp_path_factory.mktemp("shipped")
    shutil.copytree(shipped_folder() / "crisis", folder / "crisis")
    for name in OTHERS:
        shutil.copy(shipped_folder() / name, folder / name)
    return folder


@pytest.fixture
def with_last_resort(small_folder: Path) -> Path:
    write_last_resort(small_folder, read_parts(small_folder))
    return small_folder


def left_of(folder: Path) -> Help:
    left = load_help(folder)
    assert left
    return left


def known_of(folder: Path) -> Knowledge:
    left = knowledge_left(folder)
    assert left
    return left


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [None, b"a: [", b"crisis: 3", b"crisis: !!bool maybe"])
def test_any_one_file_may_be_broken(copied: Path, name: str, content: bytes | None) -> None:
    before = (copied / name).read_bytes()
    if content is None:
        (copied / name).unlink()
    else:
        (copied / name).write_bytes(content)
    try:
        replies = {code: left_of(copied).reply_to(question("112", client=code)) for code in ("kk", "ru", "en")}
    finally:
        (copied / name).write_bytes(before)

    assert {code: (r.language, "112" in r.text) for code, r in replies.items()} == {c: (c, True) for c in replies}


def test_all_files_but_the_last_resort_may_be_broken(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "knowledge"))
    for path in folder.rglob("*.*"):
        if path.name != LAST_RESORT:
            path.write_bytes(b"\xff")
    replies = {code: left_of(folder).reply_to(question("112", client=code)) for code in ("kk", "ru", "en")}

    assert all(all(number in reply.text for number in ("102", "112", "111")) for reply in replies.values())


def test_rules_of_a_theme_are_heard_though_its_file_cannot_be_read(small_folder: Path) -> None:
    (small_folder / "lamp.yaml").write_text("more_rules: {danger: {en: blue lamp}}", encoding="utf-8")
    write_last_resort(small_folder, read_parts(small_folder))
    (small_folder / "lamp.yaml").write_bytes(b"\xff")

    assert known_of(small_folder).crisis["danger"].rules == ("sign of danger*", "blue lamp")


def test_a_rule_that_an_editor_took_out_is_heard_no_more(with_last_resort: Path) -> None:
    change(with_last_resort, "crisis.yaml", "sign of danger*", "blue lamp")

    assert known_of(with_last_resort).crisis["danger"].rules == ("blue lamp",)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_disclosure_is_heard_without_the_event(tmp_path: Path, language: str) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "knowledge"))
    (folder / "event.yaml").unlink()
    reply = left_of(folder).reply_to(question(DISCLOSURE[language]))

    assert (reply.crisis, reply.language) == ("disclosure", language)


@pytest.mark.parametrize("text", ["my uncle strangled me", "дядя меня душил", "нағашым мойнымнан қысты"])
def test_whoever_harms_is_known_though_no_file_of_the_crisis_classes_can_be_read(tmp_path: Path, text: str) -> None:
    folder = Path(shutil.copytree(shipped_folder(), tmp_path / "knowledge"))
    for path in (folder / "crisis").rglob("*.yaml"):
        path.write_bytes(b"\xff")
    (folder / FITTED).unlink()

    assert left_of(folder).reply_to(question(text)).crisis == "danger"


def test_an_example_that_stands_apart_is_heard_where_nothing_was_learned(with_last_resort: Path) -> None:
    write_apart(with_last_resort, "more_examples: {danger: {en: he stands at the door}}")
    (with_last_resort / "entries.yaml").write_text("a: [", encoding="utf-8")

    assert left_of(with_last_resort).reply_to(question("he stands at the door")).crisis == "danger"


def test_without_a_last_resort_the_files_that_can_be_read_are_enough(small_folder: Path) -> None:
    (small_folder / "entries.yaml").write_text("a: [", encoding="utf-8")
    change(small_folder, "contacts.yaml", "sources: [programme]", "sources: []")

    assert load_help(small_folder) is None

    change(small_folder, "contacts.yaml", "sources: []", "sources: [x]")
    (small_folder / "x.yaml").write_text('sources: {x: {title: x, url: "https://x.example", date: 2025}}', "utf-8")

    assert "112" in left_of(small_folder).reply_to(question("help")).text


def test_every_language_is_spoken_that_stands_in_a_file_of_its_own(small_folder: Path) -> None:
    languages = (small_folder / "languages.yaml").read_text(encoding="utf-8")
    russian, english = languages.split("  en:\n")
    (small_folder / "languages.yaml").write_text(russian, encoding="utf-8")
    (small_folder / "more.yaml").write_text(f"languages:\n  en:\n{english}", encoding="utf-8")
    (small_folder / "knowledge.yaml").write_text("name: [", encoding="utf-8")

    assert list(known_of(small_folder).languages) == ["ru", "en"]


def test_a_language_that_an_editor_took_out_does_not_come_back(with_last_resort: Path) -> None:
    languages = (with_last_resort / "languages.yaml").read_text(encoding="utf-8")
    (with_last_resort / "languages.yaml").write_text(languages.split("  en:\n")[0], encoding="utf-8")

    assert list(known_of(with_last_resort).languages) == ["ru"]


def test_the_folders_own_text_comes_before_the_last_resort(with_last_resort: Path) -> None:
    change(with_last_resort, "crisis.yaml", "Thank you for writing.", "Thank you.")
    (with_last_resort / "entries.yaml").unlink()

    assert known_of(with_last_resort).crisis["danger"].reply["en"].startswith("Thank you. ")


def test_a_text_that_lost_its_number_is_taken_from_the_last_resort(with_last_resort: Path) -> None:
    change(with_last_resort, "ui.yaml", "english late.text {number:112}", "english late.text {number:999}")

    assert "112" in left_of(with_last_resort).notices.late(question("", client="en")).text


def test_a_contact_that_an_editor_took_out_does_not_come_back(with_last_resort: Path) -> None:
    change(with_last_resort, "contacts.yaml", 'id: "112"', 'id: "113"')

    assert load_help(with_last_resort) is None


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"crisis": 3}', b"[" * 100_000, b"\xff"])
def test_a_broken_last_resort_is_as_none(with_last_resort: Path, content: bytes) -> None:
    (with_last_resort / LAST_RESORT).write_bytes(content)
    (with_last_resort / "contacts.yaml").unlink()

    assert load_help(with_last_resort) is None


def test_without_any_file_there_is_no_help(tmp_path: Path) -> None:
    assert load_help(tmp_path) is None
    assert load_help(tmp_path / "nowhere") is None


def test_the_name_of_the_bot_is_told_as_far_as_it_is_known(with_last_resort: Path) -> None:
    change(with_last_resort, "ui.yaml", "english brief.text", "{bot:name}: brief.text")
    write_last_resort(with_last_resort, read_parts(with_last_resort))
    with_name = known_of(with_last_resort)
    (with_last_resort / "knowledge.yaml").unlink()
    without = known_of(with_last_resort)

    assert (with_name.name, with_name.texts["brief.text"]["en"]) == ("Fair", "{bot:name}: brief.text {number:112}")
    assert without.texts["brief.text"]["en"] == "Fair: brief.text {number:112}"


def test_a_variant_is_said_without_the_rest(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(add_variant(small_folder)))
    for name in ("crisis.yaml", "entries.yaml"):
        (small_folder / name).write_text("a: [", encoding="utf-8")

    assert (
        left_of(small_folder)
        .reply_to(question("sign of danger, blue lamp", client="en"))
        .text.startswith("Take with you")
    )


def test_a_variant_whose_file_is_broken_is_said_as_it_was_kept(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(add_variant(small_folder)))
    (small_folder / "lamp.yaml").write_text("a: [", encoding="utf-8")
    help_left = left_of(small_folder)

    assert help_left.reply_to(question("sign of danger, blue lamp", client="en")).text.startswith("Take with you")


def test_a_variant_that_lost_its_number_gives_way_to_its_class(small_folder: Path) -> None:
    write_last_resort(small_folder, read_parts(small_folder))
    add_variant(small_folder, "{number:112}", "{number:113}")
    (small_folder / "entries.yaml").write_text("a: [", encoding="utf-8")

    assert (
        left_of(small_folder).reply_to(question("sign of danger, blue lamp", client="en")).text.startswith("Thank you")
    )
