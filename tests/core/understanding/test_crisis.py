from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from math import log
from pathlib import Path

import pytest
from asking import question

from bot.core.classes import SAFE_WORD_CLASS
from bot.core.dialogue import Dialogue
from bot.core.model import Knowledge, Question
from bot.core.scoring.learned import Learned
from bot.core.scoring.reading import Reader, Reading
from bot.core.scoring.thresholds import Correction, Thresholds
from bot.core.text import words
from bot.core.understanding.crisis import PLAIN_CLAUSE, Recogniser
from bot.core.understanding.matching import Matcher
from bot.core.understanding.message import Message
from bot.measuring.questions import read_questions

QUESTIONS = Path(__file__).parents[2] / "questions"
BESIDE_A_QUESTION = "who made gulmira and he took my phone"
"""Half of it cries for help."""


def with_rules(knowledge: Knowledge, rules: Mapping[str, str]) -> Recogniser:
    crisis = {c: replace(knowledge.crisis[c], rules=(rule,)) for c, rule in rules.items()}
    return Recogniser(Matcher(Reader(replace(knowledge, crisis=crisis))))


def without_entries(knowledge: Knowledge) -> Knowledge:
    """Never fitted, and soon made ready: phrases have no part in safe words and examples."""
    return replace(knowledge, entries={}, digest="")


@pytest.mark.parametrize(
    "text",
    [
        "help",
        "HELP!!!",
        "помощь",
        "Помогите",
        "көмек",
        "комек",
        "komek",
        "kömek",
        "SOS",
        "102",
        "111",
        "１１２",
        "п0мощь",
    ],
)
def test_a_safe_word_is_heard_in_every_spelling(knowledge: Knowledge, text: str) -> None:
    sign = Recogniser(Matcher(Reader(without_entries(knowledge)))).recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == (SAFE_WORD_CLASS, "first", "safe word")


def test_every_safe_word_is_heard_without_a_model(knowledge: Knowledge) -> None:
    recogniser = Recogniser(Matcher(Reader(without_entries(knowledge))))

    assert [word for word in knowledge.safe_words if recogniser.recognise(word) is None] == []


@pytest.mark.parametrize("typed", ["gjvjom", "рудз", "r-vtr", "gjvjubnt"])
def test_a_safe_word_is_heard_in_the_wrong_layout(small_knowledge: Knowledge, typed: str) -> None:
    recogniser = Recogniser(
        Matcher(Reader(replace(small_knowledge, safe_words=frozenset({"помощь", "help", "көмек", "помогите"}))))
    )

    assert recogniser.recognise(typed) is not None


@pytest.mark.parametrize("text", ["1020", "can you help me find the hall", "helpful", "комната 102 где", "помощник"])
def test_a_safe_word_inside_other_words_is_none(small_knowledge: Knowledge, text: str) -> None:
    recogniser = Recogniser(Matcher(Reader(replace(small_knowledge, safe_words=frozenset({"help", "102", "помощь"})))))

    assert recogniser.recognise(text) is None


@pytest.mark.parametrize("text", ["", "   ", "🙂", "...", "\u200b"])
def test_a_text_without_words_is_no_sign(recogniser: Recogniser, text: str) -> None:
    assert recogniser.recognise(text) is None


@pytest.mark.parametrize("before", ["не знаю, но", "не знаю, нет,", "ya ne znayu no", "не танысам, но"])
def test_a_but_or_an_answer_before_a_cry_denies_nothing(knowledge: Knowledge, before: str) -> None:
    sign = Recogniser(Matcher(Reader(without_entries(knowledge)))).recognise(
        f"кто организовал показ, {before} хочу умереть"
    )

    assert sign is not None
    assert (sign.crisis, sign.rule) == ("suicide", "хочу умереть")


@pytest.mark.parametrize(
    "typed",
    [
        *("🆘", "🆘🆘 🙏", "@help", "@102", "١١٢", "help help!", "ПОМОГИТЕ ПОМОГИТЕ"),
        "102 😭😭 🙏🙏 😢😢",
        "көмек 😭 🙏 😢 ❤️ 😢",
        "HELP Help help hELP",
        "sos - sos -- sos --- sos ----",
        "112 ))) (((( ---- ~~~~",
    ],
)
def test_a_safe_word_is_heard_however_it_is_typed_and_decorated(knowledge: Knowledge, typed: str) -> None:
    sign = Recogniser(Matcher(Reader(without_entries(knowledge)))).recognise(typed)

    assert sign is not None
    assert sign.found_by == "safe word"


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        *[(typed, True) for typed in ("🤕🤕🤕", "🤕🔪😭", "🤕🏽!!", "🔪", "🗡️")],
        *[(typed, False) for typed in ("😂😭", "👍", "🙂", "😭 ok", "...")],
    ],
)
def test_emojis_cry_for_help_where_most_of_them_are_safe_words(knowledge: Knowledge, typed: str, heard: bool) -> None:
    assert Recogniser(Matcher(Reader(without_entries(knowledge)))).is_outright(typed) is heard


