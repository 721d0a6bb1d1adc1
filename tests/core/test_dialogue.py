from __future__ import annotations

import re
from dataclasses import replace

import pytest
from asking import NOON, button_for, buttons, has_help_in_reach, question, verbs

from bot.core.buttons import Action, ActionCodes, Verb
from bot.core.dialogue import Dialogue
from bot.core.learned import Learned
from bot.core.model import Knowledge, Memory, Reply, Where, to_plain
from bot.core.thresholds import Zones

MIXED = "кто снял гульмиру? меня изнасиловали"
STRANGE = "qwrtpsdfg vbnmkl"


def in_zone(knowledge: Knowledge, answer: float, suggest: float) -> Dialogue:
    """A dialogue whose every question falls into one zone."""
    dialogue = Dialogue(knowledge)
    dialogue.matcher.zones = Zones(answer=answer, suggest=suggest)
    return dialogue


# ---- three zones --------------------------------------------------------------------------------


def test_a_clear_question_gets_its_answer(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question("where is the fair"))

    assert (reply.kind, reply.entry, reply.language) == ("answer", "fair.where", "en")
    assert reply.text.startswith("The fair is on 1 May 2025 in the park.")


def test_an_unclear_question_gets_choices_with_a_way_out(small_knowledge: Knowledge) -> None:
    dialogue = in_zone(small_knowledge, answer=1.1, suggest=0.0)
    reply = dialogue.reply_to(question("where is the fair"))

    assert (reply.kind, reply.entry, reply.choices[0]) == ("choices", None, "fair.where")
    assert verbs(dialogue.help, reply) == [*["entry"] * len(reply.choices), "menu", "menu", "help"]


def test_a_choice_opens_its_entry(small_knowledge: Knowledge) -> None:
    dialogue = in_zone(small_knowledge, answer=1.1, suggest=0.0)
    reply = dialogue.reply_to(question("where is the fair"))

    assert dialogue.press(buttons(reply)[0].data, question("")).entry == reply.choices[0]


def test_an_unknown_question_gets_the_fallback_with_numbers(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question(STRANGE))

    assert (reply.kind, reply.entry, reply.choices) == ("fallback", None, ())
    assert "112" in reply.text


def test_an_endless_message_is_told_so(small_dialogue: Dialogue) -> None:
    reply = small_dialogue.reply_to(question("qwrtpsdfg " * 200))

    assert "media.long" in reply.text


def test_an_answer_shows_related_entries_but_never_more_than_three(dialogue: Dialogue) -> None:
    replies = [dialogue.show(e, "ru", question(""), Memory()) for e in dialogue.knowledge.entries.values()]

    assert max(verbs(dialogue.help, reply).count("entry") for reply in replies) == 3


# ---- follow-ups ---------------------------------------------------------------------------------


def after_gulmira(dialogue: Dialogue, text: str, minutes: float) -> Reply:
    memory = dialogue.reply_to(question("what is gulmira")).memory
    return dialogue.reply_to(question(text, minutes=minutes), memory)


