from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Memory, Question
from bot.core.understanding.language import LanguageGuess
from tests.support.questions import question


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("кім", "kk"),
        ("қайда болды", "kk"),
        ("сәлем", "kk"),
        ("кто", "ru"),
        ("где это было", "ru"),
        ("привет", "ru"),
        ("who", "en"),
        ("where was it", "en"),
        ("hello", "en"),
    ],
)
def test_short_texts_show_their_language(dialogue: Dialogue, text: str, language: str) -> None:
    assert dialogue.by_itself.reply_language.guess(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("kaida boldy", "kk"),
        ("Gulmirany kim tusirdi", "kk"),
        ("gde eto bylo", "ru"),
        ("spasibo", "ru"),
        ("kto snyal gulmiru", "ru"),
    ],
)
def test_latin_letters_do_not_make_a_text_english(dialogue: Dialogue, text: str, language: str) -> None:
    assert dialogue.by_itself.reply_language.guess(text) == language


@pytest.mark.parametrize("text", ["кайда болды", "калай барамын", "неше адам катысты"])
def test_kazakh_is_known_without_its_own_letters(dialogue: Dialogue, text: str) -> None:
    assert dialogue.by_itself.reply_language.guess(text) == "kk"


@pytest.mark.parametrize("text", ["", "   ", "112", "🙂", "гульмира", "Gulmira", "?!", "abc", "qwrtp"])
def test_a_bare_name_a_number_or_a_strange_word_shows_no_language(dialogue: Dialogue, text: str) -> None:
    assert dialogue.by_itself.reply_language.guess(text) is None


@pytest.mark.parametrize(
    ("typed", "language"), [("ult 'nj ,skj", "ru"), ("ghbdtn", "ru"), ("црук црщ ьфву пгдьшкф", "en")]
)
def test_a_wrong_layout_gets_the_language_that_was_meant(dialogue: Dialogue, typed: str, language: str) -> None:
    reply = dialogue.reply_to(question(typed))

    assert reply.language == language


@pytest.mark.parametrize(("text", "language"), [("где ярмарка", "ru"), ("where is the fair", "en")])
def test_language_is_guessed_without_a_fit(small_knowledge: Knowledge, text: str, language: str) -> None:
    assert LanguageGuess(small_knowledge).of(text) == language


def test_cyrillic_is_never_english(small_knowledge: Knowledge) -> None:
    assert LanguageGuess(small_knowledge).of("вход через парк") == "ru"


def language_of_reply(dialogue: Dialogue, asked: Question, memory: Memory) -> str:
    reply_language = dialogue.by_itself.reply_language
    return reply_language.of(asked, memory, reply_language.guess(asked.text))


def test_the_chosen_language_wins_over_the_text(dialogue: Dialogue) -> None:
    memory = Memory(chosen_language="kk", last_language="en")

    assert language_of_reply(dialogue, question("где это было", client="ru"), memory) == "kk"


def test_the_text_wins_over_the_conversation(dialogue: Dialogue) -> None:
    assert language_of_reply(dialogue, question("где это было", client="en"), Memory(last_language="kk")) == "ru"


def test_the_conversation_wins_over_the_app(dialogue: Dialogue) -> None:
    assert language_of_reply(dialogue, question("gulmira", client="en"), Memory(last_language="kk")) == "kk"


@pytest.mark.parametrize(
    ("client", "language"),
    [
        ("ru", "ru"),
        ("kk-KZ", "kk"),
        ("EN-us", "en"),
        ("uz", "ru"),
        ("de", "en"),
        ("sw", "kk"),
        ("", "kk"),
        (None, "kk"),
    ],
)
def test_the_app_decides_where_nothing_else_does(dialogue: Dialogue, client: str | None, language: str) -> None:
    assert language_of_reply(dialogue, question("112", client=client), Memory()) == language


def test_a_language_that_the_knowledge_lost_is_not_used(dialogue: Dialogue) -> None:
    memory = Memory(chosen_language="xx", last_language="yy")

    assert language_of_reply(dialogue, question("", client="en"), memory) == "en"