def test_who_sends_only_emojis_gets_help_in_each_language_of_doubt(dialogue: Dialogue) -> None:
    reply = dialogue.reply_to(Question("🤕🤕🤕", datetime(2024, 11, 28, 12)))

    assert reply.kind == "crisis"
    assert "тәулік бойы" in reply.text
    assert "круглосуточно" in reply.text


def test_a_safe_word_is_heard_though_spelling_would_mend_it(dialogue: Dialogue) -> None:
    reader = Reader(replace(without_entries(dialogue.knowledge), safe_words=frozenset({"mayday"})))
    reader.spelling = dialogue.understanding.reader.spelling
    sign = Recogniser(Matcher(reader)).recognise("mayday")

    assert reader.read("mayday").evidence.words != ("mayday",)
    assert sign is not None


@pytest.mark.parametrize(
    ("text", "level"), [("now", "soft"), ("қазір", "soft"), ("ломится", "first"), ("қорқам", "first")]
)
def test_one_short_word_brings_help_first_only_where_it_says_enough(
    recogniser: Recogniser, text: str, level: str
) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize(
    ("word", "alarm", "level"), [("hospital", 1.1, "soft"), ("hospitals", 1.1, "first"), ("hospital", 1.3, "first")]
)
def test_one_word_of_eight_letters_must_alarm_more_than_a_longer_one(
    reader: Reader, word: str, alarm: float, level: str
) -> None:
    recogniser = Recogniser(Matcher(reader))
    recogniser.thresholds = replace(reader.thresholds, grave=1.0, correction=Correction())
    evidence = replace(reader.read(word).evidence, words=(*words(word),))
    read = replace(reader.read(word), evidence=evidence, crisis="danger", share=1.0, alarm=alarm)
    sign = recogniser.sign_of(Message(word, reader, read))

    assert sign is not None
    assert sign.level == level


@pytest.mark.parametrize(
    ("typed", "crisis", "alarm", "level"),
    [
        ("the house", "distress", -0.1, "soft"),
        ("so lonely", "distress", 0.1, "first"),
        ("what a house", "distress", -0.6, "soft"),
        ("i feel lonely", "distress", -0.4, "first"),
        ("i feel so lonely", "distress", -1.2, "first"),
        ("he came", "danger", -1.2, "first"),
    ],
)
def test_two_or_three_words_must_alarm_more_than_many_unless_of_danger(
    reader: Reader, typed: str, crisis: str, alarm: float, level: str
) -> None:
    recogniser = Recogniser(Matcher(reader))
    recogniser.thresholds = replace(reader.thresholds, grave=-1.3, first=-1.3, correction=Correction())
    evidence = replace(reader.read(typed).evidence, words=(*words(typed),))
    read = replace(reader.read(typed), evidence=evidence, crisis=crisis, share=1.0, alarm=alarm)
    sign = recogniser.sign_of(Message(typed, reader, read))

    assert sign is not None
    assert sign.level == level


def test_a_rule_is_kept_at_the_end_of_the_longest_message(small_knowledge: Knowledge) -> None:
    assert Recogniser(Matcher(Reader(small_knowledge))).recognise("quiet " * 680 + "sign of danger") is not None


