"""A decision tells all that the reply rests on.

Of `bot/core/understanding/decision.py`, `by_itself.py` and `beside.py`.
"""

from __future__ import annotations

import pytest

from bot.core.crisis_classes import DISCLOSURE
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory, ReplyKind
from bot.core.scoring.learned import Learned
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.subject import Subjects
from bot.core.understanding.zone import HelpFirst, ZoneName, name_of
from tests.support.questions import HELPED, MIXED, STRANGE, question

AFTER_HELP = ("not me", "closing", "undecided", "numbers again")
"""Zones of what is said after help."""


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        (MIXED, "film.gulmira.director"),
        ("меня бьёт муж", None),
        ("help", None),
        ("кто снял гульмиру", None),
    ],
)
def test_only_where_help_comes_first_something_is_asked_beside_it(
    dialogue: Dialogue, text: str, beside: str | None
) -> None:
    zone = dialogue.understanding.decide(question(text), Memory()).zone

    assert (zone.beside.id if isinstance(zone, HelpFirst) and zone.beside else None) == beside


def test_a_faint_sign_that_a_question_outweighs_in_a_private_chat_counts_in_a_group(
    small_knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    understanding, faint = Dialogue(small_knowledge).understanding, Sign(DISCLOSURE, "first", "learned", 0.1)
    monkeypatch.setattr(understanding.by_itself.recogniser, "sign_of", lambda _: faint)
    private, group = (
        understanding.decide(question("where is the fair", where=where), Memory()) for where in ("private", "group")
    )

    assert (private.sign and private.sign.level, group.sign) == ("soft", faint)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        (MIXED, "to private"),
        ("my husband beats me", "to private"),
        ("номера помощи", "to private"),
        ("where was it and who opened it", "answer"),
        ("forum", "choices"),
        ("who directed gulmira", "answer"),
        ("bye", "answer"),
        (STRANGE, "unanswered"),
    ],
)
def test_in_a_group_one_thing_is_answered_and_what_would_expose_a_person_is_not(
    dialogue: Dialogue, text: str, zone: ZoneName
) -> None:
    assert name_of(dialogue.understanding.decide(question(text, where="group"), Memory()).zone) == zone


@pytest.mark.parametrize(
    ("text", "zone", "kind", "answers"),
    [
        ("my husband beats me", "help first", "crisis", 0),
        (MIXED, "help first", "crisis", 1),
        ("it's not about me", "not me", "answer", 0),
        ("where was it and who opened it", "several", "answer", 2),
        ("who directed gulmira", "answer", "answer", 1),
        ("forum", "choices", "choices", 0),
        ("in English please", "in language", "answer", 0),
        ("bye", "closing", "fallback", 0),
        ("I love him", "undecided", "fallback", 0),
        ("my address is Abay 10", "address given", "fallback", 0),
        (STRANGE, "numbers again", "fallback", 0),
        (STRANGE, "unanswered", "fallback", 0),
    ],
)
def test_the_zone_of_a_decision_is_the_kind_of_its_reply(
    dialogue: Dialogue, text: str, zone: ZoneName, kind: ReplyKind, answers: int
) -> None:
    memory = HELPED._replace(helped_with=DISCLOSURE) if zone in AFTER_HELP else Memory()
    reply = dialogue.reply_to(question(text), memory)

    assert name_of(dialogue.understanding.decide(question(text), memory).zone) == zone
    assert (reply.kind, len({reply.entry, reply.also} - {None})) == (kind, answers)


@pytest.mark.parametrize("text", ["it's not about me", "я не шучу", "рахмет сізге"])
def test_of_what_is_plainly_said_after_help_nothing_is_looked_for(
    dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    helped = HELPED._replace(helped_with=DISCLOSURE)
    decided = dialogue.understanding.decide(question(text), helped)
    monkeypatch.delattr(Subjects, "subject_of")

    assert dialogue.understanding.decide(question(text), helped).zone == decided.zone


@pytest.mark.parametrize("text", ["thank you", "it's not about me"])
def test_what_is_held_of_a_text_after_help_is_of_private_chats_alone(knowledge: Knowledge, text: str) -> None:
    learned = Learned.nothing(knowledge)
    held, fresh = Dialogue(knowledge, learned).understanding, Dialogue(knowledge, learned).understanding
    for _ in range(2):
        held.decide(question(text), HELPED)
    in_group = question(text, where="group")

    assert held.decide(in_group, HELPED).zone == fresh.decide(in_group, HELPED).zone
    assert held.decide(question(text), HELPED).zone != fresh.decide(in_group, HELPED).zone
