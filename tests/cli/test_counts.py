"""S38: the counts that `senim counts` shows, without those that are too small."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.state.sqlite import SqliteStore
from tests.fake_telegram import TOKEN
from tests.support.senim_program import senim
from tests.support.state_of_chats import new_state


async def count(file: Path, counted: dict[str, int]) -> None:
    store = SqliteStore(file)
    await count_in(store, counted)
    await store.close()


async def count_in(store: SqliteStore, counted: dict[str, int]) -> None:
    state = new_state(store=store)
    for name, times in counted.items():
        for _ in range(times):
            await state.counts.add(name)


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    """Those of a bot that has answered some people today."""
    file = tmp_path / "state.sqlite3"
    asyncio.run(count(file, {"answer.kk": 12, "danger.ru": 4}))
    return {"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{file}"}


def test_counts_are_shown_and_small_ones_are_not(settings: dict[str, str]) -> None:
    ended = senim("counts", settings=settings)

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert ("answer.kk" in ended.out, " 12 " in ended.out, "danger" in ended.out) == (True, True, False)


def test_counts_of_another_bot_are_not_shown(settings: dict[str, str]) -> None:
    ended = senim("counts", settings=settings | {"TELEGRAM_TOKEN": "654321:OTHER-TOKEN"})

    assert (ended.code, "answer.kk" in ended.out) == (0, False)


@pytest.mark.parametrize("option", [[], ["--feedback"]])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"TELEGRAM_TOKEN": ""}, "TELEGRAM_TOKEN"),
        ({"STATE_URL": "memory://"}, "STATE_URL is memory://"),
        ({"STATE_URL": "redis://:CANARY@127.0.0.1:1/0"}, "Redis cannot be read"),
        ({"STATE_URL": "redis://:CANARY@127.0.0.1:1/0?CANARY=1"}, "STATE_URL has an option"),
        ({"STATE_URL": "sqlite:/proc/x"}, "/proc/x cannot be read"),
    ],
)
def test_without_a_place_to_read_from_one_sentence_says_so(
    settings: dict[str, str], change: dict[str, str], said: str, option: list[str]
) -> None:
    ended = senim("counts", *option, settings=settings | change)

    assert (ended.code, ended.out, ended.is_plain, len(ended.err.splitlines())) == (1, "", True, 1)
    assert (said in ended.err, "CANARY" in ended.err) == (True, False)


@pytest.mark.parametrize("option", [[], ["--feedback"]])
def test_a_state_file_that_is_not_there_is_not_made(tmp_path: Path, option: list[str]) -> None:
    file = tmp_path / "made" / "later" / "state.sqlite3"
    ended = senim("counts", *option, settings={"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{file}"})

    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", [[], ["--feedback"]])
def test_a_file_that_the_bot_would_set_aside_stays_where_it_is(tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "state").write_text("diary", encoding="utf-8")
    ended = senim("counts", *option, settings={"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{tmp_path}/state"})

    assert (ended.code, ended.is_plain, "state cannot be read" in ended.err) == (1, True, True)
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_the_state_file_of_a_bot_that_runs_is_read_and_left_alone(tmp_path: Path) -> None:
    bot = SqliteStore(tmp_path / "state")
    asyncio.run(count_in(bot, {"answer.kk": 12}))
    before = sorted(path.name for path in tmp_path.iterdir())
    ended = senim("counts", settings={"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{tmp_path}/state"})
    after = sorted(path.name for path in tmp_path.iterdir())
    asyncio.run(bot.close())

    assert (ended.code, "answer.kk" in ended.out) == (0, True)
    assert (len(before), after) == (3, before)


def test_what_people_said_of_answers_is_summed_up(tmp_path: Path) -> None:
    file = tmp_path / "state.sqlite3"
    asyncio.run(count(file, {"helped.fair.where.en": 12, "not_helped.fair.where.en": 4, "answer.en": 20}))
    ended = senim("counts", "--feedback", settings={"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"sqlite:{file}"})

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert [cell.strip() for cell in ended.out.split("fair.where")[1].split("│")[1:4]] == ["en", "12", "under 5"]
