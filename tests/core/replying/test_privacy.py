"""S34: the privacy text is made from what is really kept."""

from __future__ import annotations

import pytest

from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import to_plain
from bot.core.replying.compose import Composer
from bot.core.replying.privacy import Offers, Retention, StoragePlace
from tests.support.questions import NOON

KEPT = Retention("file", language_days=31, context_minutes=17, trail_hours=49, count_months=13)
LANGUAGES = ("kk", "ru", "en")


def privacy(knowledge: Knowledge, retention: Retention, language: str) -> str:
    entry = knowledge.entries[knowledge.menu.commands["privacy"]]
    return to_plain(Composer(knowledge, retention).answer(entry, language, NOON))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_of_the_settings_is_told(knowledge: Knowledge, language: str) -> None:
    text = privacy(knowledge, KEPT, language)

    assert [figure for figure in ("31", "17", "49", "13") if figure not in text] == []
    assert "{" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_place_is_told_in_its_own_words(knowledge: Knowledge, language: str) -> None:
    places: tuple[StoragePlace, ...] = ("nowhere", "memory", "file", "redis")
    texts = {privacy(knowledge, KEPT._replace(place=place), language) for place in places}

    assert len(texts) == len(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_text_is_read_on_one_screen(knowledge: Knowledge, language: str) -> None:
    longest = KEPT._replace(place="memory", metrics=True)

    assert len(privacy(knowledge, longest, language)) <= 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_says_that_nothing_is_stored(dialogue: Dialogue, knowledge: Knowledge, language: str) -> None:
    said = Conversation(dialogue, language).say("/privacy").text

    assert knowledge.texts["privacy.nothing"][language] in said


def test_metrics_are_told_only_where_there_are_any(knowledge: Knowledge) -> None:
    line = knowledge.texts["privacy.metrics"]["en"]

    assert [line in privacy(knowledge, KEPT._replace(metrics=on), "en") for on in (True, False)] == [True, False]


def test_forgetting_in_the_terminal_begins_anew(dialogue: Dialogue) -> None:
    conversation = Conversation(dialogue, "en")
    conversation.say("кто снял Гульмиру?")
    forgotten = conversation.say("/forget")

    assert (forgotten.language, conversation.say("/films").language) == ("ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("offers", [Offers(feedback=True), Offers(organisers_hours=48), Offers(draft_days=30)])
def test_what_an_operator_switched_on_is_told(knowledge: Knowledge, language: str, offers: Offers) -> None:
    plain, told = privacy(knowledge, KEPT, language), privacy(knowledge, KEPT._replace(offers=offers), language)

    assert len(told) > len(plain)
    assert ("48" in told) == (offers.organisers_hours == 48)