SHARED = [
    "фильмы", "посол франции", "психолог", "паспорт", "видео", "адрес", "полиция", "зал", "бот", "address",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spoken"), [("а pay the bill", "ru"), ("pay the bill ше", "kk"), ("Pay the Bill?", "kk")]
)
def test_a_name_in_another_language_keeps_the_language_of_the_talk(dialogue: Dialogue, text: str, spoken: str) -> None:
    assert language_of_reply(dialogue, question(text), Memory(last_language=spoken)) == spoken


@pytest.mark.parametrize(("text", "language"), [("детализация", "kk"), ("где заявление", "ru"), ("спасибо", "ru")])
def test_a_single_russian_word_is_borrowed_in_a_kazakh_talk(dialogue: Dialogue, text: str, language: str) -> None:
    assert language_of_reply(dialogue, question(text), Memory(last_language="kk")) == language


@pytest.mark.parametrize("text", SHARED)
@pytest.mark.parametrize("spoken", ["kk", "ru"])
def test_a_word_of_two_languages_keeps_the_language_of_the_talk(dialogue: Dialogue, text: str, spoken: str) -> None:
    assert language_of_reply(dialogue, question(text), Memory(last_language=spoken)) == spoken
    assert language_of_reply(dialogue, question(text, client=spoken), Memory()) == spoken


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("қазақша айтшы", "ru", "kk"),
        ("кайда болды", "ru", "kk"),
        ("по-русски", "kk", "ru"),
        ("где", "kk", "ru"),
        ("lawyer", "ru", "en"),
        ("pomogite mne", "en", "ru"),
    ],
)
def test_whoever_changes_the_language_is_followed_at_once(
    dialogue: Dialogue, text: str, before: str, after: str
) -> None:
    assert language_of_reply(dialogue, question(text), Memory(last_language=before)) == after


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *[("продюсер", "ru"), ("children", "en"), ("shymkent", "en"), ("112", "kk"), ("zdarova", "ru")],
        *[(text, "en") for text in ("null", "a@b.com", "<b>blorp</b>")],
    ],
)
def test_the_likeliest_language_is_taken_where_nothing_else_tells_it(
    dialogue: Dialogue, text: str, language: str
) -> None:
    assert language_of_reply(dialogue, question(text), Memory()) == language


def test_help_comes_in_the_other_languages_too_where_one_is_only_the_likeliest(dialogue: Dialogue) -> None:
    in_doubt = dialogue.by_itself.reply_language.in_doubt

    assert [in_doubt(question(text), Memory(), None) for text in ("продюсер", "112")] == [("kk",), ("ru",)]


@pytest.mark.parametrize(
    ("spoken", "client", "language"), [("kk", "ru", "kk"), ("en", "ru", "en"), (None, "kk", "kk"), (None, "ru", "ru")]
)
def test_one_short_word_beside_another_in_latin_letters_leaves_the_language(
    dialogue: Dialogue, spoken: str | None, client: str, language: str
) -> None:
    asked = question("nemerem 19 da", client=client)

    assert language_of_reply(dialogue, asked, Memory(last_language=spoken)) == language


@pytest.mark.parametrize("text", ["asdkjh zzcanary2 qwe", "asdf qwerty", "hjkl"])
@pytest.mark.parametrize(
    ("spoken", "client", "language"), [("ru", "ru", "ru"), ("kk", "ru", "kk"), ("en", "kk", "en"), (None, "ru", "ru")]
)
def test_letters_struck_at_random_leave_the_language(
    dialogue: Dialogue, text: str, spoken: str | None, client: str, language: str
) -> None:
    reply = dialogue.reply_to(question(text, client=client), Memory(last_language=spoken))

    assert (reply.language, reply.memory.last_language) == (language, language)


@pytest.mark.parametrize("text", ["stop it asdf", "best laptop under 300k", "where is the party"])
def test_beside_words_they_do_not_hide_the_language(dialogue: Dialogue, text: str) -> None:
    assert language_of_reply(dialogue, question(text, client="ru"), Memory(last_language="ru")) == "en"


@pytest.mark.parametrize(("text", "language"), [("а CEDAW?", "ru"), ("what does Сенім mean", "en")])
def test_a_strange_name_in_latin_letters_leaves_the_language(dialogue: Dialogue, text: str, language: str) -> None:
    assert language_of_reply(dialogue, question(text), Memory(last_language="ru")) == language
