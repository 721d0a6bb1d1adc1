"""Whatever a dialogue fails at, its help answers."""

from collections.abc import Callable

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Reply
from bot.core.replying.buttons import Action, ActionCodes, Verb
from bot.core.replying.help import Help
from bot.core.replying.notices import Notices
from bot.telegram.handling.guarded import Guarded
from tests.support.broken import BrokenDialogue, EndlessDialogue, broken_as, without_notices
from tests.support.questions import buttons, question
from tests.support.stalling import no_stall

FILMS = question("what films were shown?")


def data_of(verb: Verb, target: str = "") -> str:
    return ActionCodes([target]).encode(Action(verb, "en", target))


@pytest.fixture
def broken(small_dialogue: Dialogue) -> Guarded:
    return Guarded(broken_as(BrokenDialogue, small_dialogue))


@pytest.mark.parametrize(
    "ask",
    [
        lambda asked: asked.command_or_words("/hide"),
        lambda asked: asked.alarms("help"),
        lambda asked: asked.reply_to(question("help")),
        lambda asked: asked.reply_to(FILMS),
        lambda asked: asked.press(data_of("help"), question("")),
        lambda asked: asked.command("support", question("")),
    ],
)
def test_what_the_dialogue_fails_at_its_help_is_asked(broken: Guarded, ask: Callable[[Guarded | Help], object]) -> None:
    assert ask(broken) == ask(broken.alone)


def test_what_the_dialogue_can_do_is_its_own(small_dialogue: Dialogue) -> None:
    assert Guarded(small_dialogue).reply_to(FILMS) == small_dialogue.reply_to(FILMS)


def test_the_buttons_of_languages_still_work_where_the_dialogue_fails(
    broken: Guarded, small_knowledge: Knowledge
) -> None:
    reply = broken.press(data_of("languages"), question(""))
    names = {info.name for info in small_knowledge.languages.values()}

    assert names <= {button.label for button in buttons(reply)}


def test_a_press_in_a_group_at_which_the_dialogue_fails_shows_no_numbers_there(broken: Guarded) -> None:
    asked = question("", where="group")

    assert broken.press(data_of("menu"), asked).text == broken.reply_to(asked).text
    assert "102" not in broken.reply_to(asked).text


def test_notices_that_fail_leave_the_numbers(small_dialogue: Dialogue) -> None:
    guarded, numbers = Guarded(without_notices(small_dialogue)), small_dialogue.alone.reply_to(question(""))

    assert guarded.media("voice", question("")) == guarded.late(question("")) == numbers


def test_the_log_is_told_once_and_nothing_of_what_was_asked(broken: Guarded, caplog: pytest.LogCaptureFixture) -> None:
    broken.reply_to(question("CANARY"))

    assert caplog.text.count("answering failed") == 1
    assert "CANARY" not in caplog.text


@pytest.mark.parametrize(
    "say",
    [
        lambda asked: asked.hidden(question(""), whole=True),
        lambda asked: asked.hidden(question(""), whole=False),
        lambda asked: asked.forgotten(question("")),
    ],
)
def test_last_words_that_fail_are_those_of_help_and_show_no_numbers(
    small_dialogue: Dialogue, say: Callable[[Guarded | Notices], Reply]
) -> None:
    reply = say(Guarded(without_notices(small_dialogue)))

    assert reply == say(small_dialogue.notices)
    assert "102" not in reply.text


def test_where_the_dialogue_never_ends_its_help_is_asked(small_dialogue: Dialogue) -> None:
    endless = Guarded(broken_as(EndlessDialogue, small_dialogue))

    with no_stall():
        assert endless.reply_to(FILMS) == endless.alone.reply_to(FILMS)
