"""S32, S33: nothing of a person, and no token, in what is printed, logged or written to disk, whatever happens."""

import gc
import io
import logging
import shutil
import signal
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Question, Reply
from bot.core.scoring.reading import Reading
from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Matcher
from bot.core.understanding.message import Message
from bot.loading import shipped_folder
from bot.logs import set_up_logs
from bot.settings import Secret
from bot.state.chats import ChatState
from bot.state.memory import MemoryStore
from bot.telegram.app import TelegramBot
from bot.telegram.profile import update_profile
from tests.fake_telegram import TOKEN, FakeTelegram, Fault, NoReply, Person, buttons_of
from tests.support.bot_process import Run, end_of, says
from tests.support.broken import broken_as, with_parts
from tests.support.clock import Clock
from tests.support.fixture_types import Calls, Start
from tests.support.people import asks
from tests.support.state_of_chats import KEYS, new_state, on_file

CANARY = "Канарейка"
CHAT = 7_305_118_846
SECRETS = (CANARY, *normal_forms(CANARY), str(CHAT), TOKEN.partition(":")[2], "+77010000001", "51.128207")


class Log(logging.Handler):
    """What is printed, and every record that any library hands to a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.stderr, self.records = io.StringIO(), list[str]()

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(f"{record.getMessage()} {record.__dict__} {record.exc_info}")

    def leaks(self, *further: str) -> list[str]:
        gc.collect()  # asyncio tells of a lost exception when its task goes
        everything = "\n".join((self.stderr.getvalue(), *self.records))
        return [secret for secret in (*SECRETS, *further) if secret in everything]


class TalkativeDialogue(Dialogue):
    """Fails with the person's words in its errors."""

    def reply_to(self, question: Question, *_: object, **__: object) -> NoReturn:
        raise ValueError(question.text)

    def press(self, data: str, *_: object) -> Reply:
        raise KeyError(data)


class TalkativeRecogniser(Recogniser):
    def sign_of(self, message: Message) -> Sign | None:
        raise ValueError(message.text)


class TalkativeMatcher(Matcher):
    def rank_reading(self, reading: Reading, *_: object) -> NoReturn:
        raise ValueError(reading.evidence.words)


class TalkativeState(ChatState):
    """Fails with the chat's id in its errors."""

    async def memory(self, chat: int) -> NoReturn:
        raise ValueError(chat)


@pytest.fixture
def form() -> str:
    """The value of SENIM_LOG_FORMAT."""
    return "text"


@pytest.fixture
def level() -> str:
    """The value of SENIM_LOG_LEVEL."""
    return "DEBUG"


@pytest.fixture
def log(form: Literal["text", "json"], level: str) -> Iterator[Log]:
    """Logging as `senim run` sets it up."""
    root, log = logging.getLogger(), Log()
    before = {name: logging.getLogger(name).level for name in [*root.manager.loggerDict, ""]}
    handlers = root.handlers[:]
    with redirect_stderr(log.stderr), redirect_stdout(log.stderr):
        set_up_logs(level, form, Secret(TOKEN))
        root.handlers.insert(0, log)  # before the handler that strikes out the token

        yield log

    root.handlers = handlers
    for name in [*root.manager.loggerDict, ""]:
        logging.getLogger(name).setLevel(before.get(name, logging.NOTSET))


@pytest.fixture
def person(silent_telegram: FakeTelegram, log: Log) -> Person:
    """Somebody all of whose words and names are canaries; their bot starts after the log."""
    return silent_telegram.person("en", CANARY, id=CHAT, last_name=CANARY, username=CANARY)


@pytest.fixture
def crowd(person: Person, telegram: FakeTelegram) -> FakeTelegram:
    return telegram


@pytest.mark.parametrize("form", ["text", "json"])
async def test_words_names_and_captions_stay_out(crowd: FakeTelegram, person: Person, log: Log) -> None:
    message = await person.says(f"{CANARY} what films were shown?")
    await person.next_reply()
    await person.edits(message, f"my husband beats me, {CANARY}")
    await person.next_reply()
    await person.sends("photo", caption=CANARY)
    await person.presses_data(await person.next_reply(), CANARY)
    await person.next_reply()

    assert "replied" in log.stderr.getvalue()
    assert (log.leaks(), crowd.refused) == ([], [])