@pytest.mark.parametrize("minutes", [0, 1, 14.9, 15])
def test_a_follow_up_within_15_minutes_is_about_what_was_shown(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry == "film.gulmira.director"


@pytest.mark.parametrize("minutes", [15.1, 60, 10_000, -0.1, -60])
def test_later_or_with_a_clock_gone_backwards_nothing_is_assumed(dialogue: Dialogue, minutes: float) -> None:
    assert after_gulmira(dialogue, "and who made it?", minutes).entry != "film.gulmira.director"


@pytest.mark.parametrize("text", ["а кто режиссёр?", "оны кім түсірді?", "who directed it"])
def test_a_follow_up_may_change_the_language(dialogue: Dialogue, text: str) -> None:
    assert after_gulmira(dialogue, text, 1).entry in ("film.gulmira.director", "speaker.eszhanova")


def test_the_other_one_is_the_other_of_its_kind(dialogue: Dialogue) -> None:
    assert after_gulmira(dialogue, "what about the other film?", 1).entry == "film.pay_the_bill"


def test_a_question_that_names_something_else_is_no_follow_up(dialogue: Dialogue) -> None:
    assert after_gulmira(dialogue, "who produced Pay the Bill?", 1).entry == "film.pay_the_bill.producer"


def test_a_crisis_is_forgotten_at_once(dialogue: Dialogue) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira", shown_at=NOON)
    reply = dialogue.reply_to(question("помогите"), memory)

    assert (reply.memory.shown, reply.memory.shown_at) == (None, None)


def test_memory_of_an_entry_that_was_removed_does_no_harm(dialogue: Dialogue) -> None:
    memory = Memory(last_language="xx", shown="film.removed", shown_at=NOON)

    assert dialogue.reply_to(question("где это было"), memory).entry == "event.where"


@pytest.mark.parametrize("text", ["и где он сейчас?", "и что он сказал", "and where is he now"])
def test_a_few_words_that_continue_a_calm_talk_are_no_cry(dialogue: Dialogue, text: str) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira.director", shown_at=NOON)

    assert dialogue.reply_to(question(text), memory).kind != "crisis"


@pytest.mark.parametrize("text", ["он дома", "мне страшно", "he is here"])
def test_a_few_words_that_cry_are_heard_in_any_talk(dialogue: Dialogue, text: str) -> None:
    memory = Memory(last_language="ru", shown="film.gulmira.director", shown_at=NOON)

    assert dialogue.reply_to(question(text), memory).kind == "crisis"


@pytest.mark.parametrize(
    ("text", "else_meant"),
    [
        ("с какого числа ужесточили наказание за избиение", "law.2024"),
        ("кто на встрече рассказывал, как снимать кино про насилие?", "event.participants"),
    ],
)
def test_an_answer_that_is_not_sure_offers_first_what_else_was_meant(
    dialogue: Dialogue, text: str, else_meant: str
) -> None:
    reply = dialogue.reply_to(question(text))
    first = dialogue.help.action_of(buttons(reply)[0].data)

    assert (reply.kind, first and first.target) == ("answer", else_meant)


@pytest.mark.parametrize("verb", ["menu", "help", "brief"])
def test_a_button_is_answered_where_the_chosen_language_was_removed(small_dialogue: Dialogue, verb: Verb) -> None:
    data = small_dialogue.help.screens.button(verb, "en").data
    memory = Memory(chosen_language="xx")

    assert small_dialogue.press(data, question(""), memory).language == "en"
    assert small_dialogue.help.press(data, question(""), memory).language == "en"


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            "бауырым, Францияның елшісінің аты кім ей",
            "ambassador.france",
        ),  # «ей» is "hey" here, and "to her" in Russian
        ("cgfcb,j", "chat.thanks"),  # «спасибо» on the other layout, where the comma is a letter
    ],
)
def test_a_question_that_looks_like_another_is_answered(dialogue: Dialogue, text: str, entry: str) -> None:
    assert dialogue.reply_to(question(text)).entry == entry


@pytest.mark.parametrize("cry", ["жить больше не хочу", "меня изнасиловали", "муж меня бьёт", "i want to die"])
def test_no_clear_question_hushes_what_is_said_outright(dialogue: Dialogue, cry: str) -> None:
    replies = [dialogue.reply_to(question(text)) for text in (f"{cry} кто открыл встречу", f"кто открыл встречу {cry}")]

    assert {reply.kind for reply in replies} == {"crisis"}


# ---- courtesies ---------------------------------------------------------------------------------


def test_nobody_is_asked_which_courtesy_was_meant(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("Рахмет, всё понятно"))

    assert (reply.kind, (reply.entry or "").partition(".")[0]) == ("answer", "chat")


# ---- two questions ------------------------------------------------------------------------------


