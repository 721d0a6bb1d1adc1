"""A question may lean on what was shown just before, for fifteen minutes.

Of `bot/core/understanding/follow_ups/follow_up.py`, `leaning.py`, `openers.py` and `bot/core/scoring/context_ties.py`;
`follow_ups.yaml` beside this file has what is asked after what, by theme.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Reply
from bot.core.understanding.matching import Match
from tests.support.questions import NOON, memory_after, question


def rows() -> dict[str, list[str]]:
    """What was shown or asked before, what is asked, and which entry answers; under a name that tells the theme."""
    themes = yaml.safe_load(Path(__file__).with_name("follow_ups.yaml").read_text(encoding="utf-8"))
    return {
        f"{theme}: {line}": [part.strip() for part in line.split(">")]
        for theme, lines in themes.items()
        for line in lines.splitlines()
    }


@pytest.mark.parametrize(("before", "asked", "entry"), rows().values(), ids=rows())
def test_a_question_leans_on_what_was_shown_where_that_is_meant(
    dialogue: Dialogue, before: str, asked: str, entry: str
) -> None:
    assert dialogue.reply_to(question(asked), memory_after(dialogue, before)).entry == entry


def after_gulmira(dialogue: Dialogue, text: str, minutes: float) -> Reply:
    return dialogue.reply_to(question(text, minutes=minutes), memory_after(dialogue, "what is gulmira"))


@pytest.mark.parametrize("minutes", [0, 1, 14.9, 15])
def test_a_follow_up_within_15_minutes_is_about_what_was_shown(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry == "film.gulmira.director"


@pytest.mark.parametrize("minutes", [15.1, 60, 10_000, -0.1, -60])
def test_later_or_with_a_clock_gone_backwards_nothing_is_assumed(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry != "film.gulmira.director"


@pytest.mark.parametrize("text", ["а кто режиссёр?", "оны кім түсірді?", "who directed it"])
def test_a_follow_up_may_change_the_language(dialogue: Dialogue, text: str) -> None:
    assert after_gulmira(dialogue, text, 1).entry in ("film.gulmira.director", "speaker.eszhanova")


def test_what_gains_nothing_by_what_was_shown_does_not_count_as_a_follow_up(dialogue: Dialogue) -> None:
    memory = memory_after(dialogue, "ambassador.belgium")
    outcome = dialogue.understanding.decide(question("шеслер в алмтаы есть?"), memory).outcome

    assert isinstance(outcome, Match)
    assert (outcome.entry, outcome.follows) == ("city.almaty", False)


@pytest.mark.parametrize(
    ("first", "strange"),
    [
        ("what is a shelter", "tell me something funny about cats"),
        ("who directed Gulmira", "who invented the telephone"),
        ("что такое кризисный центр", "как выращивать помидоры на балконе"),
        ("кто снял Гульмиру", "с каким счётом сыграл Кайрат вчера"),
        ("іс-шара қайда өтті", "125-ті 8-ге бөлсе қанша"),
        ("дағдарыс орталығы деген не", "машинаның майын қай кезде ауыстырады"),
    ],
)
def test_what_no_entry_answers_is_not_taken_for_a_follow_up(dialogue: Dialogue, first: str, strange: str) -> None:
    shown = dialogue.reply_to(question(first))

    assert shown.kind == "answer"
    assert dialogue.reply_to(question(strange), shown.memory).kind != "answer"


@pytest.mark.parametrize(
    ("shown", "asked", "wrong"),
    [
        ("ambassador.france", "сколько он уже посол", "ambassador.belgium"),
        ("film.pay_the_bill", "кто играл", "film.gulmira.details"),
        ("speaker.amrisheva.said", "аты кім", "speaker.ryl"),
    ],
)
def test_no_fact_of_another_one_is_told_of_the_one_shown(
    dialogue: Dialogue, shown: str, asked: str, wrong: str
) -> None:
    assert dialogue.reply_to(question(asked), memory_after(dialogue, shown)).entry != wrong


def test_where_nothing_is_likely_it_is_offered_what_may_go_on(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("а бюджет"), memory_after(dialogue, "film.pay_the_bill"))

    assert "film.pay_the_bill.about" in reply.choices


@pytest.mark.parametrize(
    ("first", "kind"),
    [("Who is Anna Ryl and how can I contact her?", "answer"), ("how to contact speakers", "choices")],
)
def test_nobodys_words_are_given_as_those_of_another(dialogue: Dialogue, first: str, kind: str) -> None:
    reply = dialogue.reply_to(question("What exactly did she say?"), memory_after(dialogue, first))

    assert (reply.kind, reply.entry) == (kind, "speaker.ryl.said" if kind == "answer" else None)


def test_a_denial_in_other_words_thanks_for_nothing(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("ты ни разу мне не помог")).entry != "chat.thanks"


def test_memory_of_an_entry_that_was_removed_does_no_harm(dialogue: Dialogue) -> None:
    memory = Memory(last_language="xx", shown="film.removed", shown_at=NOON)

    assert dialogue.reply_to(question("где это было"), memory).entry == "event.where"


@pytest.mark.parametrize("text", ["первая", "You're biased", "what about men?", "whatever, bye"])
@pytest.mark.parametrize("screen", ["start", "help"])
def test_nothing_goes_on_with_the_first_screen(dialogue: Dialogue, text: str, screen: str) -> None:
    fresh = dialogue.reply_to(question(text, client="en"))
    after = dialogue.reply_to(question(text), dialogue.command(screen, question("", client="en")).memory)

    assert (after.kind, after.entry, after.choices) == (fresh.kind, fresh.entry, fresh.choices)


@pytest.mark.parametrize("text", ["hello, what about the police?", "thank you what about the police"])
def test_behind_a_courtesy_a_film_is_not_asked_for_its_theme(dialogue: Dialogue, text: str) -> None:
    reply = after_gulmira(dialogue, text, 1)

    assert reply.entry is None
    assert "support.102" in reply.choices


@pytest.mark.parametrize("text", ["i am a lawyer", "я адвокат", "мен адвокатпын", "i'm a doctor", "я психолог"])
@pytest.mark.parametrize("before", [None, "what is gulmira"])
def test_whoever_only_says_what_they_are_is_not_sent_to_one(dialogue: Dialogue, text: str, before: str | None) -> None:
    memory = memory_after(dialogue, before) if before else Memory()

    assert dialogue.reply_to(question(text, minutes=1), memory).entry is None
