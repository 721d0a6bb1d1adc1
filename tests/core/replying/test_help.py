"""S2: help does not depend on understanding."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory
from bot.core.replying.help import Help
from bot.core.replying.privacy import Retention
from bot.core.replying.screens import Screens
from bot.core.scoring.learned import Learned
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.language import LanguageGuess
from bot.core.understanding.matching import Matcher
from bot.core.understanding.reply_language import ReplyLanguage
from tests.support.questions import button_for, buttons, question, verbs


class BrokenRecogniser(Recogniser):
    def recognise(self, *_: Any) -> Sign | None:
        raise RuntimeError


class BrokenMatcher(Matcher):
    def rank_reading(self, *_: Any) -> NoReturn:
        raise RuntimeError


class BrokenGuess(LanguageGuess):
    def of(self, *_: Any) -> str | None:
        raise RuntimeError


@pytest.fixture
def bare(small_knowledge: Knowledge) -> Help:
    """What is left when nothing can be understood."""
    return Help(small_knowledge, BrokenRecogniser.of(small_knowledge))


@pytest.mark.parametrize("text", ["help", "where is the fair", "sign of danger", "🙂", "x" * 5000])
def test_a_broken_recogniser_gives_everyone_the_numbers(bare: Help, text: str) -> None:
    reply = bare.reply_to(question(text))

    assert (reply.kind, reply.crisis, "112" in reply.text) == ("crisis", "distress", True)


@pytest.mark.parametrize("text", ["where is the fair", "", "🙂", "qwrtpsdfg", "x" * 5000])
def test_help_alone_still_gives_numbers(small_knowledge: Knowledge, text: str) -> None:
    reply = Help(small_knowledge, Recogniser.of(small_knowledge)).reply_to(question(text))

    assert (reply.kind, "112" in reply.text) == ("fallback", True)


@pytest.mark.parametrize("text", ["my husband beats me", "who made gulmira and he took my phone"])
def test_where_the_matcher_fails_a_cry_is_still_answered(dialogue: Dialogue, text: str) -> None:
    matcher = dialogue.by_itself.matcher
    broken = BrokenMatcher(dialogue.knowledge, matcher.reader, matcher.confidence)
    help = Help(dialogue.knowledge, Recogniser(dialogue.knowledge, broken, Learned.nothing(dialogue.knowledge)))

    assert help.reply_to(question(text)).kind == "crisis"


def test_help_and_its_dialogue_go_by_one_language(dialogue: Dialogue) -> None:
    asked = question("Гүлмираны кім түсірді", client="en")

    assert dialogue.alone.reply_to(asked).language == dialogue.reply_to(asked).language == "kk"


@pytest.mark.parametrize("text", ["help", "sign of danger"])
def test_help_alone_still_answers_a_crisis(small_knowledge: Knowledge, text: str) -> None:
    reply = Help(small_knowledge, Recogniser.of(small_knowledge)).reply_to(question(text))

    assert (reply.kind, "112" in reply.text) == ("crisis", True)


@pytest.mark.parametrize("text", ["where is the fair", "", "🙂", "qwrtpsdfg", "x" * 5000])
def test_where_no_language_can_be_guessed_there_are_still_numbers(small_knowledge: Knowledge, text: str) -> None:
    language = ReplyLanguage(small_knowledge, BrokenGuess(small_knowledge))
    help = Help(small_knowledge, Recogniser.of(small_knowledge), language)
    reply = help.reply_to(question(text, client="ru"))

    assert (reply.kind, reply.language, "112" in reply.text) == ("fallback", "ru", True)


@pytest.mark.parametrize("command", ["support", "help"])
def test_the_commands_for_help_work_without_entries(bare: Help, command: str) -> None:
    assert bare.command(command, question("")).crisis == "distress"


@pytest.mark.parametrize("command", ["start", "films", "nonsense"])
def test_other_commands_give_the_numbers(bare: Help, command: str) -> None:
    reply = bare.command(command, question("", client="en"))

    assert (reply.kind, "english error.text" in reply.text, "112" in reply.text) == ("fallback", True, True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_privacy_tells_what_is_kept_and_the_numbers(small_knowledge: Knowledge, language: str) -> None:
    screens = Screens(small_knowledge, Retention("file", language_days=30))
    reply = Help(small_knowledge, None, screens=screens).command("privacy", question("", client=language))
    told = small_knowledge.texts["privacy.kept"][language].partition("{")[0]

    assert (told in reply.text, "112" in reply.text) == (True, True)


def test_privacy_in_a_group_leads_to_the_private_chat(bare: Help) -> None:
    assert verbs(bare, bare.command("privacy", question("", where="group"))) == ["private"]


def test_the_help_button_of_every_screen_works(bare: Help) -> None:
    screens = [
        bare.command("start", question("")),
        bare.notices.late(question("")),
        bare.notices.media("voice", question("")),
    ]
    pressed = [bare.press(button_for(bare, screen, "help").data, question("")) for screen in screens]

    assert {reply.crisis for reply in pressed} == {"distress"}


def test_every_button_of_a_crisis_reply_leads_to_numbers(bare: Help) -> None:
    reply = bare.reply_to(question("help"))
    pressed = [bare.press(b.data, question("")) for b in buttons(reply) if bare.codes.verb_of(b.data) != "hide"]

    assert pressed
    assert all("112" in reply.text for reply in pressed)


def test_a_language_can_be_chosen(bare: Help) -> None:
    screen = bare.command("language", question("", client="en"))
    chosen = bare.press(next(b for b in buttons(screen) if b.label == "Русский").data, question(""))

    assert (chosen.memory.chosen_language, "русский language.set" in chosen.text) == ("ru", True)


def test_a_sign_of_another_class_gets_the_reply_that_is_left(small_knowledge: Knowledge) -> None:
    rest = replace(small_knowledge, crisis={"distress": small_knowledge.crisis["distress"]})
    reply = Help(rest, Recogniser.of(small_knowledge)).reply_to(question("sign of danger"))

    assert (reply.kind, "112" in reply.text) == ("crisis", True)


def test_a_group_gets_the_neutral_line_only(bare: Help) -> None:
    replies = [bare.reply_to(question("help", where="group")), bare.command("support", question("", where="group"))]

    assert [(r.kind, r.crisis, verbs(bare, r)) for r in replies] == [("fallback", None, ["private"])] * 2
    assert not any("112" in reply.text for reply in replies)


def test_what_a_chat_is_remembered_by_is_kept(bare: Help) -> None:
    assert bare.reply_to(question("blorp"), Memory(chosen_language="en")).memory.chosen_language == "en"


class _Fails(Dialogue):
    def reply_to(self, *_: object, **__: object) -> NoReturn:
        raise RuntimeError


def test_help_is_not_reached_through_what_fails(small_knowledge: Knowledge) -> None:
    assert "112" in _Fails(small_knowledge).alone.reply_to(question("where is the fair")).text


def test_a_class_that_has_no_words_gets_those_for_any_distress(small_knowledge: Knowledge) -> None:
    """The check refuses such a class; whoever writes must get help all the same."""
    calm = small_knowledge.crisis["distress"]._replace(id="calm", rules=("heavy metal",), reply={})
    dialogue = Dialogue(replace(small_knowledge, crisis={**small_knowledge.crisis, "calm": calm}))

    for answering in (dialogue, dialogue.alone):
        assert "112" in answering.reply_to(question("heavy metal concert tonight")).text
