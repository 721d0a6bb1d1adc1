"""What an update that is being answered is told meanwhile."""

import asyncio

from bot.telegram.under_way import UnderWay, under_way


def test_what_is_hushed_is_to_keep_silent() -> None:
    update = UnderWay()
    update.hush()

    assert update.is_hushed


def test_what_goes_on_is_neither_silent_any_more_nor_hushed_again() -> None:
    update = UnderWay()
    update.hush()
    update.go_on()
    before = update.is_hushed
    update.hush()

    assert (before, update.is_hushed) == (False, False)


def test_what_overtakes_others_is_not_overtaken() -> None:
    ordinary, urgent = UnderWay(), UnderWay(overtakes=True)
    ordinary.overtake()
    urgent.overtake()

    assert (ordinary.is_overtaken, urgent.is_overtaken) == (True, False)


async def test_each_task_has_an_update_of_its_own_and_shares_it_with_what_it_starts() -> None:
    async def seen() -> UnderWay:
        return under_way()

    async def answer(update: UnderWay) -> bool:
        update.begin()
        return await asyncio.create_task(seen()) is await seen() is update

    assert await asyncio.gather(*(answer(UnderWay(chat)) for chat in (1, 2))) == [True, True]


def test_where_no_update_is_answered_nothing_is_told() -> None:
    under_way().hush()

    assert not under_way().is_hushed
