"""S5: a message that is nothing but a safe word brings help first, whatever was learned."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.core.crisis_classes import DISTRESS
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Question
from bot.core.understanding.distress.recogniser import Recogniser


@pytest.mark.parametrize(
    "text",
    [
        "help",
        "HELP!!!",
        "помощь",
        "Помогите",
        "көмек",
        "комек",
        "komek",
        "kömek",
        "SOS",
        "102",
        "111",
        "１１２",
        "п0мощь",
    ],
)
def test_a_safe_word_is_heard_in_every_spelling(unfitted: Recogniser, text: str) -> None:
    sign = unfitted.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == (DISTRESS, "first", "safe word")


def test_every_safe_word_is_heard_without_a_model(knowledge: Knowledge, unfitted: Recogniser) -> None:
    assert [word for word in knowledge.safe_words if unfitted.recognise(word) is None] == []


@pytest.mark.parametrize("typed", ["gjvjom", "рудз", "r-vtr", "gjvjubnt"])
def test_a_safe_word_is_heard_in_the_wrong_layout(small_knowledge: Knowledge, typed: str) -> None:
    safe_words = frozenset({"помощь", "help", "көмек", "помогите"})
    recogniser = Recogniser.of(replace(small_knowledge, safe_words=safe_words))

    assert recogniser.recognise(typed) is not None


@pytest.mark.parametrize("text", ["1020", "can you help me find the hall", "helpful", "комната 102 где", "помощник"])
def test_a_safe_word_inside_other_words_is_none(small_knowledge: Knowledge, text: str) -> None:
    recogniser = Recogniser.of(replace(small_knowledge, safe_words=frozenset({"help", "102", "помощь"})))

    assert recogniser.recognise(text) is None


@pytest.mark.parametrize("text", ["", "   ", "🙂", "...", "\u200b"])
def test_a_text_without_words_is_no_sign(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("🆘", "🆘🆘 🙏", "@help", "@102", "١١٢", "help help!", "ПОМОГИТЕ ПОМОГИТЕ"),
        "102 😭😭 🙏🙏 😢😢",
        "көмек 😭 🙏 😢 ❤️ 😢",
        "HELP Help help hELP",
        "sos - sos -- sos --- sos ----",
        "112 ))) (((( ---- ~~~~",
    ],
)
def test_a_safe_word_is_heard_however_it_is_typed_and_decorated(unfitted: Recogniser, typed: str) -> None:
    sign = unfitted.recognise(typed)

    assert sign is not None
    assert sign.found_by == "safe word"


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        *[(typed, True) for typed in ("🤕🤕🤕", "🤕🔪😭", "🤕🏽!!", "🔪", "🗡️")],
        *[(typed, False) for typed in ("😂😭", "👍", "🙂", "😭 ok", "...")],
    ],
)
def test_emojis_cry_for_help_where_most_of_them_are_safe_words(unfitted: Recogniser, typed: str, heard: bool) -> None:
    assert unfitted.is_outright(typed) is heard


def test_who_sends_only_emojis_gets_help_in_each_language_of_doubt(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(Question("🤕🤕🤕", datetime(2024, 11, 28, 12)))

    assert reply.kind == "crisis"
    assert "тәулік бойы" in reply.text
    assert "круглосуточно" in reply.text


def test_a_safe_word_is_heard_though_spelling_would_mend_it(dialogue: Dialogue) -> None:
    recogniser = Recogniser.of(replace(dialogue.knowledge, entries={}, digest="", safe_words=frozenset({"mayday"})))
    reader = recogniser.messages.reader
    reader.spelling = dialogue.by_itself.reader.spelling
    sign = recogniser.recognise("mayday")

    assert reader.read("mayday").evidence.words != ("mayday",)
    assert sign is not None


@pytest.mark.parametrize("text", ["", "🙂", "where is the fair"])
def test_a_rule_or_safe_word_without_letters_sets_off_nothing(small_knowledge: Knowledge, text: str) -> None:
    danger = small_knowledge.crisis["danger"]._replace(rules=("*", "where *"))
    crisis = {**small_knowledge.crisis, "danger": danger}
    careless = replace(small_knowledge, crisis=crisis, safe_words=frozenset({"!!!"}))

    assert Recogniser.of(careless).recognise(text) is None


@pytest.mark.parametrize(("typed", "is_soft"), [("😭", True), ("💔💔💔", True), ("😢😂", False), ("😭 ok", False)])
def test_emojis_of_somebody_sad_bring_one_soft_line(recogniser: Recogniser, typed: str, is_soft: bool) -> None:
    sign = recogniser.recognise(typed)

    assert (sign is not None and sign.level == "soft") is is_soft
    assert not recogniser.is_outright(typed)


def test_who_sends_only_sad_emojis_is_told_of_help(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(Question("😭😭", datetime(2024, 11, 28, 12)))

    assert (reply.entry, "111" in reply.text) == ("support.hard_to_say", True)