@pytest.mark.usefixtures("crowd")
@pytest.mark.parametrize("level", ["INFO"])
async def test_the_usual_log_does_not_tell_when_anybody_was_answered(person: Person, log: Log) -> None:
    for _ in range(2):  # what the first leaves in the log stands there before the second is answered
        await person.says("my husband beats me every day")
        await person.next_reply()

    assert log.stderr.getvalue() == ""


@pytest.mark.usefixtures("crowd")
async def test_media_stays_out(person: Person, log: Log) -> None:
    await person.sends("contact", contact={"phone_number": "+77010000001", "first_name": CANARY})
    await person.sends("location", location={"latitude": 51.128207, "longitude": 71.43042})
    await person.sends("document", document={"file_id": CANARY, "file_unique_id": "1", "file_name": CANARY})
    for _ in range(3):
        await person.next_reply()

    assert "replied" in log.stderr.getvalue()
    assert log.leaks() == []


async def test_groups_stay_out(crowd: FakeTelegram, person: Person, log: Log) -> None:
    group = crowd.group(CANARY, [person])
    for text in (f"@test_bot {CANARY}", f"@test_bot my husband beats me {CANARY}", f"/films {CANARY}"):
        await group.says(person, text)
        await group.next_reply()

    assert "replied" in log.stderr.getvalue()
    assert log.leaks(str(group.id)) == []


@pytest.mark.parametrize(
    ("method", "fault"),
    [("sendMessage", fault) for fault in (429, 502, "drop", "malformed", 400, 403)]
    + [("getUpdates", fault) for fault in (429, "malformed", 409)],
)
async def test_faults_tell_nothing(
    crowd: FakeTelegram, person: Person, log: Log, calls_of: Calls, method: str, fault: Fault
) -> None:
    await calls_of("getUpdates")
    crowd.fails(method, fault, retry_after=0 if fault == 429 else None)
    await person.says(CANARY)
    await person.says(f"/films {CANARY}")
    reply = await person.next_reply()
    await person.says(CANARY)
    await person.next_reply()

    assert reply.text
    assert log.leaks() == []


@pytest.mark.usefixtures("crowd")
async def test_an_update_that_cannot_be_read_tells_nothing(person: Person, log: Log) -> None:
    await person.sends("poll", caption=CANARY, poll={"question": CANARY})  # of which PTB requires more
    await person.says(CANARY)
    await person.next_reply()

    assert "understood in part" in log.stderr.getvalue()
    assert log.leaks() == []


@pytest.mark.parametrize("method", ["answerCallbackQuery", "deleteMessages", "deleteMessage"])
async def test_refused_presses_and_deletions_tell_nothing(
    crowd: FakeTelegram, person: Person, log: Log, method: str
) -> None:
    crowd.fails(method, 400, times=2)
    await person.says(f"my husband beats me {CANARY}")
    help_ = await person.next_reply()
    await person.presses_data(help_, "fen")
    neutral = await person.next_reply()
    await person.presses(neutral, neutral.buttons[0])
    await person.says(CANARY)
    await person.next_reply()

    assert "refused" in log.stderr.getvalue()
    assert log.leaks() == []


async def test_being_blocked_tells_nothing(crowd: FakeTelegram, person: Person, log: Log, calls_of: Calls) -> None:
    await person.says(CANARY)
    await person.blocks()
    await calls_of("sendMessage")
    await person.says(CANARY)
    await person.next_reply()

    assert (log.leaks(), crowd.refused) == ([], [])


@pytest.mark.parametrize("form", ["text", "json"])
async def test_failures_inside_tell_nothing(
    start: Start, silent_telegram: FakeTelegram, dialogue: Dialogue, person: Person, log: Log
) -> None:
    async with start(broken_as(TalkativeDialogue, dialogue), new_state()):
        await person.says(CANARY)
        await person.presses_data(await person.next_reply(), CANARY)
        await person.next_reply()
    failures = [line for line in log.stderr.getvalue().splitlines() if "failed" in line]

    assert ["ValueError" in failures[0], "KeyError" in failures[1]] == [True, True]
    assert (log.leaks(), silent_telegram.refused) == ([], [])


