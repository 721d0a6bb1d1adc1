"""Another event: a folder to start from, and a program that knows of none."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from statistics import fmean

import pytest
import yaml

from bot.checking.check import Report, check_knowledge
from bot.cli.new import make_folder
from bot.core.crisis_classes import GRAVE
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.loading import shipped_folder
from bot.loading.cut import changed, items_of
from bot.loading.fitted_file import FITTED, read_fitted
from bot.loading.folder import read_parts
from bot.loading.prepared import load_dialogue
from bot.loading.yaml_file import read_yaml
from bot.measuring.questions import read_questions
from bot.starter import NotEmptyError, write_starter
from tests.support.questions import question
from tests.support.small_knowledge import change

BOT = Path(__file__).parent.parent / "bot"
QUESTIONS = Path(__file__).parent / "questions"
SOURCES = sorted(path for path in BOT.rglob("*") if path.suffix in (".py", ".yaml", ".html", ".js"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "knowledge"
    write_starter(folder)
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return check_knowledge(folder)


@pytest.fixture(scope="module")
def other_event(folder: Path) -> Dialogue:
    return load_dialogue(folder)


def names_of_the_event(knowledge: Knowledge) -> re.Pattern[str]:
    """Its people and films, and its university."""
    named = (topic for topic in knowledge.topics.values() if topic.kind in ("person", "film"))
    names = {name for topic in named for name in topic.names} | {"MNU", "Narikbayev", "Нарикбаев", "Нәрікбаев"}
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names)), re.IGNORECASE)


def test_the_folder_is_without_fault(report: Report) -> None:
    assert report.faults == ()


HEARD = "    asked_with: |\n      hide it\n"
NAMED = {
    "    related: [film.gulmira,\n      bot.start, film.gulmira.director]\n": "    related: [bot.start]\n",
    f"{HEARD}      after film.gulmira, bot.start:\n      how\n      after film.gulmira:\n      who\n": (
        f"{HEARD}      after bot.start:\n      how\n"
    ),
}
"""What a copied entry may say of others, and what of it comes along."""


@pytest.mark.parametrize("named", NAMED)
def test_of_the_entries_that_a_copied_one_names_only_those_that_come_along_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    edited = Path(shutil.copytree(shipped_folder(), tmp_path / "edited"))
    head, begin, entry = (edited / "bot.yaml").read_text(encoding="utf-8").partition("  - id: bot.hide\n")
    entry = re.sub(r"^    (?:related|asked_with):.*\n(?: {5,}.*\n)*", "", entry, count=2, flags=re.MULTILINE)
    (edited / "bot.yaml").write_text(head + begin + named + entry, encoding="utf-8")
    monkeypatch.setattr("bot.starter.folder.shipped_folder", lambda: edited)
    write_starter(tmp_path / "fair")

    assert begin + NAMED[named] in (tmp_path / "fair" / "bot.yaml").read_text(encoding="utf-8")


def test_nothing_is_missing_that_the_program_can_write(report: Report) -> None:
    assert [str(note) for note in report.notes if note.kind == "fit"] == []


def test_nobody_is_told_to_take_out_phrases_that_came_along(report: Report) -> None:
    assert [str(note) for note in report.notes if note.kind == "cry"] == []


def test_check_points_out_what_is_to_be_filled_in(report: Report) -> None:
    open_places = {note.entry for note in report.notes if note.kind == "unfinished"}

    assert open_places == {
        *("event.what", "event.when", "event.where", "profile.description", "profile.short"),
        *("my_centre", "my_centre_page", "my_event_page"),
        *("name", "event", "venue", "bot"),
    }


def test_everything_that_is_of_the_example_is_marked(folder: Path, report: Report) -> None:
    """Its day, library, town and name."""
    of_example = re.compile("кітап|книг|book day|Шымкент|Shymkent|library|библиотек|2030|: Senim", re.IGNORECASE)
    marked = {(note.file, note.line) for note in report.notes if note.kind == "unfinished"}
    open_lines = []
    for path in (folder / name for name in ("event.yaml", "profile.yaml", "knowledge.yaml", "topics.yaml")):
        line_of_mark = 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line_of_mark = number if (path.name, number) in marked else 0 if line.startswith("  - id") else line_of_mark
            if of_example.search(line) and not line.startswith("#") and not line_of_mark:
                open_lines.append(f"{path.name}:{number}: {line}")

    assert open_lines == []


def test_answers_say_the_name_that_the_folder_gives(tmp_path: Path) -> None:
    write_starter(tmp_path / "fair")
    change(tmp_path / "fair", "knowledge.yaml", "name: Senim ", "name: Ayna ")
    other_name = load_dialogue(tmp_path / "fair")

    assert "Это Ayna, программа" in other_name.command("start", question("", client="ru")).text
    assert "Senim" not in other_name.command("start", question("", client="kk")).text


def test_the_start_text_speaks_of_no_time(other_event: Dialogue) -> None:
    """The event may be still to come."""
    assert "күнгі іс-шара" in other_event.command("start", question("", client="kk")).text


def test_every_file_teaches_or_tells_its_shape(folder: Path) -> None:
    first_lines = [path.read_text(encoding="utf-8").partition("\n")[0] for path in folder.rglob("*.yaml")]

    assert all(line.startswith("# yaml-language-server: $schema=") for line in first_lines)


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("қайда өтеді", "event.where"),
        ("когда день книги", "event.when"),
        ("what is the event about", "event.what"),
        ("спасибо", "chat.thanks"),
        ("номера помощи", "support.help"),
    ],
)
def test_it_answers_before_it_was_ever_fitted(other_event: Dialogue, asked: str, entry: str) -> None:
    assert other_event.reply_to(question(asked)).entry == entry


def test_a_phrase_that_was_just_added_is_found_word_for_word(tmp_path: Path) -> None:
    write_starter(tmp_path / "fair")
    change(tmp_path / "fair", "event.yaml", "        в каком здании", "        куда подъезжать гостям")
    reply = load_dialogue(tmp_path / "fair").reply_to(question("Куда подъезжать гостям?"))

    assert (reply.kind, reply.entry) == ("answer", "event.where")


def test_a_safe_word_brings_help_before_it_was_ever_fitted(other_event: Dialogue) -> None:
    reply = other_event.reply_to(question("SOS"))

    assert reply.kind == "crisis"
    assert "102" in reply.text


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("name: mine\n", encoding="utf-8")

    with pytest.raises(NotEmptyError):
        write_starter(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped knowledge, from which folders are made."""
    copy = Path(shutil.copytree(shipped_folder(), tmp_path / "edited"))
    monkeypatch.setattr("bot.starter.folder.shipped_folder", lambda: copy)
    return copy


