"""S5: help comes first, with numbers, its buttons, and what was asked beside the cry."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.model import Exchange, Memory
from bot.core.scoring.learned import Learned
from tests.support.questions import MIXED, NOON, button_for, buttons, question, verbs


@pytest.fixture(scope="module")
def with_rules(knowledge: Knowledge, learned: Learned) -> Dialogue:
    """A word of its own sets off each crisis class."""
    crisis = {c: k._replace(rules=(f"qwrtpsdfg{c}",)) for c, k in knowledge.crisis.items()}
    return Dialogue(replace(knowledge, crisis=crisis), learned)


def test_a_crisis_reply_comes_first_with_numbers_and_its_buttons(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))

    assert (reply.kind, reply.crisis, reply.language) == ("crisis", "disclosure", "ru")
    assert verbs(dialogue, reply) == ["hide", "not_me", "more", "brief", "menu"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "crisis", ["danger", "child", "suicide", "sexual", "disclosure", "stalking", "other", "perpetrator", "distress"]
)
def test_every_crisis_reply_gives_numbers_before_any_question(with_rules: Dialogue, crisis: str, language: str) -> None:
    reply = with_rules.reply_to(question(f"qwrtpsdfg{crisis}"), Memory(chosen_language=language))

    assert (reply.crisis, reply.language) == (crisis, language)
    assert re.search(r"\b1[01]\d\b", reply.text.split("?")[0])


def test_a_mixed_message_gets_help_first_and_then_the_answer(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(MIXED))
    answer = dialogue.show(dialogue.knowledge.entries["film.gulmira.director"], Exchange(question(""), "ru"))

    assert (reply.kind, reply.crisis, reply.entry) == ("crisis", "sexual", "film.gulmira.director")
    assert reply.then == answer.paragraphs


def test_help_stands_above_the_answer_in_the_text(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(MIXED))
    answer = dialogue.show(dialogue.knowledge.entries["film.gulmira.director"], Exchange(question(""), "ru"))

    assert reply.text.index("102") < reply.text.index(answer.text.split("\n\n")[0])


@pytest.mark.parametrize(
    "cry", ["жить больше не хочу", "меня изнасиловали", "муж меня бьёт", "i want to die", "i am on the roof"]
)
def test_no_clear_question_suppresses_what_is_said_outright(dialogue: Dialogue, cry: str) -> None:
    replies = [dialogue.reply_to(question(text)) for text in (f"{cry} кто открыл встречу", f"кто открыл встречу {cry}")]

    assert {reply.kind for reply in replies} == {"crisis"}


def test_a_cry_for_help_that_was_taught_to_an_entry_still_brings_help(knowledge: Knowledge, learned: Learned) -> None:
    entry = knowledge.entries["city.karaganda"]
    taught = entry._replace(phrases={**entry.phrases, "ru": (*entry.phrases["ru"], "муж меня бьёт")})
    changed = replace(knowledge, entries={**knowledge.entries, entry.id: taught}, digest="")

    assert Dialogue(changed, learned).reply_to(question("муж меня бьёт")).kind == "crisis"


def test_a_safe_word_is_answered_by_numbers_in_the_language_of_the_app(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("102", client="en-GB"))

    assert (reply.kind, reply.crisis, reply.language) == ("crisis", "distress", "en")


def test_not_about_me_opens_what_was_asked(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(MIXED))
    pressed = dialogue.press(button_for(dialogue, reply, "not_me").data, question(""))

    assert (pressed.kind, pressed.entry) == ("answer", "film.gulmira.director")


def test_not_about_me_without_a_question_opens_the_menu(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))
    pressed = dialogue.press(button_for(dialogue, reply, "not_me").data, question(""))

    assert (pressed.kind, pressed.entry, pressed.crisis) == ("answer", None, None)
    assert "help" in verbs(dialogue, pressed)


@pytest.mark.parametrize("text", ["мой муж бьет меня", "я хочу умереть", "help", "меня изнасиловали"])
def test_more_opens_an_entry_about_help(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    pressed = dialogue.press(button_for(dialogue, reply, "more").data, question(""))

    assert pressed.entry is not None
    assert dialogue.knowledge.entries[pressed.entry].sensitive


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("he kicked me when i was pregnant", "support.pregnancy"),
        ("муж пинал меня, когда я была беременна", "support.pregnancy"),
        ("my adult son beats me and takes my pension", "support.elderly"),
    ],
)
def test_what_a_cry_tells_of_stands_below_it_behind_a_button(dialogue: Dialogue, text: str, entry: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.kind == "crisis"
    assert entry in reply.choices
    assert dialogue.knowledge.entries[entry].title[reply.language] in [button.label for button in buttons(reply)]


def test_what_stands_behind_more_is_not_offered_again(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мне 12 папа бьет"))

    more = dialogue.codes.decode(button_for(dialogue, reply, "more").data)

    assert more is not None
    assert more.target not in reply.choices


@pytest.mark.parametrize("text", ["I want to end my life", "ne hochu jit", "устал омирден прощайте баринизге"])
def test_who_does_not_want_to_live_is_not_offered_what_is_for_their_friends(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.crisis, reply.choices) == ("suicide", ())


def test_hide_is_told_apart_by_the_adapter(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))

    assert dialogue.codes.verb_of(buttons(reply)[0].data) == "hide"


@pytest.mark.parametrize("whole", [True, False])
def test_hide_leaves_one_neutral_line_that_can_go_too(dialogue: Dialogue, whole: bool) -> None:
    reply = dialogue.notices.hidden(question(""), whole=whole)

    assert verbs(dialogue, reply) == ["vanish"]
    assert not re.search(r"\d", reply.text)


def test_without_a_fit_safe_words_still_work(small_dialogue: Dialogue) -> None:
    assert small_dialogue.reply_to(question("помощь")).crisis == "distress"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("слышу как за стеной кричит женщина", "support.danger_other"),
        ("i hear a woman screaming next door", "support.danger_other"),
    ],
)
@pytest.mark.parametrize("shown", ["bot.start", "bot.can", "film.gulmira.director", "support.shelter"])
def test_what_is_asked_beside_a_cry_is_found_whatever_harmless_was_shown(
    dialogue: Dialogue, text: str, entry: str, shown: str
) -> None:
    reply = dialogue.reply_to(question(text), Memory(last_language="ru", shown=shown, shown_at=NOON))

    assert (reply.kind, reply.entry) == ("crisis", entry)


@pytest.mark.parametrize(
    "text",
    [
        "меня бьёт муж, и где проходило мероприятие?",
        "меня бьёт муж и где было мероприятие? кто его открыл?",
        "he hits me every night. when was the event?",
        "what films were shown, and i feel like i dont want to live",
        "i feel like i dont want to live and what films were shown",
        "какие фильмы показали и вообще жить не хочется",
        "кто выступал, а ещё он опять меня ударил",
        "гүлмираны кім түсірді сосын мен өлгім келеді",
        "кто снял фильм про гульмиру он держит меня взаперти и отобрал телефон",
        "I wanted to ask who directed the film about Gulmira I am afraid to go home he has a knife",
        "фильмнің режиссері кім еді айтып жіберіңізші күйеуім мені үйге қамап телефонымды алып қойды",
    ],
)
def test_a_cry_does_not_drown_in_a_question_about_the_event(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "crisis"


@pytest.mark.parametrize(
    "text", ["who directed Gulmira, alone", "кто снял Гульмиру, дверь", "Гүлмираны кім түсірді, түн"]
)
def test_one_short_word_beside_a_question_is_no_cry(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).entry == "film.gulmira.director"


@pytest.mark.parametrize("text", ["жена меня ударила", "my wife hit me", "әйелім мені ұрды"])
def test_whoever_says_to_be_hit_is_not_told_to_answer_for_it(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "disclosure"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        pytest.param("she punched me in the face", "disclosure", id="a man who is beaten"),
        pytest.param("he beat me for years and yesterday i hit him back", "disclosure", id="who hit back"),
        pytest.param("әйелімді зорлап кетті", "other", id="a husband"),
        pytest.param("мне 82, внук меня бьёт", "disclosure", id="somebody old"),
        pytest.param("інім асылғысы келеді", "suicide_other", id="a brother"),
        pytest.param("меня продают мужчинам в квартире", "danger", id="who is sold"),
        pytest.param("i'm pregnant, he kicked me and the baby is not moving", "danger", id="who is pregnant"),
    ],
)
def test_the_words_are_meant_for_whoever_writes(dialogue: Dialogue, text: str, crisis: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == crisis


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("мама умерла неделю назад", "support.grief"),
        ("my daughter is missing", "support.missing"),
        ("муж пьёт запоями", "support.alcohol"),
        ("наверно я сама виновата что он меня бил", "support.not_to_blame"),
    ],
)
def test_who_suffers_without_being_in_danger_gets_an_answer(dialogue: Dialogue, text: str, entry: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert entry in (reply.entry, *reply.choices)


@pytest.mark.parametrize("text", ["hit my wife, it scares me", "help me stop hitting my wife"])
def test_whoever_may_have_done_it_is_neither_comforted_nor_thanked(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis in ("perpetrator", "distress")


def test_a_greeting_beside_a_cry_is_not_answered_below_the_help(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("здравствуйте, у него пистолет"))

    assert (reply.crisis, reply.entry) == ("danger", None)


def test_no_event_stands_below_an_alarm_that_did_not_ask_for_it(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("он ломится ко мне, открывать ему?"))

    assert (reply.kind, reply.then) == ("crisis", ())


@pytest.mark.parametrize(("text", "language"), [("таблетки уже выпила", "ru"), ("i took 30 pills", "en")])
def test_who_has_done_it_already_is_first_asked_to_call(dialogue: Dialogue, text: str, language: str) -> None:
    reply, other = dialogue.reply_to(question(text)), dialogue.reply_to(question("хочу умереть"))
    first = {"ru": "Если можете, позвоните прямо сейчас", "en": "If you can, please call now"}[language]

    assert (reply.crisis, reply.language, other.crisis) == ("suicide", language, "suicide")
    assert reply.text.startswith(first)
    assert not other.text.startswith(first)
    assert list(dict.fromkeys(re.findall(r"\b1[01]\d\b", reply.text))) == ["103", "112", "111"]


def test_long_after_no_hours_are_counted_and_more_leads_elsewhere(dialogue: Dialogue) -> None:
    replies = [dialogue.reply_to(question(f"меня изнасиловали {when}")) for when in ("вчера", "10 лет назад")]
    behind = [dialogue.press(button_for(dialogue, r, "more").data, question("")).entry for r in replies]

    assert ["72" in reply.text for reply in replies] == [True, False]
    assert behind == ["support.medical", "support.psychological"]


def test_help_alone_finds_the_same_words(dialogue: Dialogue) -> None:
    asked = question("я порезала вены")

    assert dialogue.alone.reply_to(asked).paragraphs == dialogue.reply_to(asked).paragraphs
