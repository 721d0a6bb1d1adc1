"""S32: which texts are held, for how long, and that what came once or tells of distress never is."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from bot.core.dialogue import Dialogue
from bot.core.scoring.features import Evidence
from bot.core.scoring.reading import Reader
from bot.core.text import normal_forms
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.matching import Match, NoMatch, Ranking
from bot.core.understanding.subject import Subject
from bot.core.understanding.talk import Context, Stage
from bot.core.understanding.understood import Understood
from bot.core.understanding.understood_cache import (
    LONGEST_HELD,
    MOST_AFTER,
    MOST_HELD,
    MOST_JUDGED,
    MOST_SEEN_ONCE,
    UnderstoodCache,
)
from bot.loading.prepared import load_dialogue
from tests.support.questions import question

CRY, SAFE_WORD = Sign("disclosure", "soft", "learned", -2.0), Sign("distress", "first", "safe word")
FILM, SPEAKER = Context("film", "none", ""), Context("speaker", "none", "")
NOTHING, SURE = (NoMatch(Ranking(Evidence((), (), ()), (), 0.0, 0.0, 0.0, (), sure)) for sure in (0.0, 1.0))


def understood(sign: Sign | None = None) -> Understood:
    return Understood("text", "en", sign, NOTHING)


def hold(cache: UnderstoodCache, text: str, calm: Understood) -> None:
    """By two messages."""
    cache.note(text, calm)
    cache.note(text, calm)


def everything_in(*roots: object) -> Iterator[object]:
    """All that can be reached from these, but for code and what it is written in."""
    waiting, met = list(roots), set[int]()
    while waiting:
        found = waiting.pop()
        if id(found) not in met and not isinstance(found, type | FunctionType | ModuleType):
            met.add(id(found))
            waiting += gc.get_referents(found)
            yield found


def test_a_short_calm_text_is_held_from_its_second_message_on() -> None:
    cache, calm = UnderstoodCache(), understood()
    cache.note("when was it", calm)
    after_one = cache.get("when was it")
    cache.note("when was it", calm)

    assert (after_one, cache.get("when was it")) == (None, calm)


def test_a_text_that_was_sent_once_is_nowhere_after_its_reply(small_dialogue: Dialogue) -> None:
    text = " ".join(("my", "name", "is", "Canary", "Saparova"))
    small_dialogue.alarms(text)
    small_dialogue.reply_to(question(text))
    forms = normal_forms(text)
    told = [
        found
        for found in everything_in(small_dialogue)
        if (isinstance(found, str) and text in found) or (isinstance(found, list | tuple) and [*found] == forms)
    ]

    assert told == []


def test_a_text_that_came_once_is_known_by_another_digest_in_each_dialogue(small_folder: Path) -> None:
    held = []
    for dialogue in (load_dialogue(small_folder), load_dialogue(small_folder)):
        dialogue.reply_to(question("where is the fair"))
        cache = dialogue.by_itself.cache
        held.append({found for found in everything_in(cache) if isinstance(found, int)})

    assert [len(digests) for digests in held] == [1, 1]
    assert held[0] != held[1]


def test_of_many_texts_that_came_once_the_first_is_as_good_as_new() -> None:
    cache = UnderstoodCache()
    for number in range(MOST_SEEN_ONCE + 1):
        cache.note(str(number), understood())
    for text in ("0", str(MOST_SEEN_ONCE)):
        cache.note(text, understood())

    assert [cache.get(text) is not None for text in ("0", str(MOST_SEEN_ONCE))] == [False, True]


def test_the_sign_of_a_text_that_waits_is_found_once_until_its_reply() -> None:
    cache, found = UnderstoodCache(), iter((CRY, None))
    while_it_waits = [cache.sign("he hits me", found.__next__) for _ in range(3)]
    cache.note("he hits me", understood(CRY))

    assert (while_it_waits, cache.sign("he hits me", found.__next__)) == ([CRY, CRY, CRY], None)


def test_of_what_was_judged_and_never_answered_no_more_than_so_many_are_known() -> None:
    cache, found = UnderstoodCache(), iter([CRY, *(None for _ in range(MOST_JUDGED)), SAFE_WORD])
    for number in range(MOST_JUDGED + 1):
        cache.sign(str(number), found.__next__)

    assert cache.sign("0", found.__next__) == SAFE_WORD


def test_however_often_one_message_is_judged_it_counts_once() -> None:
    cache = UnderstoodCache()
    for _ in range(3):
        cache.sign("when was it", lambda: None)
    cache.note("when was it", understood())

    assert cache.get("when was it") is None


def test_of_what_shows_distress_only_a_safe_word_is_held() -> None:
    cache, signs = UnderstoodCache(), {"he hits me": CRY, "help": SAFE_WORD}
    for text, sign in signs.items():
        hold(cache, text, understood(sign))

    assert [cache.get(text) is not None for text in signs] == [False, True]


def test_a_safe_word_is_held_also_where_nothing_calm_is() -> None:
    cache = UnderstoodCache()
    for _ in range(2):
        cache.note("help", understood(SAFE_WORD), hold_calm=False)

    assert cache.get("help") is not None


def test_what_is_not_to_be_held_is_not_counted_either() -> None:
    cache, calm = UnderstoodCache(), understood()
    for is_calm_talk in (False, False, True):
        cache.note("his name is Marat", calm, hold_calm=is_calm_talk)

    assert cache.get("his name is Marat") is None


def test_a_long_text_is_not_held() -> None:
    cache = UnderstoodCache()
    hold(cache, "a" * (LONGEST_HELD + 1), understood())

    assert cache.get("a" * (LONGEST_HELD + 1)) is None


def test_the_text_that_was_asked_for_longest_ago_gives_way() -> None:
    cache = UnderstoodCache()
    for number in range(MOST_HELD):
        hold(cache, str(number), understood())
    cache.note("0", understood())
    hold(cache, "one more", understood())

    assert [cache.get(text) is not None for text in ("0", "1")] == [True, False]


def test_what_was_read_is_not_held(small_dialogue: Dialogue) -> None:
    for _ in range(2):
        small_dialogue.reply_to(question("when was it"))
    held = small_dialogue.by_itself.cache.get("when was it")

    assert held is not None
    assert held.message is None


def test_a_text_that_is_held_is_answered_without_being_read(
    small_dialogue: Dialogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "when was it"
    read = [small_dialogue.reply_to(question(asked)) for _ in range(2)]
    monkeypatch.delattr(Reader, "read_words")

    assert [*read, small_dialogue.reply_to(question(asked))] == [read[0]] * 3


def test_what_a_text_is_about_after_an_entry_is_found_once() -> None:
    cache, found = UnderstoodCache(), iter((nothing := Subject(NOTHING, ()), sure := Subject(SURE, ())))
    hold(cache, "text", understood())
    about = [cache.subject(understood(), shown, found.__next__) for shown in (FILM, FILM, SPEAKER)]

    assert about == [nothing, nothing, sure]


def test_after_no_more_than_a_few_entries_it_is_held_what_a_text_is_about() -> None:
    cache, nothing, sure = UnderstoodCache(), Subject(NOTHING, ()), Subject(SURE, ())
    hold(cache, "text", understood())
    for number in range(MOST_AFTER + 1):
        cache.subject(understood(), Context(str(number), "none", ""), lambda: nothing)

    assert cache.subject(understood(), Context(str(MOST_AFTER), "none", ""), lambda: sure) == nothing
    assert cache.subject(understood(), Context("0", "none", ""), lambda: sure) == sure


def test_after_help_a_text_may_be_about_something_else() -> None:
    cache, found = UnderstoodCache(), iter((nothing := Subject(NOTHING, ()), sure := Subject(SURE, ())))
    hold(cache, "text", understood())
    stages: tuple[Stage, ...] = ("none", "goes on")
    about = [cache.subject(understood(), Context("film", stage, ""), found.__next__) for stage in stages]

    assert about == [nothing, sure]


def test_nothing_is_known_of_a_text_that_is_not_held() -> None:
    cache, cry = UnderstoodCache(), understood(CRY)
    found = iter((Subject(NOTHING, ()), sure := Subject(SURE, ())))
    hold(cache, "text", cry)
    cache.subject(cry, FILM, found.__next__)

    assert cache.subject(cry, FILM, found.__next__) == sure


def test_what_a_text_was_about_goes_with_it() -> None:
    cache, found = UnderstoodCache(), iter((Subject(NOTHING, ()), sure := Subject(SURE, ())))
    hold(cache, "text", understood())
    cache.subject(understood(), FILM, found.__next__)
    for number in range(MOST_HELD):
        hold(cache, str(number), understood()._replace(text=str(number)))

    assert cache.subject(understood(), FILM, found.__next__) == sure


def test_what_sentences_ask_counts_where_it_goes_with_what_the_whole_is_taken_for() -> None:
    film, place, other, thanks = (Match(e, NOTHING.ranking) for e in ("film.one", "event.where", "law", "chat.thanks"))
    text = understood()._replace(in_turn=(film, place))

    assert [text.matches_with(whole) for whole in (film, NOTHING, thanks)] == [(film, place)] * 3
    assert text.matches_with(other) == ()
