"""A question may lean on what was shown just before, for fifteen minutes.

Of `bot/core/understanding/follow_ups/follow_up.py`, `leaning.py`, `turning.py` and `bot/core/scoring/context_ties.py`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Reply
from bot.core.understanding.matching import Match
from tests.support.questions import NOON, question


def after_gulmira(dialogue: Dialogue, text: str, minutes: float) -> Reply:
    memory = dialogue.reply_to(question("what is gulmira")).memory
    return dialogue.reply_to(question(text, minutes=minutes), memory)


@pytest.mark.parametrize("minutes", [0, 1, 14.9, 15])
def test_a_follow_up_within_15_minutes_is_about_what_was_shown(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry == "film.gulmira.director"


@pytest.mark.parametrize("minutes", [15.1, 60, 10_000, -0.1, -60])
def test_later_or_with_a_clock_gone_backwards_nothing_is_assumed(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry != "film.gulmira.director"


def test_after_an_idea_a_pronoun_leaves_nothing_of_its_kind_out(dialogue: Dialogue) -> None:
    memory = Memory(last_language="kk", shown="violence.digital", shown_at=NOON)

    assert dialogue.reply_to(question("үшінші фильм ше"), memory).entry == "films.third"


def test_a_name_that_is_misspelt_beside_a_pronoun_still_tells_which_one_is_meant(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("pay teh bil дегн не жоба")).entry == "film.pay_the_bill"


def test_what_gains_nothing_by_what_was_shown_does_not_count_as_a_follow_up(dialogue: Dialogue) -> None:
    memory = Memory(last_language="ru", shown="ambassador.belgium", shown_at=NOON)
    outcome = dialogue.understanding.decide(question("шеслер в алмтаы есть?"), memory).outcome

    assert isinstance(outcome, Match)
    assert (outcome.entry, outcome.follows) == ("city.almaty", False)


@pytest.mark.parametrize("text", ["а кто режиссёр?", "оны кім түсірді?", "who directed it"])
def test_a_follow_up_may_change_the_language(dialogue: Dialogue, text: str) -> None:
    assert after_gulmira(dialogue, text, 1).entry in ("film.gulmira.director", "speaker.eszhanova")


def test_the_other_one_is_the_other_of_its_kind(dialogue: Dialogue) -> None:
    assert after_gulmira(dialogue, "what about the other film?", 1).entry == "film.pay_the_bill"


def test_a_question_that_names_something_else_is_no_follow_up(dialogue: Dialogue) -> None:
    assert after_gulmira(dialogue, "who produced Pay the Bill?", 1).entry == "film.pay_the_bill.producer"


@pytest.mark.parametrize(
    ("first", "follow_up", "entry"),
    [
        ("кто снял Гульмиру", "она сама выступала?", "speaker.eszhanova"),
        ("what did Dina Amrisheva say", "who is she anyway", "speaker.amrisheva"),
        ("Қорғау-Астана деген не", "оның мекенжайы", "support.korgau.contact"),
        ("what's a protection order", "how long does it last", "support.protective_order"),
    ],
)
def test_a_word_that_refers_back_goes_on(dialogue: Dialogue, first: str, follow_up: str, entry: str) -> None:
    assert dialogue.reply_to(question(follow_up), dialogue.reply_to(question(first)).memory).entry == entry


@pytest.mark.parametrize(
    ("first", "strange"),
    [
        ("what is a shelter", "tell me something funny about cats"),
        ("who directed Gulmira", "who invented the telephone"),
        ("что такое кризисный центр", "как выращивать помидоры на балконе"),
        ("кто снял Гульмиру", "с каким счётом сыграл Кайрат вчера"),
        ("іс-шара қайда өтті", "125-ті 8-ге бөлсе қанша"),
        ("дағдарыс орталығы деген не", "машинаның майын қай кезде ауыстырады"),
    ],
)
def test_what_no_entry_answers_is_not_taken_for_a_follow_up(dialogue: Dialogue, first: str, strange: str) -> None:
    shown = dialogue.reply_to(question(first))

    assert shown.kind == "answer"
    assert dialogue.reply_to(question(strange), shown.memory).kind != "answer"


@pytest.mark.parametrize(
    ("first", "new", "entry"),
    [
        ("could they make him leave the flat", "what if the police refuse", "support.police_refused"),
        ("есть ли кризисный центр в Таразе", "у нас в стране какие цифры", "figures.kazakhstan"),
    ],
)
def test_what_is_clear_by_itself_is_not_dragged_back(dialogue: Dialogue, first: str, new: str, entry: str) -> None:
    assert dialogue.reply_to(question(new), dialogue.reply_to(question(first)).memory).entry == entry


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        ("what about the police", "support.102"),
        ("what about the speakers?", "speakers.all"),
        ("and how about a lawyer", "support.legal"),
        ("а что насчёт спикеров", "speakers.all"),
    ],
)
def test_what_about_something_else_does_not_ask_what_a_film_is_about(
    dialogue: Dialogue, asked: str, entry: str
) -> None:
    assert dialogue.reply_to(question(asked), dialogue.reply_to(question("films")).memory).entry == entry


@pytest.mark.parametrize(
    ("first", "named", "entry"),
    [
        ("что сказала рыль", "а есжанова", "speaker.eszhanova.said"),
        ("рыль не айтты", "Есжанова ше", "speaker.eszhanova.said"),
        ("who is anna ryl", "and eszhanova?", "speaker.eszhanova"),
        ("what did eszhanova say", "and Anna Ryl?", "speaker.ryl.said"),
        ("центр в астане", "а в алматы", "city.almaty"),
        ("what did ryl say", "who is eszhanova", "speaker.eszhanova"),
    ],
)
def test_a_bare_name_takes_the_place_of_the_one_shown(dialogue: Dialogue, first: str, named: str, entry: str) -> None:
    assert dialogue.reply_to(question(named), dialogue.reply_to(question(first)).memory).entry == entry


@pytest.mark.parametrize(
    ("shown", "asked", "wrong"),
    [
        ("ambassador.france", "сколько он уже посол", "ambassador.belgium"),
        ("film.pay_the_bill", "кто играл", "film.gulmira.details"),
        ("speaker.amrisheva.said", "аты кім", "speaker.ryl"),
    ],
)
def test_no_fact_of_another_one_is_told_of_the_one_shown(
    dialogue: Dialogue, shown: str, asked: str, wrong: str
) -> None:
    memory = Memory(last_language="ru", shown=shown, shown_at=NOON)

    assert dialogue.reply_to(question(asked), memory).entry != wrong


@pytest.mark.parametrize(
    ("shown", "asked", "meant"),
    [
        ("speaker.ryl", "what about Dina, did she say anything?", "speaker.amrisheva.said"),
        ("support.korgau.contact", "ясно. кто ещё выступал, кроме неё?", "speakers.all"),
        ("city.aktau", "bye", "chat.goodbye"),
    ],
)
def test_what_is_clear_by_itself_does_not_go_on(dialogue: Dialogue, shown: str, asked: str, meant: str) -> None:
    memory = Memory(shown=shown, shown_at=NOON)

    assert dialogue.reply_to(question(asked), memory).entry == meant


@pytest.mark.parametrize(
    ("shown", "asked", "meant"),
    [
        ("film.pay_the_bill", "где снимали", "film.pay_the_bill.about"),
    ],
)
def test_where_nothing_is_likely_it_is_offered_what_may_go_on(
    dialogue: Dialogue, shown: str, asked: str, meant: str
) -> None:
    memory = Memory(shown=shown, shown_at=NOON)

    assert meant in dialogue.reply_to(question(asked), memory).choices


@pytest.mark.parametrize(
    ("shown", "asked", "meant"),
    [
        (
            "film.gulmira",
            "and how many minutes long is it if i want to show it to my class",
            "film.gulmira.details",
        ),
        (
            "speaker.ryl",
            "а что именно она тогда говорила людям которые пришли в тот вечер в зал",
            "speaker.ryl.said",
        ),
    ],
)
def test_a_long_question_may_lean_on_what_was_shown_too(dialogue: Dialogue, shown: str, asked: str, meant: str) -> None:
    memory = Memory(shown=shown, shown_at=NOON)

    assert dialogue.reply_to(question(asked), memory).entry == meant


@pytest.mark.parametrize(
    ("first", "said", "entry"),
    [
        ("what films were shown", "ok and photos", "event.recording"),
        ("when to call the police", "ok will they come", "support.102"),
        ("фильмы", "ok bye", "chat.goodbye"),
    ],
)
def test_an_ok_that_begins_a_question_is_passed_over(dialogue: Dialogue, first: str, said: str, entry: str) -> None:
    assert dialogue.reply_to(question(said), dialogue.reply_to(question(first)).memory).entry == entry


@pytest.mark.parametrize(
    ("asked", "minutes", "is_repeated"),
    [("who was the moderator", 1, False), ("who was the moderator", 16, True), ("кто был модератором", 1, True)],
    ids=["just above", "long ago", "in another language"],
)
def test_of_an_answer_that_stands_above_it_is_only_said_that_no_more_is_known(
    dialogue: Dialogue, asked: str, minutes: float, is_repeated: bool
) -> None:
    first = dialogue.reply_to(question("who moderated the panel"))
    again = dialogue.reply_to(question(asked, minutes=minutes), first.memory)

    assert again.entry == "event.moderator"
    assert (again.text == "\n\n".join(dialogue.knowledge.texts["answer.again"]["en"].split("\n\n"))) != is_repeated


def test_an_answer_that_stands_above_can_be_opened_again(dialogue: Dialogue) -> None:
    first = dialogue.reply_to(question("who moderated the panel"))
    again = dialogue.reply_to(question("who was the moderator"), first.memory)

    assert dialogue.press(again.buttons[0][0].data, question(""), again.memory).text == first.text


@pytest.mark.parametrize(
    ("first", "kind"),
    [("Who is Anna Ryl and how can I contact her?", "answer"), ("how to contact speakers", "choices")],
)
def test_nobodys_words_are_given_as_those_of_another(dialogue: Dialogue, first: str, kind: str) -> None:
    shown = dialogue.reply_to(question(first))
    reply = dialogue.reply_to(question("What exactly did she say?"), shown.memory)

    assert (reply.kind, reply.entry) == (kind, "speaker.ryl.said" if kind == "answer" else None)


@pytest.mark.parametrize("said", ["ты мне не помог", "вы мне не помогли", "көмектеспедің"])
@pytest.mark.parametrize("first", ["", "where was it"])
def test_whoever_was_not_helped_is_not_told_you_are_welcome(dialogue: Dialogue, first: str, said: str) -> None:
    memory = dialogue.reply_to(question(first)).memory if first else Memory()

    assert dialogue.reply_to(question(said), memory).entry == "chat.no"


def test_a_denial_in_other_words_thanks_for_nothing(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("ты ни разу мне не помог")).entry != "chat.thanks"


@pytest.mark.parametrize(
    "asked", ["Канада елшісі не деді?", "Посол Германии выступал?", "What did the US ambassador say?"]
)
def test_of_an_ambassador_who_was_not_there_it_is_said_who_was(dialogue: Dialogue, asked: str) -> None:
    assert dialogue.reply_to(question(asked)).entry == "ambassadors.all"


@pytest.mark.parametrize(
    "asked",
    [
        "Я юрист. Что такое защитное предписание, на какой срок?",
        "I am a lawyer. How long does a protection order last and who issues it?",
        "мен заңгермін, қорғау нұсқамасы деген не",
    ],
)
def test_a_lawyer_who_asks_is_not_sent_to_a_lawyer(dialogue: Dialogue, asked: str) -> None:
    assert dialogue.reply_to(question(asked)).entry == "support.protective_order"


@pytest.mark.parametrize("text", ["support numbers", "how to get a protection order"])
def test_what_helps_comes_again_as_it_is(dialogue: Dialogue, text: str) -> None:
    first = dialogue.reply_to(question(text))
    assert dialogue.reply_to(question(text, minutes=1), first.memory).text == first.text


def test_memory_of_an_entry_that_was_removed_does_no_harm(dialogue: Dialogue) -> None:
    memory = Memory(last_language="xx", shown="film.removed", shown_at=NOON)

    assert dialogue.reply_to(question("где это было"), memory).entry == "event.where"


@pytest.mark.parametrize("text", ["и где он сейчас?", "и что он сказал", "and where is he now"])
def test_a_few_words_that_continue_a_calm_talk_are_no_cry(dialogue: Dialogue, text: str) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira.director", shown_at=NOON)

    assert dialogue.reply_to(question(text), memory).kind != "crisis"


@pytest.mark.parametrize("text", ["он пришел домой", "мне страшно", "he is here"])
def test_a_few_words_that_cry_are_heard_in_any_talk(dialogue: Dialogue, text: str) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira.director", shown_at=NOON)

    assert dialogue.reply_to(question(text), memory).kind == "crisis"


def test_a_cry_for_help_after_an_answer_is_answered_with_help_alone(dialogue: Dialogue) -> None:
    shown = dialogue.reply_to(question("What films were shown?")).memory
    reply = dialogue.reply_to(question("my husband beats me every day"), shown)

    assert (reply.crisis, reply.entry, reply.then) == ("disclosure", None, ())


@pytest.mark.parametrize("text", ["первая", "You're biased", "what about men?", "whatever, bye"])
@pytest.mark.parametrize("screen", ["start", "help"])
def test_nothing_goes_on_with_the_first_screen(dialogue: Dialogue, text: str, screen: str) -> None:
    fresh = dialogue.reply_to(question(text, client="en"))
    after = dialogue.reply_to(question(text), dialogue.command(screen, question("", client="en")).memory)

    assert (after.kind, after.entry, after.choices) == (fresh.kind, fresh.entry, fresh.choices)


@pytest.mark.parametrize(
    ("calm", "said"),
    [
        ("who made gulmira", "he is here"),
        ("где шелтер", "он пришел"),
        ("кто был модератором", "он увидел"),
        ("когда было мероприятие", "он здесь"),
        ("звондамай жазуға бола ма", "ол осында"),
        ("гүлмираны кім түсірді", "бөлмеге кірді"),
    ],
)
def test_whoever_tells_in_a_calm_talk_that_somebody_came_gets_help_first(
    dialogue: Dialogue, calm: str, said: str
) -> None:
    memory = dialogue.reply_to(question(calm)).memory

    assert dialogue.reply_to(question(said), memory).kind == "crisis"


@pytest.mark.parametrize("said", ["who is he", "а он кто", "а когда он пришел", "ол кім", "ол не айтты"])
def test_who_or_when_asks_of_what_was_shown_and_alarms_nobody(dialogue: Dialogue, said: str) -> None:
    memory = dialogue.reply_to(question("кто был модератором")).memory

    assert dialogue.reply_to(question(said), memory).kind != "crisis"


@pytest.mark.parametrize("said", ["ну", "same", "президент", "это же про меня", "btw", "кто ты"])
def test_what_asks_nothing_of_an_answer_does_not_bring_it_again(dialogue: Dialogue, said: str) -> None:
    first = dialogue.reply_to(question("кто такой Куандык Бишимбаев"))

    assert first.entry == "law.saltanat"
    assert dialogue.reply_to(question(said), first.memory).entry != first.entry


@pytest.mark.parametrize("said", ["ok thank you", "Благодарю вас", "рахмет сізге"])
def test_whoever_is_thanked_is_not_whom_a_question_asks_for(dialogue: Dialogue, said: str) -> None:
    memory = dialogue.reply_to(question("how can I reach the speakers")).memory

    assert dialogue.reply_to(question(said), memory).entry == "chat.thanks"


@pytest.mark.parametrize(
    ("shown", "asked", "meant"),
    [
        ("what did Anna Ryl say", "who else spoke", "speakers.all"),
        ("что такое Qyzqaras", "другие казахские фильмы об этом", "films.others"),
    ],
)
def test_who_else_may_ask_for_all_of_them(dialogue: Dialogue, shown: str, asked: str, meant: str) -> None:
    memory = dialogue.reply_to(question(shown)).memory

    assert dialogue.reply_to(question(asked), memory).entry == meant


@pytest.mark.parametrize("said", ["он здесь?", "he came?"])
def test_whoever_asks_after_a_speaker_is_not_told_to_call_now(dialogue: Dialogue, said: str) -> None:
    memory = dialogue.reply_to(question("кто спикеры")).memory

    assert dialogue.reply_to(question(said), memory).kind != "crisis"


@pytest.mark.parametrize(
    ("shown", "asked", "meant"),
    [
        ("law.saltanat", "вернемся к форуму, во сколько начало", "event.time"),
        ("law.saltanat", "back to the event, when did it start", "event.time"),
        ("film.gulmira", "ok thanks, another thing, where was it", "event.where"),
    ],
)
def test_whoever_turns_back_to_something_is_not_held_at_what_was_shown(
    dialogue: Dialogue, shown: str, asked: str, meant: str
) -> None:
    assert dialogue.reply_to(question(asked), Memory(shown=shown, shown_at=NOON)).entry == meant


@pytest.mark.parametrize(
    ("before", "text", "entry"),
    [
        ("расскажи про Pay the Bill", "кто актёры", "film.pay_the_bill"),
        ("расскажи про Pay the Bill", "сколько минут", "film.pay_the_bill"),
        ("Pay the Bill туралы айт", "ұзақтығы", "film.pay_the_bill"),
        ("what about Pay the Bill", "what year", "film.pay_the_bill"),
        ("what was the third film", "how long is it", "films.third"),
        ("what was the third film", "who directed it", "films.third"),
        ("кто посол бельгии", "а голландский?", "ambassadors.all"),
        ("Who was the ambassador of Belgium?", "and the Dutch one?", "ambassadors.all"),
        ("who was the moderator", "what is her job", "event.moderator"),
        ("who is Anna Ryl", "age?", "speakers.contact"),
        ("кто такая Анна Рыль", "сколько ей лет", "speakers.contact"),
        ("is marital rape a crime", "in Kazakhstan", "law.marital_rape"),
        ("how to report to the police", "can I do it online", "support.police_app"),
        ("what was the event about", "I asked about time", "event.time"),
        ("о чем было мероприятие", "я спросил про время", "event.time"),
        ("who is Anna Ryl", "what did she say", "speaker.ryl.said"),
        ("расскажи про Pay the Bill", "кто снял Гульмиру", "film.gulmira.director"),
        ("what was the third film", "where can I watch it", "films.watch"),
    ],
)
def test_what_was_shown_stays_the_subject_of_a_few_words(
    dialogue: Dialogue, before: str, text: str, entry: str
) -> None:
    memory = dialogue.reply_to(question(before)).memory

    assert dialogue.reply_to(question(text), memory).entry == entry