@pytest.fixture
def unfitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was learned takes its seconds to carry over, and says nothing of the other files."""
    monkeypatch.setattr("bot.starter.folder.load_fitted", lambda _: None)


class InBlocks(yaml.SafeDumper):
    """Writes texts of several lines as the loader wants them."""


InBlocks.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
ANEW = ("contacts.yaml", "sources.yaml", "ui.yaml", "bot.yaml", "support.yaml")


@pytest.mark.usefixtures("unfitted")
def test_however_the_files_are_laid_out_the_same_comes_along(tmp_path: Path, edited: Path, folder: Path) -> None:
    for name in ANEW:
        data = yaml.safe_load((edited / name).read_text(encoding="utf-8"))
        (edited / name).write_text(
            yaml.dump(data, Dumper=InBlocks, sort_keys=False, allow_unicode=True), encoding="utf-8"
        )
    write_starter(tmp_path / "fair")
    usual, anew = ({part.file.name: part.model for part in read_parts(made)} for made in (folder, tmp_path / "fair"))

    assert [name for name in usual if anew[name] != usual[name]] == []


WRITTEN = """\
# head
contacts:
- id: '101'
  sources:
    - first  # of May

    - second
  note: |
    a line
    # no comment

  # of the next
-
  id: "102"
  more: here
  instead:
     city.*: there
