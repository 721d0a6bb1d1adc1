from __future__ import annotations

from bot.core.crisis import Sign
from bot.core.features import Evidence
from bot.core.held import LONGEST, MOST, Held, Understood
from bot.core.matching import NoMatch, Ranking

NOTHING, SURE = (NoMatch(Ranking(Evidence((), (), ()), (), 0.0, 0.0, 0.0, (), sure)) for sure in (0.0, 1.0))


def understood(sign: Sign | None = None) -> Understood:
    return Understood("text", "en", sign, NOTHING)


def test_a_short_calm_text_is_held() -> None:
    held, calm = Held(), understood()
    held.keep("when was it", calm)

    assert held.get("when was it") is calm


def test_what_shows_distress_is_never_held() -> None:
    held = Held()
    held.keep("he hits me", understood(Sign("disclosure", "soft", "examples", -2.0)))

    assert held.get("he hits me") is None
    assert not held.is_calm("he hits me")


def test_a_long_text_is_not_held() -> None:
    held = Held()
    held.keep("a" * (LONGEST + 1), understood())

    assert held.get("a" * (LONGEST + 1)) is None


def test_the_text_that_was_asked_for_longest_ago_gives_way() -> None:
    held = Held()
    for number in range(MOST):
        held.keep(str(number), understood())
    held.keep("0", understood())
    held.keep("one more", understood())

    assert (held.is_calm("0"), held.is_calm("1")) == (True, False)


def test_it_is_held_that_a_text_alarms_nobody_before_it_is_understood() -> None:
    held = Held()
    for number in range(MOST + 1):
        held.keep_calm(str(number))
    held.keep_calm("a" * (LONGEST + 1))

    assert [held.is_calm(text) for text in ("0", "1", str(MOST), "a" * (LONGEST + 1))] == [False, True, True, False]
    assert held.get("1") is None


def test_what_a_text_is_about_after_an_entry_is_found_once() -> None:
    text, found = understood(), iter((NOTHING, SURE))

    assert [text.after(shown, found.__next__) for shown in ("film", "film", "speaker")] == [NOTHING, NOTHING, SURE]
