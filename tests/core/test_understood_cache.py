from __future__ import annotations

from bot.core.crisis import Sign
from bot.core.features import Evidence
from bot.core.matching import NoMatch, Ranking
from bot.core.understood_cache import LONGEST_HELD, MOST_HELD, Understood, UnderstoodCache

NOTHING, SURE = (NoMatch(Ranking(Evidence((), (), ()), (), 0.0, 0.0, 0.0, (), sure)) for sure in (0.0, 1.0))


def understood(sign: Sign | None = None) -> Understood:
    return Understood("text", "en", sign, NOTHING)


def test_a_short_calm_text_is_held() -> None:
    cache, calm = UnderstoodCache(), understood()
    cache.keep("when was it", calm)

    assert cache.get("when was it") is calm


def test_what_shows_distress_is_never_held() -> None:
    cache = UnderstoodCache()
    cache.keep("he hits me", understood(Sign("disclosure", "soft", "examples", -2.0)))

    assert cache.get("he hits me") is None
    assert not cache.is_calm("he hits me")


def test_a_long_text_is_not_held() -> None:
    cache = UnderstoodCache()
    cache.keep("a" * (LONGEST_HELD + 1), understood())

    assert cache.get("a" * (LONGEST_HELD + 1)) is None


def test_the_text_that_was_asked_for_longest_ago_gives_way() -> None:
    cache = UnderstoodCache()
    for number in range(MOST_HELD):
        cache.keep(str(number), understood())
    cache.keep("0", understood())
    cache.keep("one more", understood())

    assert (cache.is_calm("0"), cache.is_calm("1")) == (True, False)


def test_it_is_held_that_a_text_alarms_nobody_before_it_is_understood() -> None:
    cache = UnderstoodCache()
    for number in range(MOST_HELD + 1):
        cache.keep_calm(str(number))

    assert [cache.is_calm(str(number)) for number in (0, 1, MOST_HELD)] == [False, True, True]
    assert cache.get("1") is None


def test_of_a_text_that_alarms_nobody_no_word_is_held() -> None:
    cache = UnderstoodCache()
    cache.keep_calm("the key is under the mat")

    assert "mat" not in repr(vars(cache))


def test_what_a_text_is_about_after_an_entry_is_found_once() -> None:
    text, found = understood(), iter((NOTHING, SURE))

    assert [text.after(shown, found.__next__) for shown in ("film", "film", "speaker")] == [NOTHING, NOTHING, SURE]
