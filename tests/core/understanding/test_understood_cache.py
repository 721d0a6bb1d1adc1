"""S32: what is held of the last texts, for how long, and that distress never is."""

from __future__ import annotations

from dataclasses import replace

from asking import question

from bot.core.dialogue import Dialogue
from bot.core.scoring.features import Evidence
from bot.core.understanding.crisis import Sign
from bot.core.understanding.matching import NoMatch, Ranking
from bot.core.understanding.understood_cache import LONGEST_HELD, MOST_HELD, Subject, Understood, UnderstoodCache

FILM, SPEAKER = ("film", "none"), ("speaker", "none")
NOTHING, SURE = (NoMatch(Ranking(Evidence((), (), ()), (), 0.0, 0.0, 0.0, (), sure)) for sure in (0.0, 1.0))


def understood(sign: Sign | None = None) -> Understood:
    return Understood("text", "en", sign, NOTHING)


def test_a_short_calm_text_is_held() -> None:
    cache, calm = UnderstoodCache(), understood()
    cache.keep("when was it", calm)

    assert cache.get("when was it") == calm


def test_what_shows_distress_is_never_held() -> None:
    cache = UnderstoodCache()
    cache.keep("he hits me", understood(Sign("disclosure", "soft", "learned", -2.0)))

    assert cache.get("he hits me") is None


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

    assert [cache.get(text) is not None for text in ("0", "1")] == [True, False]


def test_what_was_read_is_not_held(small_dialogue: Dialogue) -> None:
    small_dialogue.reply_to(question("when was it"))
    held = small_dialogue.understanding.cache.get("when was it")

    assert held is not None
    assert held.message is None


def test_what_a_text_is_about_after_an_entry_is_found_once() -> None:
    cache, found = UnderstoodCache(), iter((nothing := Subject(NOTHING, ()), sure := Subject(SURE, ())))
    cache.keep("text", understood())
    about = [cache.after(understood(), shown, found.__next__) for shown in (FILM, FILM, SPEAKER)]

    assert about == [nothing, nothing, sure]


def test_after_help_a_text_may_be_about_something_else() -> None:
    cache, found = UnderstoodCache(), iter((nothing := Subject(NOTHING, ()), sure := Subject(SURE, ())))
    cache.keep("text", understood())
    about = [cache.after(understood(), ("film", stage), found.__next__) for stage in ("none", "goes on")]

    assert about == [nothing, sure]


def test_nothing_is_known_of_a_text_that_is_not_held() -> None:
    cache, cry = UnderstoodCache(), understood(Sign("disclosure", "soft", "learned", -2.0))
    found = iter((Subject(NOTHING, ()), sure := Subject(SURE, ())))
    cache.keep("text", cry)
    cache.after(cry, FILM, found.__next__)

    assert cache.after(cry, FILM, found.__next__) == sure


def test_what_a_text_was_about_goes_with_it() -> None:
    cache, found = UnderstoodCache(), iter((Subject(NOTHING, ()), sure := Subject(SURE, ())))
    cache.keep("text", understood())
    cache.after(understood(), FILM, found.__next__)
    for number in range(MOST_HELD):
        cache.keep(str(number), replace(understood(), text=str(number)))

    assert cache.after(understood(), FILM, found.__next__) == sure
