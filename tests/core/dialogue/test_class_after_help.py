"""S5c, S31: in the words of which class a cry is answered after the words of another.

Of `after_help/heeding.py`, `after_help/said_after_help.py`, `distress/addressing.py` and `distress/speaker.py` of
`bot/core/understanding`.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import NOTHING_REMEMBERED
from tests.support.questions import question


def last_class(dialogue: Dialogue, *turns: str) -> str | None:
    """The class in whose words the last of these messages is answered."""
    memory, crisis = NOTHING_REMEMBERED, None
    for text in turns:
        reply = dialogue.reply_to(question(text), memory)
        memory, crisis = reply.memory, reply.crisis
    return crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("муж меня бьет", "и пинает", "disclosure"),
        ("муж меня бьет", "мне 14 и мама говорит терпи", "child"),
        ("подруга не хочет жить", "я сама не хочу жить", "suicide"),
        ("my friend wants to die", "i don't want to live either", "suicide"),
        ("құрбым өлгісі келеді", "менің де өмір сүргім келмейді", "suicide"),
        ("my friend wants to die", "my mother swallowed a lot of pills", "suicide_other"),
    ],
)
def test_a_talk_goes_on_about_whom_it_was_unless_it_is_said_otherwise(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("не хочу жить", "я на крыше"),
        ("не хочу жить", "в ванной с лезвием"),
        ("не хочу жить", "стою на балконе"),
        ("не хочу жить", "я на подоконнике"),
        ("не хочу жить", "прощайте"),
        ("өмір сүргім келмейді", "қолымда ұстара"),
        ("өмір сүргім келмейді", "балконда тұрмын"),
        ("i want to die", "in the bath with a razor"),
        ("i want to die", "goodbye"),
        ("i want to die", "standing on the balcony"),
    ],
)
def test_despair_that_goes_on_gets_its_own_words_again(dialogue: Dialogue, first: str, then: str) -> None:
    assert last_class(dialogue, first, then) == "suicide"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("не хочу жить", "он ломает дверь"),
        ("өмір сүргім келмейді", "ол есікті сындырып жатыр"),
        ("i want to die", "he is at the door"),
    ],
)
def test_after_despair_danger_that_comes_from_somebody_is_still_danger(
    dialogue: Dialogue, first: str, then: str
) -> None:
    assert last_class(dialogue, first, then) == "danger"


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("я ударил жену", "она сама довела", "perpetrator"),
        ("я ударил жену", "ну и один раз за горло взял", "perpetrator"),
        ("мен әйелімді ұрдым", "бір рет тамағынан алдым", "perpetrator"),
        ("қызыма қол көтердім", "ол маған қарамайды", "perpetrator"),
        ("я ударил жену", "тесть едет с ружьём", "danger"),
        ("I hit my wife", "her brother is coming with a gun", "danger"),
    ],
)
def test_what_is_told_on_of_what_was_done_is_answered_as_such_unless_another_is_a_danger(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("my friend is being beaten by her husband", "ok it's about me", "disclosure"),
        ("my friend is being beaten by her husband", "actually it's me", "disclosure"),
        ("my friend is being beaten by her husband", "there is no friend", "disclosure"),
        ("подругу бьет муж", "подруги нет, это я", "disclosure"),
        ("подругу бьет муж", "если честно, это про меня", "disclosure"),
        ("құрбымды күйеуі ұрады", "бұл мен туралы", "disclosure"),
        ("құрбымды күйеуі ұрады", "құрбым жоқ, бұл мен", "disclosure"),
        ("подруга не хочет жить", "это я", "suicide"),
        ("my friend wants to die", "there's no friend, it's me", "suicide"),
        ("құрбым өлгісі келеді", "шынымды айтсам бұл мен", "suicide"),
    ],
)
def test_whoever_wrote_of_a_friend_may_say_that_it_is_about_themselves(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("я его убью, сил нет", "он опять бьёт сына", "other"),
        ("I'll kill him", "he hits my kids", "disclosure"),
        ("өлтірем оны", "балаларымды ұрады", "disclosure"),
    ],
)
def test_whoever_would_kill_for_what_is_done_to_a_child_is_not_blamed(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ("подруга наглоталась таблеток", "не отвечает", "support.suicide_other"),
        ("he texted goodbye", "he doesn't pick up", "support.suicide_other"),
        ("досым дәрі ішіп қойды", "жауап бермейді", "support.suicide_other"),
        ("my friend wants to die", "I'm far away", "support.suicide_other"),
        ("подруга хочет умереть", "111 не отвечает", "support.no_answer"),
        ("I hit my wife", "I don't want to do it again", "support.perpetrator"),
        ("я ударил жену", "больше так не буду", "support.perpetrator"),
        ("әйелімді ұрдым", "енді бұлай істемеймін", "support.perpetrator"),
        ("муж меня бьет", "говорит больше так не буду", "violence.cycle"),
        ("әйелімді ұрдым", "маған не болады", "support.perpetrator"),
        ("дали ему 10 суток", "завтра выходит", "support.safety_plan"),
        ("judge gave him 15 days", "he is out tomorrow", "support.safety_plan"),
        ("оған 15 тәулік берді", "ертең шығады", "support.safety_plan"),
    ],
)
def test_what_is_told_after_help_is_answered_by_whom_help_was_for(
    dialogue: Dialogue, first: str, then: str, entry: str
) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry == entry


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("my daughter's boyfriend hits her", "she is 17"),
        ("мою сестру бьёт муж", "ей 16"),
        ("қызымды жігіті ұрады", "ол 17 жаста"),
        ("a girl is crying behind the wall every night", "about 7 years old"),
    ],
)
def test_whoever_fears_for_somebody_under_age_reads_what_to_do_for_a_child(
    dialogue: Dialogue, first: str, then: str
) -> None:
    sign = dialogue.understanding.decide(question(then), dialogue.reply_to(question(first)).memory).sign

    assert (sign and sign.crisis, sign and sign.variant) == ("other", "other.child_hurt")


@pytest.mark.parametrize("then", ["actually", "ok", "это я виновата", "это я?", "шынымды айтсам"])
def test_what_does_not_say_so_tells_nothing_of_its_author(dialogue: Dialogue, then: str) -> None:
    assert last_class(dialogue, "подругу бьет муж", then) not in ("disclosure", "suicide")


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("i hit my wife", "she hits me too", "perpetrator"),
        ("я ударил жену", "она меня тоже бьет", "perpetrator"),
        ("әйелімді ұрдым", "ол да мені ұрады", "perpetrator"),
        ("i hit my wife", "my husband hits me", "disclosure"),
        ("i hit my wife", "he has a knife and he will kill me", "danger"),
        ("i hit my wife", "i want to die", "suicide"),
    ],
)
def test_after_the_words_for_who_hurts_somebody_it_goes_on_but_for_danger_and_for_somebody_else(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("i hit my wife", "it's not a big deal"),
        ("я ударил жену", "мне стыдно об этом писать"),
        ("әйелімді ұрдым", "айту ұят"),
    ],
)
def test_nobody_who_hurt_somebody_is_comforted(dialogue: Dialogue, first: str, then: str) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry in (None, "support.perpetrator")


@pytest.mark.parametrize(
    ("danger", "text", "first"),
    [
        ("он ломает дверь", "боюсь звонить он услышит", "Если говорить нельзя"),
        ("он ломает дверь", "не могу звонить", "Если говорить нельзя"),
        ("he is breaking down the door", "i'm scared to call he will hear", "If you cannot speak"),
        ("he is breaking down the door", "I can't call", "If you cannot speak"),
        ("есікті бұзып жатыр", "звандауға қорқам ол естиді", "Сөйлеу мүмкін болмаса"),
        ("есікті бұзып жатыр", "қоңырау шала алмаймын", "Сөйлеу мүмкін болмаса"),
    ],
)
def test_who_dares_not_call_in_danger_first_reads_the_ways_without_a_voice(
    dialogue: Dialogue, danger: str, text: str, first: str
) -> None:
    memory = dialogue.reply_to(question(danger)).memory
    reply = dialogue.reply_to(question(text, minutes=10), memory)

    assert (reply.crisis, reply.text.startswith(first)) == ("danger", True)
    assert "SOS" in reply.text


def test_who_dares_not_call_without_danger_is_answered(dialogue: Dialogue) -> None:
    assert dialogue.reply_to(question("не могу звонить")).kind == "answer"


@pytest.mark.parametrize(
    ("before", "text"),
    [
        ("немеремді ұрып жатыр", "zeinetakymdy tartyp alady"),
        ("немеремді ұрып жатыр", "kelinim meni uidan kuyp shykty"),
        ("соседа внук бьет", "невестка меня выгнала из дома"),
        ("соседа внук бьет", "у меня пенсию забирают"),
        ("my neighbour's grandson is beaten", "my daughter-in-law threw me out"),
        ("my neighbour's grandson is beaten", "they take my pension"),
    ],
)
def test_who_feared_for_another_and_is_robbed_or_thrown_out_is_no_witness(
    dialogue: Dialogue, before: str, text: str
) -> None:
    assert last_class(dialogue, before) == "other"
    assert last_class(dialogue, before, text) == "disclosure"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("папа сказал что повесится", "мне 14"),
        ("my dad says he will hang himself", "i'm 13"),
        ("әкем асылып өлем дейді", "13 жастамын"),
    ],
)
def test_a_child_who_fears_for_somebodys_life_goes_on_with_that(dialogue: Dialogue, first: str, then: str) -> None:
    assert last_class(dialogue, first, then) == "suicide_other"


@pytest.mark.parametrize("turns", [("мне 15 и задержка", "парню 22", "он говорит сделай аборт")])
def test_a_child_is_not_spoken_to_as_a_grown_up_later_on(dialogue: Dialogue, turns: tuple[str, ...]) -> None:
    assert last_class(dialogue, *turns) == "child"


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("Ол мені өлтірем дейді", "ол әзілдемейді", "danger"),
        ("Ағам өлтірем дейді, мен 17демін", "әзіл емес", "danger"),
        ("Меня бьёт муж", "это не шутка", "disclosure"),
        ("муж бьет", "он говорит что это шутка", "disclosure"),
        ("he says he will kill me", "he isn't joking", "danger"),
        ("my husband beats me", "this is no joke", "disclosure"),
        ("муж бьет", "я пошутил", None),
    ],
)
def test_what_is_no_joke_brings_the_same_help_again(
    dialogue: Dialogue, first: str, then: str, crisis: str | None
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Подруга наглоталась таблеток, спит", "ей нужен врач?"),
        ("My friend swallowed pills", "does she need a doctor"),
        ("Досым дәрі ішіп қойды", "дәрігер керек пе"),
        ("Сын режет руки", "врач нужен?"),
        ("муж бьет", "мне нужен врач?"),
    ],
)
def test_whoever_asks_for_a_doctor_reads_nothing_of_rape_where_none_was_told(
    dialogue: Dialogue, first: str, then: str
) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry == "support.103"


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("говорить не могу, он слышит", "дверь закрыта", "danger"),
        ("сөйлей алмаймын, естиді", "есік жабық", "danger"),
        ("привезли в дом, платок надели", "окружили бабушки", "danger"),
        ("Отец закрыл меня на ключ", "выйти не могу, решётки", "danger"),
        ("Полицейский избил меня в отделе", "куда жаловаться", "disclosure"),
        ("Полицей мені ұрды", "кімге шағымданамын", "disclosure"),
        ("Муж работает в полиции, бьет меня", "кому звонить", "disclosure"),
    ],
)
def test_what_follows_keeps_the_words_that_are_meant(dialogue: Dialogue, first: str, then: str, crisis: str) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("дочь в ауле, телефон забрали", "шепотом сказала забери меня", "other"),
        ("я в Москве, муж бьёт", "куда идти", "disclosure"),
        ("I'm in Turkey, he hits me", "where do I go", "disclosure"),
        ("Түркияда күйеуім паспортымды тартып алды", "қайда барам", "disclosure"),
        ("иногда хочется швырнуть младенца", "я плохая мать", "danger"),
    ],
)
def test_whoever_is_far_away_or_fears_for_a_baby_is_not_answered_as_another(
    dialogue: Dialogue, first: str, then: str, crisis: str
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("help in London", "I'm a citizen of Kazakhstan"),
        ("помощь в Лондоне", "я гражданка Казахстана"),
        ("Лондонда көмек керек", "мен Қазақстан азаматымын"),
    ],
)
def test_a_citizen_abroad_is_no_foreigner(dialogue: Dialogue, first: str, then: str) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry == "support.abroad"


@pytest.mark.parametrize(
    ("turns", "crisis"),
    [
        (("подругу изнасиловали", "а можно ей без полиции", "на самом деле это я"), "disclosure"),
        (("she gets hit", "ok it's me"), "disclosure"),
        (("как помочь подруге", "а если это я подруга"), "disclosure"),
        (("құрбыма қалай көмектесем", "ол құрбым мен болсам ше"), "disclosure"),
        (("how do i help a friend", "what if i am the friend"), "disclosure"),
    ],
)
def test_it_is_never_too_late_to_say_of_whom_it_was(dialogue: Dialogue, turns: tuple[str, ...], crisis: str) -> None:
    assert last_class(dialogue, *turns) == crisis


@pytest.mark.parametrize(
    ("first", "then", "crisis"),
    [
        ("меня трогал отчим", "сейчас 23", "disclosure"),
        ("my stepdad touches me", "im 23 now", "disclosure"),
        ("өгей әкем маған тиіседі", "қазір 30дамын", "disclosure"),
        ("меня трогал отчим", "сейчас 23 часа", None),
        ("my stepdad touches me", "now 16", None),
    ],
)
def test_who_was_taken_for_a_child_and_is_grown_up_is_spoken_to_so(
    dialogue: Dialogue, first: str, then: str, crisis: str | None
) -> None:
    assert last_class(dialogue, first, then) == crisis


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("he strangled me last week", "its fine right?"),
        ("he strangled me", "it's ok now, right?"),
        ("он меня душил", "само пройдёт же"),
        ("он меня душил", "это не опасно?"),
        ("мені буындырды", "қауіпті емес қой"),
    ],
)
def test_nobody_who_was_strangled_and_asks_is_told_that_it_is_over(dialogue: Dialogue, first: str, then: str) -> None:
    memory = dialogue.reply_to(question(first)).memory
    reply = dialogue.reply_to(question(then), memory)

    assert (reply.crisis, reply.memory.helped_as) == ("danger", "danger.strangled")


@pytest.mark.parametrize("then", ["хорошо, да", "ok right", "жақсы"])
def test_who_only_agrees_asks_for_no_such_word(dialogue: Dialogue, then: str) -> None:
    assert last_class(dialogue, "муж бьёт", then) is None


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ("я ударил жену", "а на меня в полицию не заявят", "support.perpetrator"),
        ("i hit my wife", "do they call the police on me", "support.perpetrator"),
        ("мен әйелімді ұрдым", "мені қамай ма", "support.perpetrator"),
        ("дочка порезала руки", "может это из за меня", "support.suicide_other"),
        ("my daughter wants to die", "is it my fault", "support.suicide_other"),
        ("қызым өлгісі келеді", "менің кінәм бар ма", "support.suicide_other"),
    ],
)
def test_who_fears_the_police_for_what_they_did_or_blames_themselves_reads_what_is_meant_for_them(
    dialogue: Dialogue, first: str, then: str, entry: str
) -> None:
    memory = dialogue.reply_to(question(first)).memory

    assert dialogue.reply_to(question(then), memory).entry == entry