async def test_a_refused_profile_tells_nothing(
    crowd: FakeTelegram, app: TelegramBot, dialogue: Dialogue, log: Log
) -> None:
    for fault in (400, 502, "malformed"):
        crowd.fails("getMyCommands", fault)
        await update_profile(app.bot, dialogue.knowledge)

    assert log.stderr.getvalue().count("profile refused") == 3
    assert log.leaks() == []


@pytest.mark.parametrize("broken", ["recogniser", "matcher", "state", "all but help"])
async def test_a_part_that_fails_with_words_in_its_error_tells_nothing(
    start: Start, dialogue: Dialogue, person: Person, log: Log, broken: str
) -> None:
    talkative, by_itself = with_parts(dialogue), dialogue.by_itself
    state = TalkativeState(MemoryStore(), KEYS) if broken == "state" else new_state()
    if broken == "recogniser":
        talkative = with_parts(dialogue, recogniser=broken_as(TalkativeRecogniser, by_itself.recogniser))
    if broken == "matcher":
        talkative = with_parts(dialogue, matcher=broken_as(TalkativeMatcher, by_itself.matcher))
    async with start(talkative.alone if broken == "all but help" else talkative, state):
        await say_everything(person)

    assert ("ValueError" in log.stderr.getvalue()) is (broken != "all but help")
    assert log.leaks() == []


async def say_everything(person: Person) -> None:
    """Canaries by every way in that a person has."""
    message = await person.says(CANARY)
    await person.next_reply()
    await person.edits(message, f"my husband beats me, {CANARY}")
    reply = await person.next_reply()
    for data in ("pen", CANARY, *(b["callback_data"] for b in buttons_of(reply.markup))):
        await person.presses_data(reply, data)
        await person.next_alert()
    for text in (f"/start {CANARY}", f"/{CANARY}", f"/hide {CANARY}"):
        await person.says(text)
    await person.sends("photo", caption=CANARY)
    await person.sends("contact", contact={"phone_number": "+77010000001", "first_name": CANARY})
    await person.sends("text", text=CANARY, date=0)
    await person.sends("poll", poll={"question": CANARY})  # of which PTB requires more
    await person.says("/films")
    with suppress(NoReply):
        while True:
            await person.next_reply(1)


@pytest.mark.parametrize("knowledge", ["whole", "broken"])
async def test_a_whole_run_leaves_nothing_in_any_file_or_output(
    silent_telegram: FakeTelegram, run: Run, tmp_path: Path, knowledge: str
) -> None:
    """With logging at DEBUG, in the usual mode and with help only."""
    home, folder = tmp_path / "home", tmp_path / "knowledge"
    home.mkdir()
    shutil.copytree(shipped_folder(), folder)
    if knowledge == "broken":
        (folder / "event.yaml").unlink()
    places = dict.fromkeys(("HOME", "TMPDIR", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(home))
    process = await run(silent_telegram.url, SENIM_LOG_LEVEL="DEBUG", SENIM_KNOWLEDGE=str(folder), **places)
    await says(process, "running")
    person = silent_telegram.person("en", CANARY, id=CHAT, last_name=CANARY, username=CANARY)
    await say_everything(person)
    process.send_signal(signal.SIGTERM)
    _, printed = await end_of(process)
    written = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())

    assert [secret for secret in SECRETS if secret in printed or secret.encode() in written] == []


async def test_the_state_file_tells_nothing_of_a_person(
    start: Start, dialogue: Dialogue, silent_telegram: FakeTelegram, file: Path, clock: Clock
) -> None:
    person = silent_telegram.person("en", CANARY, id=7_305_118_846, last_name=CANARY, username=CANARY)
    async with start(dialogue, on_file(file, clock)):
        for text in (CANARY, f"my husband beats me {CANARY}", f"/films {CANARY}"):
            await asks(person, text)
        await person.presses_data(await _last(person), CANARY)
        await person.next_reply()
        written = b"".join(path.read_bytes() for path in file.parent.iterdir())

    assert [secret for secret in (CANARY, "7305118846", silent_telegram.token) if secret.encode() in written] == []
    assert b"context" in written


async def _last(person: Person) -> Any:
    return person.telegram.shown[max(key for key in person.telegram.shown if key[0] == person.id)]
