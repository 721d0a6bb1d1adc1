"""S2, S3, S18: whatever part of the bot fails, safe words, /support, the help button and Hide still answer."""

import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from bot.core.answering import Answering
from bot.core.dialogue import Dialogue
from bot.core.replying.help import Help
from bot.loading import shipped_folder
from bot.loading.help_only import load_help
from bot.state.chats import ChatState
from bot.state.memory import MemoryStore
from tests.fake_telegram import FakeTelegram
from tests.support.bot_process import Run, end_of, says
from tests.support.broken import BrokenDialogue, BrokenMatcher, BrokenRecogniser, broken_as, with_parts
from tests.support.fixture_types import Start, Words
from tests.support.named_copy import with_cut_off_lists
from tests.support.people import talks
from tests.support.questions import question
from tests.support.state_of_chats import new_state

Failing = Callable[[Dialogue], tuple[Answering, ChatState]]

NUMBERS = ("102", "112", "111")


async def fails_too(*_: Any, **__: Any) -> NoReturn:
    raise RuntimeError


class BrokenStore(MemoryStore):
    get = write = put_if_absent = swap = take = peek = counters = fails_too


def with_broken_matcher(dialogue: Dialogue) -> tuple[Answering, ChatState]:
    matcher = broken_as(BrokenMatcher, dialogue.by_itself.matcher)
    return with_parts(dialogue, matcher=matcher), new_state()


def with_broken_recogniser(dialogue: Dialogue) -> tuple[Answering, ChatState]:
    recogniser = broken_as(BrokenRecogniser, dialogue.by_itself.recogniser)
    broken = with_parts(dialogue, recogniser=recogniser)
    broken.alone = Help(dialogue.knowledge, recogniser)
    return broken, new_state()


def with_broken_dialogue(dialogue: Dialogue) -> tuple[Answering, ChatState]:
    return broken_as(BrokenDialogue, dialogue), new_state()


def with_cut_off_copy(_: Dialogue) -> tuple[Answering, ChatState]:
    """As where the disk fails that holds what was learned."""
    return with_cut_off_lists(), new_state()


def with_broken_state(dialogue: Dialogue) -> tuple[Answering, ChatState]:
    return dialogue, new_state(store=BrokenStore())


def with_help_only(dialogue: Dialogue) -> tuple[Answering, ChatState]:
    by_itself = dialogue.by_itself
    return Help(dialogue.knowledge, by_itself.recogniser, by_itself.reply_language), new_state()


@pytest.fixture(
    params=[
        *(with_broken_matcher, with_broken_recogniser, with_broken_dialogue, with_cut_off_copy),
        *(with_broken_state, with_help_only),
    ]
)
async def broken(
    request: pytest.FixtureRequest, start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue
) -> Any:
    """A Telegram on which one part of the bot fails whenever it is used."""
    answering, state = request.param(dialogue)
    async with start(answering, state):
        yield silent_telegram


@pytest.mark.parametrize("breaking", [with_broken_matcher, with_broken_recogniser, with_broken_dialogue])
def test_what_is_broken_here_is_what_a_question_needs(dialogue: Dialogue, breaking: Failing) -> None:
    asked = question("what films were shown?")
    dialogue.reply_to(asked)
    broken, _ = breaking(dialogue)

    with pytest.raises(RuntimeError):
        broken.reply_to(asked)


@pytest.mark.parametrize("text", ["help", "помогите", "көмек", "102", "SOS", "/support"])
async def test_safe_words_and_commands_bring_numbers(broken: FakeTelegram, text: str) -> None:
    anna = broken.person("en")
    await anna.says(text)
    reply = await anna.next_reply()

    assert [n for n in NUMBERS[:2] if n in reply.text] == list(NUMBERS[:2])
    assert reply.buttons


