"""Whom a pronoun means where nothing was shown: what a question asks by itself is made up, no model is read."""

from __future__ import annotations

import pytest

from bot.core.knowledge import Knowledge
from bot.core.scoring.features import Evidence
from bot.core.text import normal_forms
from bot.core.understanding.follow_ups.asking_back import AskingBack
from bot.core.understanding.matching import Candidate, Match, Outcome, Ranking, Suggestions
from bot.core.understanding.word_lists import WordLists

ONE, ANOTHER = "speaker.ryl.said", "speaker.amrisheva.said"


@pytest.fixture(scope="module")
def asking_back(knowledge: Knowledge) -> AskingBack:
    return AskingBack(knowledge, WordLists(knowledge.languages.values()))


def what_she_said(text: str, lead: float = 1.0, nearest: float = 0.5, names: tuple[str, ...] = ()) -> Match:
    """What one speaker said, with so much of a lead over what another one did."""
    candidates = Candidate(ONE, 5.0 + lead, nearest), Candidate(ANOTHER, 5.0, 0.5)
    evidence = Evidence(tuple(normal_forms(text)), (), names)
    return Match(ONE, Ranking(evidence, candidates, 1.0, 0.0, 0.0, (), 0.9))


def asked_back(asking_back: AskingBack, asked: Match) -> Outcome:
    return asking_back.outcome(asked, asked.ranking)


@pytest.mark.parametrize("text", ["what did she say", "а что она говорила", "ол не айтты"])
def test_whom_a_pronoun_means_is_asked_where_nothing_was_shown(asking_back: AskingBack, text: str) -> None:
    outcome = asked_back(asking_back, what_she_said(text))

    assert isinstance(outcome, Suggestions)
    assert outcome.entries[0] == ONE
    assert ANOTHER in outcome.entries


@pytest.mark.parametrize(
    "text",
    [
        "who is the woman from the crisis centre and what did she say",
        "там была директор приюта, что она сказала",
        "дағдарыс орталығының басшысы келді ғой, ол не айтты",
    ],
)
def test_a_long_question_has_itself_told_whom_it_means(asking_back: AskingBack, text: str) -> None:
    asked = what_she_said(text)

    assert asked_back(asking_back, asked) is asked


@pytest.mark.parametrize(
    "asked",
    [
        what_she_said("what did she say, ryl", names=("@ryl",)),
        what_she_said("what did she say", lead=5.0),
        what_she_said("what did she say", nearest=1.0),
    ],
    ids=["by a name", "by the lead of a name that is not known as one", "as a phrase of its entry"],
)
def test_whom_a_short_question_means_it_may_tell(asking_back: AskingBack, asked: Match) -> None:
    assert asked_back(asking_back, asked) is asked


@pytest.mark.parametrize(
    ("shown", "asks"), [("speakers.contact", True), ("speakers.all", True), ("speaker.ryl", False)]
)
def test_whom_a_pronoun_means_is_asked_after_what_is_about_nobody_in_particular(
    asking_back: AskingBack, knowledge: Knowledge, shown: str, asks: bool
) -> None:
    asked = what_she_said("what did she say", lead=5.0)
    by_itself = what_she_said("what did she say").ranking

    assert isinstance(asking_back.after(knowledge.entries[shown], asked, by_itself), Suggestions) == asks
