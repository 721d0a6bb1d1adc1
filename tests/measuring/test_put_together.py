"""Messages put together of labelled ones, from which it is learned when a part counts."""

from __future__ import annotations

from bot.measuring.put_together import put_together
from bot.measuring.questions import Expected, Labelled


def labelled(text: str, expect: str, language: str = "en") -> Labelled:
    return Labelled(text, Expected.of(expect), language, "plain")


CRY, CALM = labelled("he hits me.", "crisis.disclosure"), labelled("how is the weather?", "none")


def test_a_cry_stands_beside_something_calm_and_stays_a_cry() -> None:
    cry, *_ = put_together([CRY, CALM])

    assert (cry.text, cry.is_crisis) == ("how is the weather. he hits me", True)


def test_every_way_to_put_them_together_comes_in_turn() -> None:
    texts = [put.text for put in put_together([CRY] * 5 + [CALM])][:5]

    assert texts == [
        "how is the weather. he hits me",
        "he hits me. how is the weather",
        "how is the weather, he hits me",
        "he hits me, how is the weather",
        "how is the weather, he hits me, how is the weather",
    ]


def test_nothing_is_put_beside_a_message_of_another_language() -> None:
    assert list(put_together([CRY, labelled("какая погода", "none", "ru")])) == [
        labelled("какая погода. какая погода", "none", "ru")
    ]


def test_nothing_long_is_put_beside_a_message() -> None:
    assert list(put_together([CRY, labelled("word " * 15, "none")])) == []