def test_the_second_question_is_understood_after_the_first(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("Кто снял Гульмиру? И что она сказала?"))

    assert (reply.entry, reply.also) == ("film.gulmira.director", "speaker.eszhanova.said")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("когда было мероприятие? кто открыл его?", "event.when", "event.opening"),
        ("where was it and also who opened it", "event.where", "event.opening"),
    ],
)
def test_two_questions_get_two_answers(dialogue: Dialogue, text: str, first: str, second: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.kind, reply.entry, reply.also) == ("answer", first, second)


def test_both_answers_stand_in_the_order_of_the_questions(small_dialogue: Dialogue) -> None:
    text = small_dialogue.reply_to(question("whom to call 1? where is the fair?")).text

    assert -1 < text.index("You can call here") < text.index("The fair is on")


# ---- crisis -------------------------------------------------------------------------------------


def test_a_crisis_reply_comes_first_with_numbers_and_its_buttons(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))

    assert (reply.kind, reply.crisis, reply.language) == ("crisis", "disclosure", "ru")
    assert verbs(dialogue.help, reply) == ["hide", "not_me", "more", "brief", "menu"]


@pytest.fixture(scope="module")
def with_rules(knowledge: Knowledge, learned: Learned) -> Dialogue:
    """A word of its own sets off each crisis class."""
    crisis = {c: replace(k, rules=(f"qwrtpsdfg{c}",)) for c, k in knowledge.crisis.items()}
    return Dialogue(replace(knowledge, crisis=crisis), learned)


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
    answer = dialogue.show(dialogue.knowledge.entries["film.gulmira.director"], "ru", question(""), Memory())

    assert (reply.kind, reply.crisis, reply.entry) == ("crisis", "sexual", "film.gulmira.director")
    assert reply.then == answer.paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "меня бьёт муж, и где проходило мероприятие?",
        "меня бьёт муж и где было мероприятие? кто его открыл?",
        "he hits me every night. when was the event?",
    ],
)
def test_no_question_outweighs_a_plain_disclosure(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "crisis"


def test_help_stands_above_the_answer_in_the_text(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(MIXED))
    answer = dialogue.show(dialogue.knowledge.entries["film.gulmira.director"], "ru", question(""), Memory())

    assert reply.text.index("102") < reply.text.index(answer.text.split("\n\n")[0])


def test_not_about_me_opens_what_was_asked(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question(MIXED))
    pressed = dialogue.press(button_for(dialogue.help, reply, "not_me").data, question(""))

    assert (pressed.kind, pressed.entry) == ("answer", "film.gulmira.director")


def test_not_about_me_without_a_question_opens_the_menu(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))
    pressed = dialogue.press(button_for(dialogue.help, reply, "not_me").data, question(""))

    assert (pressed.kind, pressed.entry, pressed.crisis) == ("answer", None, None)
    assert "help" in verbs(dialogue.help, pressed)


