"""S8: in which language a reply is, given what the text shows by itself: no text is understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.knowledge import Knowledge, Language
from bot.core.model import Memory, Where
from bot.core.understanding.reply_language import ReplyLanguage
from bot.core.word_groups import AfterHelp
from tests.support.questions import question

REMOVED = Memory(chosen_language="xx", last_language="xx")


def of(
    knowledge: Knowledge,
    *,
    guess: Language | None = None,
    memory: Memory | None = None,
    client: str | None = None,
    where: Where = "private",
) -> Language:
    asked = question("books", client=client, where=where)
    return ReplyLanguage(knowledge).of(asked, memory or Memory(), guess)


def test_ones_own_choice_counts_more_than_what_is_written_but_not_in_a_group(small_knowledge: Knowledge) -> None:
    chosen = Memory(chosen_language="ru")

    assert of(small_knowledge, guess="en", memory=chosen) == "ru"
    assert of(small_knowledge, guess="en", memory=chosen, where="group") == "en"
    assert of(small_knowledge, memory=chosen, client="en", where="group") == "ru"


def test_what_is_written_counts_more_than_the_talk_and_the_talk_more_than_the_app(small_knowledge: Knowledge) -> None:
    talk = Memory(last_language="ru")

    assert of(small_knowledge, guess="en", memory=talk) == "en"
    assert of(small_knowledge, memory=talk, client="en") == "ru"


@pytest.mark.parametrize(
    ("client", "language"), [("en", "en"), ("EN-us", "en"), ("uk", "ru"), ("zz", "ru"), ("", "ru"), (None, "ru")]
)
def test_the_language_of_the_app_counts_where_nothing_else_tells(
    small_knowledge: Knowledge, client: str | None, language: Language
) -> None:
    assert of(small_knowledge, memory=REMOVED, client=client) == language


@pytest.mark.parametrize(("text", "language"), [("помогите", "ru"), ("112", "en"), ("Pamela", "en")])
def test_an_app_in_latin_letters_tells_nothing_of_who_types_cyrillic(
    small_knowledge: Knowledge, text: str, language: Language
) -> None:
    assert ReplyLanguage(small_knowledge).of(question(text, client="en"), Memory()) == language


@pytest.mark.parametrize(
    ("text", "chosen", "below"), [("помогите", None, ("ru",)), ("112", None, ()), ("помогите", "en", ())]
)
def test_help_comes_in_a_cyrillic_language_too_where_a_talk_in_latin_letters_goes_on_in_cyrillic(
    small_knowledge: Knowledge, text: str, chosen: str | None, below: tuple[Language, ...]
) -> None:
    languages = {code: info._replace(in_doubt=code == "ru") for code, info in small_knowledge.languages.items()}
    reply_language = ReplyLanguage(replace(small_knowledge, languages=languages))

    assert reply_language.in_doubt(question(text), Memory(last_language="en", chosen_language=chosen), None) == below


@pytest.mark.parametrize(("text", "language"), [("presentation", "ru"), ("presentation please", "en"), ("where", "en")])
def test_a_single_borrowed_word_leaves_the_language_of_the_talk(
    small_knowledge: Knowledge, text: str, language: Language
) -> None:
    russian = small_knowledge.languages["ru"]._replace(borrows_from=frozenset({"en"}))
    known = replace(small_knowledge, languages={**small_knowledge.languages, "ru": russian})
    talk = Memory(last_language="ru")

    assert ReplyLanguage(known).of(question(text), talk, "en") == language
    assert ReplyLanguage(small_knowledge).of(question(text), talk, "en") == "en"


@pytest.mark.parametrize(("text", "language"), [("ty", "en"), ("ty gde", "ru"), ("da", "ru")])
def test_a_single_courtesy_of_the_talk_leaves_its_language(
    small_knowledge: Knowledge, text: str, language: Language
) -> None:
    english = small_knowledge.languages["en"]._replace(after_help=AfterHelp(courtesy_words=frozenset({"ty"})))
    known = replace(small_knowledge, languages={**small_knowledge.languages, "en": english})

    assert ReplyLanguage(known).of(question(text), Memory(last_language="en"), "ru") == language


def test_help_comes_in_other_languages_too_only_where_nothing_tells_and_they_are_meant_for_that(
    small_knowledge: Knowledge,
) -> None:
    def in_doubt(*codes: str, client: str | None = None) -> tuple[Language, ...]:
        languages = {code: info._replace(in_doubt=code in codes) for code, info in small_knowledge.languages.items()}
        reply_language = ReplyLanguage(replace(small_knowledge, languages=languages))
        return reply_language.in_doubt(question("112", client=client), Memory(), None)

    assert [in_doubt("ru", "en"), in_doubt("ru"), in_doubt("ru", "en", client="ru")] == [("en",), (), ()]