def test_a_rule_is_read_in_any_alphabet(small_knowledge: Knowledge) -> None:
    sign = with_rules(small_knowledge, {"danger": "ұрып жатыр*"}).recognise("uryp zhatyr")

    assert sign is not None


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("мой муж бьет меня", "disclosure"),
        ("менің күйеуім ұрады", "disclosure"),
        ("my husband beats me", "disclosure"),
        ("меня изнасиловали", "sexual"),
        ("я хочу умереть", "suicide"),
        ("өмір сүргім келмейді", "suicide"),
        ("i want to die", "suicide"),
    ],
)
def test_a_plain_disclosure_is_heard(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


@pytest.mark.parametrize(
    "text",
    [
        "муж меня изн*силовал",
        "my husband r#ped me",
        "он хочет меня у б и т ь",
        "мужменя бьёт",
        "күйеуім мені ұ р а д ы",
        "хочу умер*ть",
    ],
)
def test_a_cry_with_hidden_letters_or_wrong_spaces_is_heard(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == "first"


@pytest.mark.parametrize("text", ["moi muzh bet menya", "moj muj bjet menja", "my husband beets me", "муж бьёт миня"])
def test_a_disclosure_is_heard_in_latin_letters_and_with_typos(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.level == "first"


LONG_QUESTION = (
    "Я журналист, пишу заметку о кампании. Подскажите, пожалуйста, где проходило мероприятие, кто его открывал, какие "
    "фильмы показали, сколько было участников, кто модератор панели и кто режиссёр фильма Гульмира. "
)


@pytest.mark.parametrize("times", [1, 3, 30])
@pytest.mark.parametrize("disclosure", ["Мой муж бьет меня.", "Меня изнасиловали."])
def test_a_disclosure_does_not_drown_in_a_long_question(recogniser: Recogniser, disclosure: str, times: int) -> None:
    sign = recogniser.recognise(LONG_QUESTION * times + disclosure)

    assert sign is not None
    assert sign.level == "first"


@pytest.mark.parametrize("disclosure", ["меня изнасиловали", "муж меня бьёт", "меня хотят убить", "я хочу умереть"])
@pytest.mark.parametrize(
    "question", ["где можно посмотреть фильм гульмира", "кто открыл встречу и сколько было человек"]
)
def test_a_cry_in_the_same_breath_as_a_question_is_heard(
    recogniser: Recogniser, question: str, disclosure: str
) -> None:
    levels = {
        sign and sign.level
        for text in (f"{question} {disclosure}", f"{disclosure} {question}")
        for sign in [recogniser.recognise(text)]
    }

    assert levels == {"first"}


@pytest.mark.parametrize(
    ("disclosure", "crisis"),
    [
        ("мені бывший изнасиловал бір апта бұрын", "sexual"),
        ("күйеуім бьёт когда пьяный", "disclosure"),
        ("мені избил жігітім", "disclosure"),
        ("муж ұрады каждый раз", "disclosure"),
        ("мені преследует бывший", "stalking"),
        ("мені душит күйеуім", "danger"),
    ],
)
def test_a_cry_in_two_languages_beside_a_question_is_heard(
    recogniser: Recogniser, disclosure: str, crisis: str
) -> None:
    sign = recogniser.recognise(f"Скажите, осы шараңызда заң туралы айтылды ғой, {disclosure}, қай күні болды")

    assert (sign and sign.level, sign and sign.crisis) == ("first", crisis)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("мне хоть в окно прыгай", "suicide"),
        ("хоть в петлю лезь", "suicide"),
        ("хоть с моста прыгай", "suicide"),
        ("хочу вскрыть вены", "suicide"),
        ("тамырымды кесіп тастағым келеді", "suicide"),
        ("асылып қалам", "suicide"),
        ("i will poison myself", "suicide"),
        ("сестра хочет отравиться", "suicide_other"),
        ("брат хочет утопиться", "suicide_other"),
        ("муж вскрыл вены", "suicide_other"),
        ("әпкем у ішпек", "suicide_other"),
        ("інім тамырын кесті", "suicide_other"),
        ("my sister wants to take poison", "suicide_other"),
        ("my sister wants to overdose", "suicide_other"),
        ("my mom slit her wrists", "suicide_other"),
        ("пытался поджечь меня", "danger"),
        ("пытался сбить меня машиной", "danger"),
        ("он связал меня и не отпускает", "danger"),
        ("маған қайнаған су шашты", "danger"),
        ("he poured boiling water on me", "danger"),
        ("he put a pillow on my face", "danger"),
        ("they tied me up and left", "danger"),
        ("муж разбил мне губу", "disclosure"),
        ("күйеуім ернімді жарды", "disclosure"),
        ("он давил мне на шею", "disclosure"),
        ("муж держал меня за горло", "disclosure"),
        ("ол тамағымнан қысты, көзім қарауытты", "disclosure"),
        ("his hands around my throat", "disclosure"),
        ("couldn't breathe since he held my throat", "disclosure"),
    ],
)
def test_what_is_said_outright_is_heard_of_whom_it_is_said(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.found_by, sign.crisis) == ("rule", crisis)


@pytest.mark.parametrize(
    "text",
    [
        "in the film he pours boiling water on her",
        "в фильме он схватил её за горло",
        "какое наказание за поджог",
        "оператор меня связал с психологом",
        "how many people overdose in a year",
        "фильмде ол өзін өртей ме",
    ],
)
def test_what_a_film_or_a_law_tells_is_said_of_nobody(recogniser: Recogniser, text: str) -> None:
    assert not recogniser.is_outright(text)


def test_one_sentence_of_several_alarms_less_than_by_itself(recogniser: Recogniser) -> None:
    alone = recogniser.recognise("Мне страшно.")
    beside = recogniser.recognise("Где показывали фильм Гульмира? Мне страшно.")

    assert alone is not None
    assert beside is not None
    assert beside.alarm < alone.alarm


@pytest.mark.parametrize(
    "text", ["нужен юрист по разводу, он меня не избивает", "где подать на развод, муж не бьёт меня и не угрожает"]
)
def test_what_a_clause_denies_is_weighed_only_with_its_message(
    reader: Reader, recogniser: Recogniser, text: str
) -> None:
    message = Message(text, reader)
    by_itself = reader.read(text.partition(", ")[2])

    assert recogniser.loudest(message) == message.whole
    assert by_itself.alarm > PLAIN_CLAUSE


def test_a_clause_that_says_it_is_heard_beside_one_that_denies(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мужу не нравится моя работа, он меня бьёт, где взять справку о доходах")

    assert sign is not None
    assert sign.level == "first"


def test_words_that_may_hurt_are_sent_only_where_they_are_surely_meant(dialogue: Dialogue) -> None:
    texts = [q.text for q in read_questions([QUESTIONS / "crisis.jsonl"])]
    recogniser = dialogue.understanding.recogniser
    loudest = {text: recogniser.loudest(Message(text, recogniser.reader)) for text in texts}
    doubted = [text for text, read in loudest.items() if read.crisis and read.share < 0.5]
    sent = {sign.crisis for text in doubted if (sign := recogniser.recognise(text)) and sign.found_by == "learned"}

    assert doubted
    assert not sent & {"perpetrator", "child", "sexual"}


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("i am scared of her", "distress"),
        ("я сам ее боюсь", "distress"),
        ("мен әйелімнен қорқамын", "distress"),
        ("i pushed him because he hit me first", "disclosure"),
        ("ол ұрды, мен де итеріп жібердім", "disclosure"),
        ("i am falsely accused of hitting my wife", "distress"),
        ("жена врет что я ее бью", "distress"),
        ("бір әйелді апардым жылап отырды", "distress"),
    ],
)
def test_who_did_nothing_is_not_told_to_answer_for_it(recogniser: Recogniser, text: str, crisis: str) -> None:
    loudest, sign = recogniser.loudest(Message(text, recogniser.reader)), recogniser.recognise(text)

    assert loudest.crisis == "perpetrator"
    assert (sign and sign.level, sign and sign.crisis) == ("first", crisis)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("hit my wife, it scares me", "perpetrator"),
        ("ударил жену. меня это пугает", "perpetrator"),
        ("я боюсь что ударю ее", "perpetrator"),
        ("i'm afraid of what i'll do to her", "perpetrator"),
        ("жена меня ударила, толкнула сына", "disclosure"),
        ("она меня толкнула, ударила сына", "disclosure"),
    ],
)
def test_who_did_it_is_told_where_nothing_was_done_to_them(recogniser: Recogniser, text: str, crisis: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert sign.crisis == crisis


@pytest.mark.parametrize(
    "text", ["жасым 28, әкем ұрады", "28 жастамын, әкем ұрады", "маған 28, әкем ұрады", "мне уже 28 а папа бьет"]
)
def test_ones_age_in_another_clause_keeps_the_words_for_a_child_away(recogniser: Recogniser, text: str) -> None:
    loudest, sign = recogniser.loudest(Message(text, recogniser.reader)), recogniser.recognise(text)

    assert loudest.crisis == "child"
    assert (sign and sign.level, sign and sign.crisis == "child") == ("first", False)


def test_a_rule_spares_whom_the_words_of_its_class_are_not_for(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мені зорлап күйеуге беріп жатыр")

    assert sign is not None
    assert (sign.crisis, sign.found_by) == ("distress", "rule")


def test_the_age_of_who_hits_keeps_the_words_for_a_child_where_they_are(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("мне тринадцать, папа бьет, ему 45")

    assert sign is not None
    assert sign.crisis == "child"


@pytest.mark.parametrize(
    ("share", "above", "crisis"), [(0.5, 0.2, "distress"), (0.7, 0.2, "suicide"), (0.5, 0.8, "suicide")]
)
def test_a_faint_alarm_that_may_mean_something_else_gets_neutral_words(
    dialogue: Dialogue, share: float, above: float, crisis: str
) -> None:
    reader, text = dialogue.understanding.reader, "мен неге туылдым екен осы"
    recogniser = Recogniser(Matcher(reader))
    recogniser.thresholds = replace(reader.thresholds, correction=Correction())
    alarm = recogniser.thresholds.grave + above
    read = replace(reader.read(text), crisis="suicide", share=share, alarm=alarm)
    sign = recogniser.sign_of(Message(text, reader, read))

    assert sign is not None
    assert (sign.crisis, sign.level) == (crisis, "first")


@pytest.mark.parametrize(
    "text",
    [
        "кто снял фильм про гульмиру он держит меня взаперти и отобрал телефон",
        "I wanted to ask who directed the film about Gulmira I am afraid to go home he has a knife",
        "фильмнің режиссері кім еді айтып жіберіңізші күйеуім мені үйге қамап телефонымды алып қойды",
    ],
)
def test_a_cry_is_heard_behind_a_question_without_a_full_stop(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind == "crisis"


def test_a_cry_beside_a_question_about_the_event_is_heard_by_whoever_asks(
    dialogue: Dialogue, recogniser: Recogniser
) -> None:
    sign = recogniser.recognise(BESIDE_A_QUESTION)

    assert (sign and sign.level, sign and sign.found_by) == ("first", "half")
    assert dialogue.alarms(BESIDE_A_QUESTION) is dialogue.help.alarms(BESIDE_A_QUESTION) is True
    assert dialogue.help.reply_to(question(BESIDE_A_QUESTION)).kind == "crisis"


@pytest.mark.parametrize(("alarm", "is_heard"), [(-2.7, True), (-2.9, False)])
def test_half_of_a_message_may_be_raised_by_one_and_a_half_at_most(
    matcher: Matcher, alarm: float, is_heard: bool
) -> None:
    class OfThisAlarm(Message):
        def read_if_loud(self, said: tuple[str, ...], least: float) -> Reading | None:
            return replace(self.read(said), crisis="disclosure", alarm=alarm) if alarm >= least else None

    recogniser = Recogniser(matcher)
    recogniser.thresholds = Thresholds(99.0, 99.0, 99.0, Correction(offset=2.0))
    sign = recogniser.sign_of(OfThisAlarm(BESIDE_A_QUESTION, matcher.reader))

    assert (sign is not None and sign.found_by == "half") is is_heard


@pytest.mark.parametrize(("below", "is_heard"), [(3.9, True), (4.1, False)])
def test_an_alarm_may_be_raised_by_four_at_most(matcher: Matcher, below: float, is_heard: bool) -> None:
    text, recogniser = "мен неге туылдым екен осы", Recogniser(matcher)
    recogniser.thresholds = Thresholds(0.0, 0.0, 0.0, Correction(offset=5.0))
    read = replace(matcher.reader.read(text), crisis="disclosure", share=1.0, alarm=-below)

    assert (recogniser.sign_of(Message(text, matcher.reader, read)) is not None) is is_heard


@pytest.mark.parametrize(("share", "crisis"), [(0.45, "distress"), (0.55, "disclosure")])
def test_where_the_likeliest_class_is_not_meant_the_next_must_speak_for_half_of_the_rest(
    matcher: Matcher, share: float, crisis: str
) -> None:
    text, recogniser = "i am 45 years old and it is hard", Recogniser(matcher)
    recogniser.thresholds = Thresholds(0.0, 0.0, 0.0)
    others = {"disclosure": share, "sexual": 0.5 * (1 - share), "stalking": 0.5 * (1 - share)}
    margins = {"crisis.child": 9.0, **{f"crisis.{name}": log(part) for name, part in others.items()}}
    read = replace(matcher.reader.read(text), margins=margins, crisis="child", share=1.0, alarm=9.0)
    sign = recogniser.sign_of(Message(text, matcher.reader, read))

    assert sign is not None
    assert sign.crisis == crisis


def test_half_of_a_message_is_heard_only_beside_the_event(knowledge: Knowledge, learned: Learned) -> None:
    without = Recogniser(Matcher(Reader(replace(knowledge, entries={}), learned)))
    sign = without.recognise(BESIDE_A_QUESTION)

    assert sign is None or sign.found_by != "half"


def test_what_a_man_does_not_do_is_no_rule(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("в фильме он её не бьёт, где посмотреть фильм гульмира")

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize(
    "text",
    [
        "когда было мероприятие",
        "кто снял гульмиру",
        "what is economic violence",
        "іс-шара қайда өтті",
        "сколько женщин обращается за помощью в казахстане",
    ],
)
def test_a_question_about_the_event_or_its_subject_is_no_crisis(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize(
    ("thresholds", "level"),
    [
        (Thresholds(grave=-99.0, first=-99.0, soft=-99.0), "first"),
        (Thresholds(grave=99.0, first=99.0, soft=-99.0), "soft"),
    ],
)
def test_two_thresholds_make_two_levels(
    knowledge: Knowledge, learned: Learned, thresholds: Thresholds, level: str
) -> None:
    sign = Recogniser(Matcher(Reader(knowledge, replace(learned, thresholds=thresholds)))).recognise(
        "где же это всё было тогда"
    )

    assert sign is not None
    assert (sign.level, sign.found_by) == (level, "learned")


def test_lines_that_are_no_cry_for_help_hush_a_message_like_them(knowledge: Knowledge, learned: Learned) -> None:
    hushing = replace(learned.thresholds, correction=Correction(unanswered=5.0))
    recogniser = Recogniser(Matcher(Reader(knowledge, replace(learned, thresholds=hushing))))
    calm = recogniser.reader.read(knowledge.crisis["calm"].near_misses["en"][0])
    cry = recogniser.reader.read("my husband beats me")

    assert recogniser.corrected(calm) < calm.alarm - 2
    assert recogniser.corrected(calm) - calm.alarm < recogniser.corrected(cry) - cry.alarm


def test_a_knowledge_that_was_never_fitted_still_knows_its_examples(knowledge: Knowledge) -> None:
    unfitted = Recogniser(Matcher(Reader(without_entries(knowledge))))
    signs = [unfitted.recognise(c.examples[code][0]) for c in knowledge.crisis.values() for code in c.examples]

    assert signs
    assert all(signs)


@pytest.mark.parametrize("text", ["unicorns", "xyzzy qwrtp", "x" * 4096])
def test_where_nothing_was_learned_unknown_words_are_no_sign(small_knowledge: Knowledge, text: str) -> None:
    assert Recogniser(Matcher(Reader(small_knowledge))).recognise(text) is None


@pytest.mark.parametrize(
    "text", ["my husband beats me every day", "он меня бьёт", "ол мені ұрады", "i want to die", "он ломится в дверь"]
)
def test_what_was_shown_before_never_hushes_a_cry_for_help(dialogue: Dialogue, text: str) -> None:
    at = datetime(2024, 11, 28, 12)
    shown = dialogue.reply_to(Question("tell me about Gulmira", at)).memory

    assert dialogue.reply_to(Question(text, at), shown).kind == "crisis"


@pytest.mark.parametrize("text", ["", "🙂", "where is the fair"])
def test_a_rule_or_safe_word_without_letters_sets_off_nothing(small_knowledge: Knowledge, text: str) -> None:
    danger = replace(small_knowledge.crisis["danger"], rules=("*", "where *"))
    crisis = {**small_knowledge.crisis, "danger": danger}
    careless = replace(small_knowledge, crisis=crisis, safe_words=frozenset({"!!!"}))

    assert Recogniser(Matcher(Reader(careless))).recognise(text) is None


@pytest.mark.parametrize("text", ["кто в фильме хочет утопиться", "who wants to drown herself in the film"])
def test_whoever_asks_of_a_film_in_which_somebody_wants_to_die_fears_for_nobody(
    recogniser: Recogniser, text: str
) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.found_by != "rule"


@pytest.mark.parametrize("text", ["где афиша форума, у него пистолет", "здравствуйте, у него пистолет"])
def test_a_grave_half_is_heard_whatever_stands_beside_it(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is not None
    assert (sign.crisis, sign.level) == ("danger", "first")


def test_a_loud_half_that_is_not_grave_is_heard_whatever_stands_beside_it(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("где афиша форума, кеше тағы ұрды")

    assert sign is not None
    assert (sign.crisis, sign.level, sign.found_by) == ("disclosure", "first", "half")


def test_a_faint_half_is_not_heard_beside_thanks(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("спасибо, стало легче")

    assert sign is None or sign.level == "soft"