# tail
sources: {first: {url: x}}
"""
ITEMS = {
    "101": "  - id: '101'\n    sources:\n      - first  # of May\n\n      - second\n    note: |\n      a line\n"
    "      # no comment\n",
    "102": '  -\n    id: "102"\n    more: here\n    instead:\n       city.*: there\n',
}


@pytest.mark.parametrize("wanted", ITEMS)
def test_an_item_is_cut_out_with_all_its_lines_and_no_others(tmp_path: Path, wanted: str) -> None:
    (tmp_path / "contacts.yaml").write_text(WRITTEN, encoding="utf-8")
    file, _ = read_yaml(tmp_path / "contacts.yaml", "contacts.yaml")

    assert list(items_of([file], "contacts", {wanted})) == [ITEMS[wanted]]
    assert list(items_of([file], "sources", {"first"})) == []


def test_a_key_is_replaced_or_goes_wherever_it_stands(tmp_path: Path) -> None:
    (tmp_path / "contacts.yaml").write_text(WRITTEN, encoding="utf-8")
    file, _ = read_yaml(tmp_path / "contacts.yaml", "contacts.yaml")
    new = {"more": "more:\n  - there\n", "instead": "", "id": 'id: "1"\n'}
    text = changed(file, ["contacts"], lambda key, _: new.get(key))

    assert text.endswith('  # of the next\n-\n  id: "1"\n  more:\n    - there\n# tail\nsources: {first: {url: x}}\n')
    assert text.startswith('# head\ncontacts:\n- id: "1"\n  sources:\n')


def test_what_would_not_fit_together_is_told_and_leaves_nothing_behind(
    tmp_path: Path, edited: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = yaml.safe_load((edited / "contacts.yaml").read_text(encoding="utf-8"))
    in_one_line = yaml.safe_dump(data, default_flow_style=True, width=1_000_000)
    (edited / "contacts.yaml").write_text(f"contacts: {in_one_line[len('{contacts: ') : -2]}\n", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        make_folder(tmp_path / "fair")

    assert (ended.value.code, "The knowledge cannot be used" in capsys.readouterr().err) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["edited"]


@pytest.mark.usefixtures("unfitted")
def test_an_empty_folder_that_is_there_is_filled_and_stays_itself(tmp_path: Path) -> None:
    """Its owner may stand in it, or it may be a disk of its own."""
    before = tmp_path.stat().st_ino
    written = write_starter(tmp_path)

    assert (tmp_path.stat().st_ino, tmp_path / "event.yaml" in written) == (before, True)
    assert [path for path in written if not path.is_file()] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_disk_that_is_full_leaves_no_half_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_there: bool
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.starter.folder.write_last_resort", full)
    if is_there:
        (tmp_path / "fair").mkdir()
    with pytest.raises(OSError, match="No space left"):
        write_starter(tmp_path / "fair")

    assert [str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")] == ["fair"] * is_there


def test_a_file_that_is_open_in_an_editor_is_in_nobodys_way(tmp_path: Path, edited: Path) -> None:
    (edited / ".#event.yaml").symlink_to("somebody@somewhere.1")

    assert tmp_path / "fair" / "event.yaml" in write_starter(tmp_path / "fair")


def test_the_folder_holds_no_name_of_the_shipped_event(folder: Path, knowledge: Knowledge) -> None:
    names = names_of_the_event(knowledge)
    held = {path.name: names.findall(path.read_text(encoding="utf-8")) for path in folder.rglob("*.yaml")}

    assert {name: found for name, found in held.items() if found} == {}


@pytest.mark.parametrize("path", SOURCES, ids=[str(path.relative_to(BOT)) for path in SOURCES])
def test_the_program_holds_no_word_about_the_event(path: Path, knowledge: Knowledge) -> None:
    assert names_of_the_event(knowledge).findall(path.read_text(encoding="utf-8")) == []


@pytest.fixture(scope="module")
def alarms(other_event: Dialogue) -> dict[str, list[bool]]:
    """Whether help came first, for labelled messages of the grave classes, of the others, and for calm ones."""
    found: dict[str, list[bool]] = {"grave": [], "other": [], "calm": []}
    for asked in read_questions([QUESTIONS / "crisis.jsonl", QUESTIONS / "calm.jsonl"]):
        kind = "grave" if asked.expected.crisis in GRAVE else "other" if asked.is_crisis else "calm"
        found[kind].append(other_event.reply_to(question(asked.text)).kind == "crisis")
    return found


@pytest.mark.parametrize(("kind", "least"), [("grave", 0.945), ("other", 0.91)])
def test_a_new_folder_hears_distress_before_it_was_ever_fitted(
    alarms: dict[str, list[bool]], kind: str, least: float
) -> None:
    assert fmean(alarms[kind]) >= least


def test_a_new_folder_rarely_takes_calm_words_for_distress(alarms: dict[str, list[bool]]) -> None:
    assert fmean(alarms["calm"]) <= 0.08


def test_a_new_folder_does_not_answer_what_only_the_shipped_one_knows(other_event: Dialogue) -> None:
    reply = other_event.reply_to(question("что сказал посол про закон"))

    assert reply.kind in ("fallback", "choices")


def test_what_was_learned_holds_no_entry_of_the_shipped_event(folder: Path, knowledge: Knowledge) -> None:
    learned = json.dumps(read_fitted(folder / FITTED, arrays=False), ensure_ascii=False)

    assert names_of_the_event(knowledge).findall(learned) == []
    assert "film." not in learned


def test_what_nobody_answered_is_the_new_folders_own(other_event: Dialogue, dialogue: Dialogue) -> None:
    listed = dialogue.knowledge.out_of_scope["en"][:100]
    matchers = (d.by_itself.matcher for d in (dialogue, other_event))
    shipped, new = ([matcher.rank(line).unanswered for line in listed] for matcher in matchers)

    assert sum(new) < sum(shipped) / 2