@pytest.mark.parametrize("text", ["мой муж бьет меня", "я хочу умереть", "help", "меня изнасиловали"])
def test_more_opens_an_entry_about_help(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    pressed = dialogue.press(button_for(dialogue.help, reply, "more").data, question(""))

    assert pressed.entry is not None
    assert dialogue.knowledge.entries[pressed.entry].sensitive


def test_hide_is_told_apart_by_the_adapter(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("мой муж бьет меня"))

    assert dialogue.help.verb_of(buttons(reply)[0].data) == "hide"


@pytest.mark.parametrize("whole", [True, False])
def test_hide_leaves_one_neutral_line_that_can_go_too(dialogue: Dialogue, whole: bool) -> None:
    reply = dialogue.help.hidden(whole, question(""))

    assert verbs(dialogue.help, reply) == ["vanish"]
    assert not re.search(r"\d", reply.text)


def test_a_safe_word_is_answered_by_numbers_in_the_language_of_the_app(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("102", client="en-GB"))

    assert (reply.kind, reply.crisis, reply.language) == ("crisis", "distress", "en")


# ---- when something is broken -------------------------------------------------------------------


@pytest.mark.parametrize("text", ["where is the fair", "", "🙂", "qwrtpsdfg", "x" * 5000])
def test_without_a_matcher_there_are_still_numbers(small_knowledge: Knowledge, text: str) -> None:
    broken = Dialogue(small_knowledge)
    del broken.matcher
    reply = broken.help.reply_to(question(text))

    assert reply.kind == "fallback"
    assert "112" in reply.text


@pytest.mark.parametrize("text", ["help", "sign of danger"])
def test_without_a_matcher_a_crisis_is_still_answered(small_knowledge: Knowledge, text: str) -> None:
    broken = Dialogue(small_knowledge)
    del broken.matcher
    reply = broken.help.reply_to(question(text))

    assert reply.kind == "crisis"
    assert "112" in reply.text


def test_without_a_fit_safe_words_still_work(small_dialogue: Dialogue) -> None:
    assert small_dialogue.reply_to(question("помощь")).crisis == "distress"


# ---- groups -------------------------------------------------------------------------------------

IN_A_GROUP = [
    *("help", "помощь", "102", "мой муж бьет меня", "я хочу умереть", "меня изнасиловали", MIXED),
    *("what is 150", "куда звонить если бьют", "номера помощи", "кто снял гульмиру", "где это было", "кто режиссёр"),
    *("насилие", "hello", "", "🙂", STRANGE, "gjvjubnt", "что такое экономическое насилие"),
]


@pytest.mark.parametrize("text", IN_A_GROUP)
def test_a_group_never_sees_a_help_block(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))
    shown = {"help", "hide", "not_me", "more"} & set(verbs(dialogue.help, reply))

    assert (reply.kind == "crisis", reply.crisis, reply.soft_help, shown) == (False, None, False, set())


@pytest.mark.parametrize("text", IN_A_GROUP)
def test_a_group_never_sees_a_sensitive_entry(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))
    shown = [reply.entry] if reply.entry else list(reply.choices)

    assert not any(dialogue.knowledge.entries[entry].sensitive for entry in shown)


@pytest.mark.parametrize("text", ["help", "мой муж бьет меня", "номера помощи", "what is 150"])
def test_what_would_expose_a_person_goes_to_the_private_chat(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text, where="group"))

    assert verbs(dialogue.help, reply) == ["private"]
    assert not re.search(r"\d{3}", reply.text)


def test_a_group_gets_event_facts_without_the_menu(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("кто снял гульмиру", where="group"))

    assert reply.entry == "film.gulmira.director"
    assert set(verbs(dialogue.help, reply)) <= {"entry"}


@pytest.mark.parametrize("command", ["support", "privacy", "start", "nonsense"])
def test_a_command_in_a_group_shows_no_numbers_of_help(small_dialogue: Dialogue, command: str) -> None:
    reply = small_dialogue.command(command, question("", where="group"))

    assert "112" not in reply.text


@pytest.mark.parametrize("verb", ["entry", "more", "not_me", "help", "menu", "hide", "vanish", "languages"])
def test_no_button_brings_a_help_block_into_a_group(dialogue: Dialogue, verb: Verb) -> None:
    data = ActionCodes(dialogue.knowledge.entries).encode(Action(verb, "ru", "support.help"))
    reply = dialogue.press(data, question("", where="group"))

    assert "help" not in verbs(dialogue.help, reply)
    assert not re.search(r"\b1[01]\d\b", reply.text)


def test_failing_in_a_group_gives_no_help_block(dialogue: Dialogue) -> None:
    reply = dialogue.help.reply_to(question("мой муж бьет меня", where="group"))

    assert (reply.kind, reply.crisis, verbs(dialogue.help, reply)) == ("fallback", None, ["private"])


# ---- help is never more than one tap away -------------------------------------------------------

