"""How the notes of a check are told in the terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bot.cli.notes import FEW, lines_added, short_notes
from bot.loading.faults import Note, NoteKind
from bot.loading.sentences import say
from tests.support.senim_program import senim
from tests.support.small_knowledge import change

DIFF = """\
diff --git a/event.yaml b/event.yaml
--- a/event.yaml
+++ b/event.yaml
@@ -10,4 +10,5 @@ entries:
     phrases:
-      old
+      new
+      newer
       kept
@@ -90 +91,2 @@
+      last
diff --git a/crisis/calm.yaml b/crisis/calm.yaml
--- a/crisis/calm.yaml
+++ b/crisis/calm.yaml
@@ -1 +1,2 @@
 crisis:
+  - id: calm
"""


def notes(kind: NoteKind, count: int) -> list[Note]:
    return [Note("event.yaml", n, f"event.{n}", say("call.overdue", days=n), kind) for n in range(count)]


def test_few_notes_of_a_kind_are_told_in_full() -> None:
    found = notes("phrase", FEW)

    assert list(short_notes(found, {})) == [f"note: {note}" for note in found]


def test_many_notes_of_a_kind_are_counted_with_where_they_stand() -> None:
    assert list(short_notes(notes("phrase", 12), {})) == [
        "note: 12 phrases are answered with another entry (event.0, event.1, event.2, event.3, …)",
        "`senim check --notes` lists each of them.",
    ]


def test_what_is_still_to_be_filled_in_is_always_told_in_full() -> None:
    assert len(list(short_notes(notes("unfinished", 12), {}))) == 12


def test_notes_on_new_lines_come_first_and_are_marked() -> None:
    told = list(short_notes(notes("phrase", 12), {"event.yaml": frozenset({7})}))

    assert told[0].startswith("note (new): event.yaml:7: event.7: the last call was 7 days ago; call it again")
    assert told[1].startswith("note: 11 phrases")


@pytest.mark.parametrize("prefix", ["b/", "w/", ""])
def test_new_lines_are_read_from_a_diff(prefix: str) -> None:
    assert lines_added(DIFF.replace("+++ b/", f"+++ {prefix}")) == {
        "event.yaml": {11, 12, 91},
        "crisis/calm.yaml": {2},
    }


def test_what_was_written_since_the_last_commit_comes_first(small_folder: Path) -> None:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@fair.example"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "The fair"]):
        subprocess.run(["git", *arguments], cwd=small_folder, check=True)
    change(small_folder, "entries.yaml", "        where is the park\n", "        where is the pаrk\n")
    first, *others = senim("check", small_folder).err.splitlines()

    assert first.startswith("note (new): entries.yaml:40: fair.where: the word 'pаrk' mixes")
    assert not any("(new)" in other for other in others)


def test_every_note_is_listed_where_that_is_wanted(small_folder: Path) -> None:
    contact = (small_folder / "contacts.yaml").read_text(encoding="utf-8").partition("contacts:\n")[2]
    more = "".join(contact.replace('"112"', f'"11{n}"') for n in range(3, 7))
    (small_folder / "more.yaml").write_text("contacts:\n" + more, encoding="utf-8")
    few, every = (senim("check", small_folder, *option).err for option in ([], ["--notes"]))

    assert "note: 5 numbers are due to be called (112, 113, 114, 115, …)" in few
    assert every.count("nobody has called it yet") == 5
