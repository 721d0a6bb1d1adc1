"""A message is read by patterns in one way, as it is typed and as it is corrected; some of its words are no text.

Of `Message.readings` and `MessageReader.of_words` in `bot/core/understanding/message.py`.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bot.core.crisis_classes import DISCLOSURE, PERPETRATOR
from bot.core.dialogue import Dialogue
from bot.core.text import normal_forms
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.only_where import OnlyWhere
from bot.core.understanding.patterns import PatternWords
from tests.support.outcomes import ENTRIES, HELP
from tests.support.questions import question

UNDERSTANDING = Path(__file__).parents[3] / "bot" / "core" / "understanding"


def test_a_message_is_read_as_it_is_corrected_and_as_it_is_typed(recogniser: Recogniser) -> None:
    corrected, typed = recogniser.messages.of("i beat him to protectmyself").readings

    assert corrected == tuple(normal_forms("i beat him to protect myself"))
    assert typed == tuple(normal_forms("i beat him to protectmyself"))


@pytest.mark.parametrize("text", ["who made gulmira", "кто снял гульмиру, и когда", "гүлмираны кім түсірді"])
def test_a_message_in_which_nothing_is_corrected_has_one_reading(recogniser: Recogniser, text: str) -> None:
    assert recogniser.messages.of(text).readings == (tuple(normal_forms(text)),)


@pytest.mark.parametrize(
    "text",
    ["i beat him to protect myself", "i beat him to protectmyself", "я ударила егочтобы защититься"],
)
def test_who_hit_back_is_no_perpetrator_where_a_space_is_missing(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign
    assert sign.crisis == DISCLOSURE != PERPETRATOR


def test_an_entry_is_possible_where_a_space_is_missing_in_its_words(recogniser: Recogniser) -> None:
    judge = OnlyWhere({**ENTRIES, HELP.id: HELP._replace(only_where=("protect myself",))}, PatternWords(frozenset()))

    assert judge.allows(HELP.id, recogniser.messages.of("to protectmyself"))
    assert not judge.allows(HELP.id, recogniser.messages.of("to protect him"))


@pytest.mark.parametrize("text", ["i hit my fingerwith a hammer", "балғамен саусағымдыұрып алдым"])
def test_a_mishap_is_harmless_where_a_space_is_missing(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text) is None


@pytest.mark.parametrize(
    "text", ["считаю таблетки", "ұйқы дәрісін санап отырмын", "оон", "и мой муж бьёт меня", "2+2*5", "исчез"]
)
def test_words_of_a_message_stay_the_words_that_they_are(recogniser: Recogniser, text: str) -> None:
    words = normal_forms(text)

    assert recogniser.messages.of_words(words).typed == words


def test_some_of_these_words_would_be_others_if_they_were_a_text() -> None:
    typed = [normal_forms(text) for text in ("считаю", "оон", "и")]

    assert [words for words in typed if normal_forms(" ".join(words)) == words] == []


@pytest.mark.parametrize(
    "text", ["he beats me", "считаю таблетки", "запер меня и телефон последний на зарядке", "ол мені ұрады", "help"]
)
def test_words_show_the_sign_of_their_text(recogniser: Recogniser, text: str) -> None:
    of_text, of_words = recogniser.recognise(text), recogniser.recognise_words(normal_forms(text))

    assert of_text
    assert of_words
    assert (of_words.crisis, of_words.level, of_words.found_by) == (of_text.crisis, of_text.level, of_text.found_by)


@pytest.mark.parametrize("text", ["who made gulmira", "кто снял гульмиру", "", "и", "and"])
def test_calm_words_show_no_sign(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise_words(normal_forms(text)) is None


def test_words_are_cut_where_words_join_them(recogniser: Recogniser) -> None:
    message = recogniser.messages.of_words(normal_forms("ол келді және мен қаштым"))

    assert message.listed == [tuple(normal_forms("ол келді")), tuple(normal_forms("мен қаштым"))]
    assert [half.joint for half in message.halves] == ["word"]


def joins(path: Path) -> list[str]:
    """Where a module puts words together with a space between them."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    called = ((call, call.func) for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "join")
    return [ast.unparse(call) for call, func in called if ast.unparse(func.value) == "' '"]


def test_nobody_makes_a_text_of_the_words_of_a_message() -> None:
    joined = {path.name: found for path in UNDERSTANDING.rglob("*.py") if (found := joins(path))}

    assert set(joined) == {"patterns.py"}  # of what the knowledge lists


@pytest.mark.parametrize(
    ("cry", "said"),
    [
        ("муж бьёт меня", "спасибо, считаю таблетки"),
        ("my husband hits me", "thank you, he locked me in"),
        ("күйеуім ұрады", "рахмет, ол мені өлтіреді"),
    ],
)
def test_a_cry_beside_thanks_brings_help(dialogue: Dialogue, cry: str, said: str) -> None:
    helped = dialogue.reply_to(question(cry))
    reply = dialogue.reply_to(question(said), helped.memory)

    assert reply.kind == "crisis"