INPUTS = [
    *("", " ", "\n", "🙂", "👍🏽👍🏽", "?", "...", "1", "112", "0" * 500, "а", "a", "я", "ок", "нет", "да", "yes"),
    *("сәлем", "привет", "hello", "спасибо", "рахмет", "bye", "кто ты", "дурак", "fuck", "<b>x</b>", "{number:112}"),
    *("кто снял гульмиру", "кто режиссёр", "где это было", "когда? где?", "what is 150", "погода", "насилие", "муж"),
    *(
        "ghbdtn",
        "рудз",
        "ult 'nj ,skj",
        "\u202eabc",
        "z̸a̷l̵g̸o̷",
        "\ud800",
        "\x00\x01",
        "𝐠𝐮𝐥𝐦𝐢𝐫𝐚",
        "/start",
        "@bot",
        "http://a.kz",
    ),
    *("мой муж бьет меня", MIXED, "я хочу умереть", "x" * 5000, "слово " * 2000, "你好", "مرحبا", "שלום", "ไทย"),
]


@pytest.mark.parametrize("text", INPUTS, ids=range(len(INPUTS)))
def test_every_private_reply_has_help_in_reach(dialogue: Dialogue, text: str) -> None:
    assert has_help_in_reach(dialogue.help, dialogue.reply_to(question(text)))


@pytest.mark.parametrize("text", INPUTS, ids=range(len(INPUTS)))
def test_help_is_in_reach_when_nothing_works(dialogue: Dialogue, text: str) -> None:
    assert has_help_in_reach(dialogue.help, dialogue.help.reply_to(question(text)))


def test_every_entry_has_help_in_reach(dialogue: Dialogue) -> None:
    replies = [dialogue.show(entry, "kk", question(""), Memory()) for entry in dialogue.knowledge.entries.values()]

    assert all(has_help_in_reach(dialogue.help, reply) for reply in replies)


@pytest.mark.parametrize("media", ["voice", "place", "other", "long"])
def test_what_cannot_be_read_is_answered_with_numbers(dialogue: Dialogue, media: str) -> None:
    reply = dialogue.help.media(media, question(""))  # type: ignore[arg-type]

    assert "112" in reply.text


def test_a_late_message_gets_bare_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.help.late(question("мой муж бьет меня"))

    assert (reply.kind, reply.crisis) == ("answer", None)
    assert "102" in reply.text


@pytest.mark.parametrize("name", ["start", "help", "language", "support", "privacy", "films", "nonsense", ""])
def test_every_command_has_help_in_reach(dialogue: Dialogue, name: str) -> None:
    assert has_help_in_reach(dialogue.help, dialogue.command(name, question("")))


@pytest.mark.parametrize("data", ["", "zzz", "ar", "aru", "akk", "ahk", "hru", "fru", "a" * 64, "dru", "eru", "🙂"])
@pytest.mark.parametrize("where", ["private", "group"])
def test_forged_button_data_never_fails(dialogue: Dialogue, data: str, where: Where) -> None:
    reply = dialogue.press(data, question("", where=where))

    assert where == "group" or has_help_in_reach(dialogue.help, reply)


