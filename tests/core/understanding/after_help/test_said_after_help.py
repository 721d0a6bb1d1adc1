"""S5d: what thanks, a yes, a correction or an age say after help, by themselves: nothing was learned here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.after_help.said import Cry, Said, Told
from bot.core.understanding.after_help.said_after_help import SaidAfterHelp
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Matcher
from bot.core.understanding.talk import Context, Stage
from bot.core.understanding.vocabulary import Vocabulary
from bot.core.understanding.zone import Fixed
from bot.core.word_groups import AfterHelp, Left
from tests.support.outcomes import UNCLEAR, sign

Saying = Callable[[str, Sign | None], Said | None]
SayingAfter = Callable[[str, str], Said | None]
"""The same of a text that shows nothing, after the words of a class."""


def talk_after(helped_with: str | None, stage: Stage = "just shown") -> Context:
    return Context("help", stage, helped_with or "")


@pytest.fixture(scope="module")
def judges(small_knowledge: Knowledge) -> tuple[SaidAfterHelp, Recogniser]:
    """In a language of few words."""
    english = small_knowledge.languages["en"]
    info = english._replace(
        after_help=AfterHelp(
            courtesy_words=frozenset({"thanks"}),
            not_me_phrases=("not me",),
            candid_phrases=("honestly",),
            of_me_phrases=("about me", "no friend"),
            closing_phrases=("bye",),
            farewell_phrases=("farewell",),
        ),
        left=Left(name_phrases=("my name is",)),
        people=english.people._replace(kin_words=frozenset({"sister"})),
    )
    known = replace(small_knowledge, languages={"en": info})
    matcher, recogniser, words = Matcher.of(known), Recogniser.of(known), Vocabulary.of(known)
    return SaidAfterHelp(known, HelpTalk(known, words.lists), matcher, recogniser, words), recogniser


@pytest.fixture(scope="module")
def said(judges: tuple[SaidAfterHelp, Recogniser]) -> Saying:
    """What a text says, given the sign that it shows by itself."""
    judge, recogniser = judges
    return lambda text, sign: judge.said_in(recogniser.messages.of(text), UNCLEAR, sign, talk_after(None))


@pytest.fixture(scope="module")
def said_after(judges: tuple[SaidAfterHelp, Recogniser]) -> SayingAfter:
    judge, recogniser = judges
    return lambda text, helped_with: judge.said_in(recogniser.messages.of(text), UNCLEAR, None, talk_after(helped_with))


@pytest.mark.parametrize(("text", "crisis"), [("am 10", "child"), ("am 40", None), ("am on my way", None)])
def test_a_child_may_tell_its_age_alone(said: Saying, text: str, crisis: str | None) -> None:
    told = said(text, None)

    assert (told.sign.crisis if isinstance(told, Told) and told.sign else None) == crisis


def test_a_correction_is_said_to_be_one_and_shows_nothing(said: Saying) -> None:
    assert said("not me", sign("danger", 1.0)) == Fixed.NOT_ME


@pytest.mark.parametrize(
    "text", ["not me?", "not me where", "not me i am lost", "not me the park", "it was not me", "not me" + " and" * 9]
)
def test_what_asks_or_tells_more_corrects_nothing(said: Saying, text: str) -> None:
    assert said(text, None) is None


@pytest.mark.parametrize(
    ("shown", "crisis", "found_by"),
    [
        (None, "other", "correction"),
        (sign("danger", -1.0, "soft"), "other", "correction"),
        (sign("sexual", 1.0), "other", "correction"),
        (sign("suicide", 1.0), "suicide_other", "learned"),
        (sign("suicide_other", 1.0), "suicide_other", "learned"),
        (sign("child", 1.0), "child", "learned"),
        (sign("danger", 1.0), "danger", "learned"),
    ],
)
def test_whoever_says_whom_it_is_about_gets_words_that_fit_another(
    said: Saying, shown: Sign | None, crisis: str, found_by: str
) -> None:
    told = said("not me, my sister", shown)

    assert isinstance(told, Told)
    assert told.sign is not None
    assert (told.sign.crisis, told.sign.found_by) == (crisis, found_by)


@pytest.mark.parametrize("text", ["about me", "thanks and about me", "no friend, about me", "honestly about me"])
@pytest.mark.parametrize(("helped_with", "crisis"), [("other", "disclosure"), ("suicide_other", "suicide")])
def test_who_feared_for_another_may_say_that_it_is_about_themselves(
    said_after: SayingAfter, text: str, helped_with: str, crisis: str
) -> None:
    told = said_after(text, helped_with)

    assert told == Told(UNCLEAR, Sign(crisis, "first", "correction"))


@pytest.mark.parametrize("text", ["about me?", "about me it was", "the park about me", "friend", "honestly"])
def test_what_says_more_or_less_than_that_does_not(said_after: SayingAfter, text: str) -> None:
    assert said_after(text, "other") is None


@pytest.mark.parametrize("helped_with", ["", "disclosure", "perpetrator"])
def test_where_nobody_feared_for_another_there_is_nothing_to_take_back(
    said_after: SayingAfter, helped_with: str
) -> None:
    assert said_after("about me", helped_with) is None


@pytest.mark.parametrize(("helped_with", "is_despair"), [("suicide", True), ("disclosure", False)])
def test_after_the_words_for_despair_a_farewell_brings_them_again(
    said_after: SayingAfter, helped_with: str, *, is_despair: bool
) -> None:
    told = said_after("thanks, farewell", helped_with)

    assert told == (Told(UNCLEAR, Sign("suicide", "first", "farewell")) if is_despair else None)


@pytest.mark.parametrize(
    ("text", "stage", "is_closing"),
    [
        ("bye", "just shown", True),
        ("thanks, bye", "just shown", True),
        ("bye park", "just shown", False),
        ("bye", "goes on", False),
    ],
)
def test_just_after_help_a_mere_goodbye_is_one(
    judges: tuple[SaidAfterHelp, Recogniser], text: str, stage: Stage, *, is_closing: bool
) -> None:
    judge, recogniser = judges
    told = judge.said_in(recogniser.messages.of(text), UNCLEAR, None, talk_after("suicide", stage))

    assert (told is Fixed.CLOSING) is is_closing


@pytest.mark.parametrize("shown", [sign("danger", 1.0, found_by="rule"), sign("sexual", 2.0)])
def test_what_is_plainly_a_cry_corrects_nothing(said: Saying, shown: Sign) -> None:
    assert said("not me", shown) is None


@pytest.mark.parametrize("begins", ["thanks", "yes", "yes thanks but"])
def test_a_cry_beside_thanks_or_a_yes_is_heard_without_them(said: Saying, begins: str) -> None:
    told = said(f"{begins} sign of danger", None)

    assert isinstance(told, Cry)
    assert told.sign.crisis == "danger"


@pytest.mark.parametrize(("more", "is_heard"), [(2, True), (3, False)])
def test_a_long_line_is_heard_as_a_whole_even_where_it_thanks(said: Saying, more: int, *, is_heard: bool) -> None:
    assert (said("thanks sign of danger" + " park" * more, None) is not None) is is_heard


def test_a_calm_line_beside_thanks_says_nothing_of_help(said: Saying) -> None:
    assert said("thanks where is the park", None) is None


@pytest.mark.parametrize("text", ["my name is aigul", "My name is Aigul Serikova."])
def test_a_name_alone_asks_for_nothing(said: Saying, text: str) -> None:
    assert said(text, None) == Told(UNCLEAR, None)


@pytest.mark.parametrize("text", ["my name is", "my name is where?", "my name is on a list of theirs", "aigul"])
def test_what_says_more_or_less_than_a_name_is_none(said: Saying, text: str) -> None:
    assert said(text, None) is None


def test_a_name_beside_a_sign_of_distress_hides_nothing(said: Saying) -> None:
    assert said("my name is aigul", sign("danger", -1.0, "soft")) is None