async def test_the_help_button_brings_numbers(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    await anna.says("/start")
    reply = await anna.next_reply()
    await anna.presses(reply, line("button.help", "en"))

    assert "102" in (await anna.next_reply()).text
    assert await anna.next_alert() == ""


@pytest.mark.parametrize("text", ["my husband beats me every day", "I want to die"])
async def test_a_disclosure_is_met_with_a_crisis_reply(broken: FakeTelegram, line: Words, text: str) -> None:
    anna = broken.person("en")
    await anna.says(text)

    assert line("button.hide", "en") in (await anna.next_reply()).buttons


@pytest.mark.parametrize("kind", ["voice", "sticker", "photo"])
async def test_media_is_met_with_numbers(broken: FakeTelegram, kind: str) -> None:
    anna = broken.person("en")
    await anna.sends(kind)

    assert "112" in (await anna.next_reply()).text


async def test_brief_numbers_pop_up(broken: FakeTelegram, line: Words) -> None:
    anna = broken.person("en")
    await anna.says("help")
    await anna.presses_data(await anna.next_reply(), "pen")

    assert await anna.next_alert() == line("brief.text", "en")


async def test_every_message_is_answered_once(broken: FakeTelegram) -> None:
    anna = broken.person("en")
    for text in ("help", "what films were shown?", "/start"):
        await anna.says(text)
        await anna.next_reply()

    assert anna.replies.empty()


async def test_hide_still_removes_what_it_can(broken: FakeTelegram, request: pytest.FixtureRequest) -> None:
    anna = broken.person("en")
    await anna.says("help")
    await anna.next_reply()
    await anna.says("/hide")
    await anna.next_reply()
    left = [message for chat, message in broken.messages if chat == anna.id]

    # Without its memory the bot does not know which messages there were, and says how to remove them by hand.
    assert len(left) == (3 if "state" in request.node.callspec.id else 1)


@pytest.mark.parametrize("broken_file", ["event.yaml", "fitted.zip", "contacts.yaml", "crisis/danger.yaml"])
async def test_a_run_with_a_broken_knowledge_gives_help_only_and_says_so(
    silent_telegram: FakeTelegram, run: Run, tmp_path: Path, broken_file: str
) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    (folder / broken_file).write_bytes(b"[\xff")
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    said = await says(process, "HELP ONLY")
    anna = silent_telegram.person("en")
    await anna.says("SOS")
    reply = await anna.next_reply()
    process.send_signal(signal.SIGTERM)
    code, _ = await end_of(process)

    assert (code, all(number in reply.text for number in NUMBERS)) == (3, True)
    assert ("Fix the knowledge" in said, " ERROR " in said) == (True, True)


async def test_a_mended_knowledge_is_taken_up_without_a_restart(
    silent_telegram: FakeTelegram, run: Run, tmp_path: Path
) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    (folder / "event.yaml").write_bytes(b"[\xff")
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    await says(process, "running with help only")
    shutil.copy(shipped_folder() / "event.yaml", folder)
    process.send_signal(signal.SIGHUP)
    await says(process, "knowledge taken")
    anna = silent_telegram.person("en")
    await anna.says("/films")

    assert "Gulmira" in (await anna.next_reply()).text


async def test_a_run_with_a_deleted_file_says_which(silent_telegram: FakeTelegram, run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    (folder / "event.yaml").unlink()
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))

    assert "event." in await says(process, "there is no entry")


async def test_help_only_leaves_the_profile_as_it_was(silent_telegram: FakeTelegram, run: Run, tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    (folder / "event.yaml").unlink()
    process = await run(silent_telegram.url, SENIM_KNOWLEDGE=str(folder))
    await says(process, "running with help only")

    assert [call.method for call in silent_telegram.calls if call.method.startswith("setMy")] == []


async def test_start_in_help_only_mode_is_the_same_for_everyone(
    start: Start, silent_telegram: FakeTelegram, tmp_path: Path
) -> None:
    """S18."""
    (tmp_path / "x.yaml").write_text("a: [", encoding="utf-8")
    shutil.copy(shipped_folder() / "last_resort.json", tmp_path)
    left = load_help(tmp_path)
    assert left
    anna, boris = silent_telegram.person("en"), silent_telegram.person("en")
    async with start(left, new_state()):
        await talks(anna, "help", "/start")
        await boris.says("/start")
        fresh = await boris.next_reply()

    assert fresh.text == silent_telegram.shown[anna.id, max(m for c, m in silent_telegram.shown if c == anna.id)].text
