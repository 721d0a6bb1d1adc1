"""Entries that came after the learning, in the shipped knowledge: the one about the place is as if it had just come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Entry, Knowledge
from bot.core.scoring.learned import Learned
from bot.core.scoring.nearest import phrases_of
from bot.core.scoring.newcomers import MOST
from bot.core.scoring.reading import Reader
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.matching import Match, Matcher
from tests.support.questions import question

NEW = Entry(
    "event.cloakroom",
    None,
    {"kk": "Киім ілетін орын", "ru": "Гардероб", "en": "Cloakroom"},
    {"kk": "Бірінші қабатта.", "ru": "На первом этаже.", "en": "On the ground floor."},
    {
        "ru": ("где гардероб", "куда повесить куртку", "есть ли раздевалка", "где оставить пальто", "гардероб платный"),
        "en": ("where is the cloakroom", "where do i leave my coat", "can i hang up my jacket", "coat check"),
    },
    (),
    (),
    sensitive=False,
)


def with_new(knowledge: Knowledge, *new: Entry) -> Knowledge:
    return replace(knowledge, entries={**knowledge.entries, **{e.id: e for e in new}}, digest="")


@pytest.fixture(scope="module")
def joined(knowledge: Knowledge, learned: Learned) -> Matcher:
    return Matcher.of(with_new(knowledge, NEW), learned)


@pytest.mark.parametrize("phrase", phrases_of(NEW))
def test_a_phrase_of_a_new_entry_finds_it(joined: Matcher, phrase: str) -> None:
    outcome = joined.match(phrase.capitalize() + "?")

    assert isinstance(outcome, Match)
    assert outcome.entry == NEW.id


@pytest.mark.parametrize("asked", ["где тут можно повесить пальто", "is there a cloakroom for coats", "гардероб есть?"])
def test_other_words_find_a_new_entry_too(joined: Matcher, asked: str) -> None:
    outcome = joined.match(asked)

    assert isinstance(outcome, Match)
    assert outcome.entry == NEW.id


def test_what_nobody_answered_at_the_fit_does_not_count_against_a_new_entry(
    knowledge: Knowledge, matcher: Matcher, learned: Learned
) -> None:
    line = next(line for line in knowledge.out_of_scope["en"] if len(line.split()) > 5)
    new = NEW._replace(phrases={"en": (line,)})
    joined = Matcher.of(with_new(knowledge, new), learned)

    assert matcher.rank(line).unanswered > 0
    assert joined.rank(line).candidates[0].entry == new.id
    assert joined.rank(line).unanswered == 0


@pytest.mark.parametrize(
    ("asked", "entry"),
    [("где это было", "event.where"), ("who directed gulmira", "film.gulmira.director"), ("привет", "chat.greeting")],
)
def test_a_new_entry_takes_no_question_of_the_others(joined: Matcher, asked: str, entry: str) -> None:
    outcome = joined.match(asked)

    assert isinstance(outcome, Match)
    assert outcome.entry == entry


def test_a_new_entry_suppresses_no_cry_for_help(knowledge: Knowledge, dialogue: Dialogue, learned: Learned) -> None:
    cries = ("муж бьёт меня", "my husband beats me", "он ломится в дверь с ножом")
    loud = NEW._replace(id="event.loud", phrases={"ru": cries[::2], "en": cries[1:2]})
    recogniser = Recogniser.of(with_new(knowledge, loud), learned)

    for cry in cries:
        assert recogniser.recognise(cry) == dialogue.by_itself.recogniser.recognise(cry)


def test_a_phrase_added_to_a_learned_entry_finds_it_word_for_word(knowledge: Knowledge, learned: Learned) -> None:
    entry = knowledge.entries["event.where"]
    longer = entry._replace(phrases={**entry.phrases, "ru": (*entry.phrases["ru"], "в каком зоомбариуме пляски")})
    changed = Dialogue(with_new(knowledge, longer), learned)

    assert changed.reply_to(question("в каком зоомбариуме пляски")).entry == entry.id


def test_an_entry_that_is_gone_still_tells_what_is_calm(knowledge: Knowledge, reader: Reader, learned: Learned) -> None:
    asked = "о чём фильм Гульмира, там муж бьёт жену?"
    rest = {i: e for i, e in knowledge.entries.items() if not i.startswith("film.gulmira")}
    without = Reader(replace(knowledge, entries=rest, digest=""), learned).read(asked)

    assert without.alarm == reader.read(asked).alarm
    assert not [label for label in without.margins if label.startswith("film.gulmira")]


def test_of_more_newcomers_than_can_be_learned_each_is_found_by_its_pooled_phrases(
    knowledge: Knowledge, learned: Learned
) -> None:
    many = [NEW._replace(id=f"event.room{n}", phrases={"ru": (f"где комната имени зоомбара{n}",)}) for n in range(MOST)]
    matcher = Matcher.of(with_new(knowledge, NEW, *many), learned)
    outcome = matcher.match("где гардероб")

    assert isinstance(outcome, Match)
    assert outcome.entry == NEW.id