def test_help_on_every_screen_opens_the_numbers(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(question("кто снял гульмиру"))
    pressed = dialogue.press(button_for(dialogue.help, reply, "help").data, question(""))

    assert pressed.entry == "support.help"
    assert "111" in pressed.text


def test_every_button_on_every_screen_leads_somewhere(dialogue: Dialogue) -> None:
    replies = [dialogue.show(entry, "en", question(""), Memory()) for entry in dialogue.knowledge.entries.values()]
    pressed = {button.data: dialogue.press(button.data, question("")) for r in replies for button in buttons(r)}

    assert [data for data, reply in pressed.items() if reply.kind != "answer"] == []


# ---- languages ----------------------------------------------------------------------------------


def test_a_chosen_language_stays(dialogue: Dialogue) -> None:
    screen = dialogue.command("language", question(""))
    kazakh = next(button for button in buttons(screen) if button.label == dialogue.knowledge.languages["kk"].name)
    memory = dialogue.press(kazakh.data, question("")).memory

    assert dialogue.reply_to(question("кто снял гульмиру"), memory).language == "kk"


def test_a_chosen_language_outlives_delays_and_failures(dialogue: Dialogue) -> None:
    chosen, asked = Memory(chosen_language="kk"), question("qwrtpsdfg")
    kept = [
        dialogue.help.late(asked, chosen),
        dialogue.help.reply_to(asked, chosen),
        dialogue.help.hidden(True, asked, chosen),
    ]

    assert [reply.memory.chosen_language for reply in kept] == ["kk", "kk", "kk"]


def test_the_language_screen_offers_every_language(dialogue: Dialogue) -> None:
    screen = dialogue.command("language", question(""))

    assert verbs(dialogue.help, screen).count("language") == len(dialogue.knowledge.languages)


def test_a_button_keeps_the_language_of_its_message(dialogue: Dialogue) -> None:
    data = ActionCodes(dialogue.knowledge.entries).encode(Action("entry", "en", "film.gulmira"))

    assert dialogue.press(data, question("", client="ru")).language == "en"


def test_start_looks_the_same_after_a_crisis(dialogue: Dialogue) -> None:
    after = dialogue.reply_to(question("мой муж бьет меня", client="ru")).memory
    fresh, again = (dialogue.command("start", question("", client="ru"), memory) for memory in (Memory(), after))

    assert (again.text, again.buttons) == (fresh.text, fresh.buttons)


def test_no_word_of_a_question_is_remembered(dialogue: Dialogue) -> None:
    memory = dialogue.reply_to(question("кто снял гульмиру канарейка")).memory

    assert "канарейка" not in repr(memory)


def test_a_cry_for_help_that_was_taught_to_an_entry_still_brings_help(knowledge: Knowledge, learned: Learned) -> None:
    entry = knowledge.entries["city.karaganda"]
    taught = replace(entry, phrases={**entry.phrases, "ru": (*entry.phrases["ru"], "муж меня бьёт")})
    changed = replace(knowledge, entries={**knowledge.entries, entry.id: taught}, learned_from="")

    assert Dialogue(changed, learned).reply_to(question("муж меня бьёт")).kind == "crisis"


def test_what_many_ask_is_answered_alike_to_everyone(dialogue: Dialogue) -> None:
    first, again = (dialogue.reply_to(question("кто снял гульмиру", client="ru")) for _ in range(2))

    assert again == first


def test_what_shows_distress_or_is_long_is_not_held(dialogue: Dialogue) -> None:
    texts = [
        "кто снял гульмиру",
        "он меня бьет",
        "кто снял гульмиру и где её показывали в тот день, " * 3,
    ]
    for text in texts:
        dialogue.reply_to(question(text))

    assert [text in dialogue.held for text in texts] == [True, False, False]


def test_a_cry_for_help_after_an_answer_is_answered_with_help_alone(dialogue: Dialogue) -> None:
    shown = dialogue.reply_to(question("What films were shown?")).memory
    reply = dialogue.reply_to(question("my husband beats me every day"), shown)

    assert (reply.crisis, reply.entry, reply.then) == ("disclosure", None, ())


@pytest.mark.parametrize(("client", "below"), [(None, "ru"), ("zz", "ru"), ("ru", None), ("en", None)])
def test_help_comes_in_both_languages_where_nothing_tells_which_one_is_read(
    dialogue: Dialogue, knowledge: Knowledge, client: str | None, below: str | None
) -> None:
    reply = dialogue.reply_to(question("112", client=client))
    first_line = knowledge.crisis["distress"].reply["ru"].splitlines()[0]

    assert reply.crisis == "distress"
    assert [to_plain(reply.then).splitlines()[:1]] == [[first_line] if below else []]
