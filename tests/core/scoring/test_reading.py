from __future__ import annotations

from dataclasses import replace
from math import exp
from pathlib import Path

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.scoring.labels import CRISIS_PREFIX, NO_ENTRY, QUIET
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader
from bot.core.text import LONGEST, normal_forms
from bot.measuring.questions import read_questions

QUESTIONS = Path(__file__).parents[2] / "questions"


def test_a_text_is_weighed_against_entries_crisis_classes_and_nothing_known(reader: Reader) -> None:
    margins = reader.read("кто снял гульмиру").margins

    assert {"film.gulmira.director", CRISIS_PREFIX + "danger", NO_ENTRY} <= margins.keys()


def test_only_the_beginning_of_a_long_text_is_weighed(reader: Reader) -> None:
    assert len(reader.read("где " * LONGEST).evidence.words) == LONGEST // 4


@pytest.mark.parametrize(
    ("louder", "calmer"),
    [
        ("он ломится в дверь с ножом", "кто говорил про ножевые ранения в фильме"),
        ("my husband beats me", "who beats the eggs for the cake"),
        ("күйеуім мені ұрады", "тұрмыстық зорлық туралы заң қашан шықты"),
    ],
)
def test_a_cry_for_help_alarms_more_than_a_question_in_its_words(reader: Reader, louder: str, calmer: str) -> None:
    assert reader.read(louder).alarm > 0 > reader.read(calmer).alarm


@pytest.mark.parametrize(("text", "names"), [("шаштаразда істеймін", ()), ("Таразда тұрамын", ("@taraz",))])
def test_a_city_is_named_by_its_own_word_alone(reader: Reader, text: str, names: tuple[str, ...]) -> None:
    assert reader.read(text).evidence.names == names


@pytest.mark.parametrize(("text", "is_menu"), [("командирі ештеңе айтпайды", False), ("какие есть команды", True)])
def test_a_commander_is_no_menu(reader: Reader, text: str, is_menu: bool) -> None:
    assert ("=menu" in reader.read(text).evidence.meanings) is is_menu


def test_the_alarm_is_the_logarithm_of_the_odds(reader: Reader) -> None:
    model, reading = (
        reader.model,
        reader.read("боюсь идти домой, он ждёт"),
    )
    weighed = dict(zip(model.labels, map(exp, model.scores(reading.bag)), strict=True))
    crisis = sum(power for label, power in weighed.items() if label.startswith(CRISIS_PREFIX))
    calm = sum(power for label, power in weighed.items() if not label.startswith(CRISIS_PREFIX))

    assert exp(reading.alarm) == pytest.approx(crisis / calm)


def test_what_is_only_calm_is_no_candidate(reader: Reader) -> None:
    assert QUIET in reader.model.labels
    assert QUIET not in reader.read("и где он сейчас?").margins


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("шы еру ище акуу", "is the bot free"),
        ("ltkj <bibv,ftdf", "дело бишимбаева"),
        ("гдк это", "гдк это"),
        ("црфе шы сщтыуте", "what is consent"),  # two of its words were learned as they stand
    ],
)
def test_a_text_is_read_in_the_layout_in_which_its_words_are_known(reader: Reader, typed: str, meant: str) -> None:
    assert reader.in_intended_layout(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("какпопасть в приют", "как попасть в приют"),
        ("кто снял гуль миру", "кто снял гульмиру"),
        ("111ге қалай хабарласам", "111 ге қалай хабарласам"),
        ("po4emu wtraf", "pochemu shtraf"),
    ],
)
def test_a_text_is_read_with_the_words_that_were_meant(dialogue: Dialogue, typed: str, meant: str) -> None:
    reader = dialogue.by_itself.reader

    assert reader.words_of(reader.in_intended_layout(typed)) == reader.words_of(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("психолгу", "w:psihologu"),
        pytest.param("кио", "w:kino", id="three letters"),
        pytest.param("кограу", "w:korgau", id="a name"),
        pytest.param("амбассадорлар", "w:ambasador", id="an inflected word whose meaning shows"),
    ],
)
def test_a_word_never_seen_counts_as_what_it_resembles(reader: Reader, typed: str, meant: str) -> None:
    assert meant in reader.read(typed).features


def test_the_topic_of_the_conversation_stands_in_for_a_name(reader: Reader) -> None:
    read = reader.read_words

    assert "@gulmira" in read(normal_forms("who made it?"), "gulmira").features
    assert "@gulmira" not in read(normal_forms("who is Anna Ryl?"), "gulmira").features


def test_a_phrase_added_since_the_fit_is_found(knowledge: Knowledge, learned: Learned) -> None:
    entry = knowledge.entries["event.where"]
    phrases = {**entry.phrases, "en": (*entry.phrases["en"], "in which zoombarium did it happen")}
    changed = {**knowledge.entries, entry.id: entry._replace(phrases=phrases)}
    reader = Reader(replace(knowledge, entries=changed, digest=""), learned)

    assert entry.id in reader.later_phrases
    assert "event.when" not in reader.later_phrases


def test_without_learning_a_text_never_alarms(small_knowledge: Knowledge) -> None:
    assert Reader(small_knowledge, Learned.nothing(small_knowledge)).read("help me he is here").alarm < -20


@pytest.mark.parametrize("least", [-4.0, -1.0, 3.0])
def test_a_glance_overlooks_no_alarm(dialogue: Dialogue, least: float) -> None:
    listed = read_questions([QUESTIONS / "crisis.jsonl", QUESTIONS / "calm.jsonl"])[::10]
    reader, said = dialogue.by_itself.reader, [normal_forms(q.text) for q in listed]
    overlooked = [found for found in said if reader.most_alarm(reader.begin(found)) < least]

    assert overlooked
    assert all(reader.read_words(found).alarm < least for found in overlooked)
