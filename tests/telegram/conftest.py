"""The real application with the shipped knowledge, polling a fake Telegram over HTTP in the same event loop."""

from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest

from bot.clock import now_in
from bot.core.answering import Answering
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange, Question, to_plain
from bot.core.replying.compose import Composer
from bot.core.replying.own_texts import TextKey
from bot.doctor.examination import examine
from bot.doctor.findings import Finding
from bot.settings import Secret
from bot.state.chats import ChatState
from bot.telegram import app as app_module
from bot.telegram.app import TelegramBot
from bot.telegram.timer import SYSTEM_TIMER, Timer
from tests.fake_telegram import TOKEN, Call, FakeTelegram, Group, Person
from tests.support.bot_process import Run, kill, start_bot
from tests.support.findings import Examine
from tests.support.fixture_types import Calls, Start, Words
from tests.support.redis_server import RedisServer
from tests.support.state_of_chats import new_state
from tests.support.waiting import until


@pytest.fixture
async def silent_telegram() -> AsyncIterator[FakeTelegram]:
    """A Telegram to which no bot is connected yet; whatever a test's bot sends, Telegram must accept."""
    async with FakeTelegram() as telegram:
        yield telegram

        assert [call for call in telegram.refused if call.method == "sendMessage"] == []


@pytest.fixture
def timer() -> Timer:
    """The time that pollers see."""
    return SYSTEM_TIMER


@pytest.fixture
def start(silent_telegram: FakeTelegram, timer: Timer) -> Start:
    """Starts a bot with any dialogue and state, for the length of an `async with`."""

    @asynccontextmanager
    async def running(dialogue: Answering, state: ChatState) -> AsyncIterator[TelegramBot]:
        bot = TelegramBot(dialogue, Secret(silent_telegram.token), silent_telegram.url, state, timer=timer)
        async with bot.polling():
            yield bot

    return running


@pytest.fixture
async def app(start: Start, dialogue: Dialogue) -> AsyncIterator[TelegramBot]:
    async with start(dialogue, new_state()) as app:
        yield app


@pytest.fixture
def telegram(silent_telegram: FakeTelegram, app: TelegramBot) -> FakeTelegram:
    """A Telegram on which the bot answers."""
    return silent_telegram


@pytest.fixture
def anna(telegram: FakeTelegram) -> Person:
    """Somebody whose app is in English."""
    return telegram.person("en")


@pytest.fixture
def anna_alone(silent_telegram: FakeTelegram) -> Person:
    """The same, where the test brings a bot of its own."""
    return silent_telegram.person("en")


@pytest.fixture
def short_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What still waits when a bot stops is given up."""
    monkeypatch.setattr(app_module, "LAST_REPLIES", 0.01)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test keeps the state of chats."""
    return tmp_path / "state" / "state.sqlite3"


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own, which it may stop."""
    with RedisServer(tmp_path) as server:
        yield server


@pytest.fixture
def calls_of(silent_telegram: FakeTelegram) -> Calls:
    """Waits for the first call of a method and gives all of them."""

    async def calls(method: str) -> list[Call]:
        def found() -> list[Call]:
            return [call for call in silent_telegram.calls if call.method == method]

        await until(lambda: bool(found()))
        return found()

    return calls


@pytest.fixture
async def run(tmp_path: Path) -> AsyncIterator[Run]:
    """Starts `python -m bot run`, its state in a folder of the test; whatever still runs at its end is killed."""
    processes: list[Process] = []

    async def started(url: str, **settings: str) -> Process:
        processes.append(await start_bot(url, **{"STATE_DIRECTORY": str(tmp_path / "state")} | settings))
        return processes[-1]

    yield started

    await kill(processes)


@pytest.fixture
def examined(silent_telegram: FakeTelegram, small_folder: Path) -> Examine:
    """The findings under these settings, with a knowledge that is tried quickly."""

    async def findings(**settings: str) -> list[Finding]:
        given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": silent_telegram.url, "STATE_URL": "memory://"}
        given["SENIM_KNOWLEDGE"] = str(small_folder)
        return [finding async for finding in examine(given | settings)]

    return findings


@pytest.fixture(scope="session")
def answer(dialogue: Dialogue, knowledge: Knowledge) -> Words:
    """The text of an entry in a language, as people see it."""

    def text(entry: str, language: str) -> str:
        question = Question("", now_in(knowledge.time_zone))
        return dialogue.show(knowledge.entries[entry], Exchange(question, language)).text

    return text


@pytest.fixture(scope="session")
def title(knowledge: Knowledge) -> Words:
    """The label of an entry's button."""
    return lambda entry, language: knowledge.entries[entry].title[language]


@pytest.fixture(scope="session")
def line(knowledge: Knowledge) -> Words:
    """A text of the program itself, with its numbers filled in."""
    return lambda key, language: to_plain(
        Composer(knowledge).screen(cast(TextKey, key), language, now_in(knowledge.time_zone))
    )


@pytest.fixture
def olga(silent_telegram: FakeTelegram) -> Person:
    """One of the organisers."""
    return silent_telegram.person("en")


@pytest.fixture
def organisers(silent_telegram: FakeTelegram, olga: Person) -> Group:
    return silent_telegram.group("Organisers", [olga])
