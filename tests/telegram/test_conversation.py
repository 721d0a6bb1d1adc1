from fake_telegram import FakeTelegram, Person
from collections.abc import Callable
import pytest
Words = Callable[[str, str], str]

@pytest.mark.parametrize("n", range(10))
async def test_x(telegram: FakeTelegram, anna: Person, answer: Words, n: int) -> None:
    await anna.says("what films were shown?")
    assert (await anna.next_reply()).text == answer("films.all", "en")
