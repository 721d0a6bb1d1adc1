"""S5a: the words of help are those for whoever writes, for who was hurt or who hurts, and for a child.

Of `speaker.py`, `addressing.py` and the rules in `knowledge/crisis/`, with what was learned beside them.
"""

from __future__ import annotations

import pytest

from bot.core.dialogue import Dialogue
from tests.support.questions import question


@pytest.mark.parametrize(
    "text",
    [
        *("жена ушла к матери как её вернуть", "my wife left me and i want her back"),
        *("меня обвиняют в насилии, я этого не делал", "they accuse me of violence, i did not do it"),
    ],
)
def test_a_man_whose_wife_left_or_who_is_accused_is_not_told_what_is_said_to_either_side(
    dialogue: Dialogue, text: str
) -> None:
    assert dialogue.reply_to(question(text)).crisis in ("distress", None)


@pytest.mark.parametrize(
    "text", ["я ударил жену, она ушла к матери, как её вернуть", "i hit my wife, she left me, i want her back"]
)
def test_who_hit_her_is_told_so_though_she_left(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "perpetrator"


@pytest.mark.parametrize(
    "text",
    [
        *("хочу уйти, не могу больше так жить с ним", "хочу уйти но люблю его", "я хочу уйти но дети"),
        *("кеткім келеді, онымен бұлай өмір сүре алмаймын", "i want to leave, i can't live like this with him anymore"),
    ],
)
def test_a_wish_to_leave_somebody_is_no_wish_to_die(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis in ("disclosure", "distress")


@pytest.mark.parametrize(
    "text",
    [
        *("не хочу жить с мужем, хочу повеситься", "хочу умереть, не могу жить с ним", "хочу уйти, всем будет легче"),
        *("хочу уйти из жизни", "i can't live with him, i want to die"),
    ],
)
def test_who_wants_to_die_is_heard_whatever_the_reason(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "suicide"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("муж бьет маму и меня", "disclosure"),
        ("отец бьет маму и меня заодно", "child"),
        ("kocam beni dövüyor", "disclosure"),
    ],
)
def test_a_rule_that_says_to_whom_it_happens_outweighs_who_else_is_hit(
    dialogue: Dialogue, text: str, crisis: str
) -> None:
    assert dialogue.reply_to(question(text)).crisis == crisis


@pytest.mark.parametrize(
    "text",
    [
        *(
            "он знает как бить чтобы не было следов",
            "how can he hit me without leaving marks",
            "i was touched as a kid",
        ),
        *("I pushed her away because she was hitting me", "итеріп жібердім, себебі ол ұрып жатты"),
        *("я ударила его, потому что он бил ребёнка", "I hit him in self-defence, am I bad"),
        *("ол із қалмайтындай ұрады", "как муж может следить за телефоном жены", "i was molested by my grandson"),
    ],
)
def test_who_was_hurt_is_not_taken_for_who_hurts(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis not in (None, "perpetrator")


@pytest.mark.parametrize("text", ["мен қорғанып ұрдым", "I hit him back, am I an abuser too?"])
def test_the_page_for_who_hurts_does_not_stand_beside_the_words_for_who_struck_back(
    dialogue: Dialogue, text: str
) -> None:
    assert dialogue.reply_to(question(text)).entry != "support.perpetrator"


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("мне 17 и мне угрожают слить фото", "child"),
        ("I'm 15 and he will leak my photos", "child"),
        ("мен 17демін фотоларымды таратам дейді", "child"),
        ("мне 13 и живот растёт", "child"),
        ("I touched my cousin when I was drunk, she was asleep", "perpetrator"),
        ("мы с другом украли девушку, она плачет в комнате", "perpetrator"),
        ("бала кезімде өгей әкем тиісетін", "sexual"),
        ("I don't want to sleep with him but he makes me", "sexual"),
        ("начальник шлёпнул по попе", "sexual"),
        ("they force me to have sex with clients", "danger"),
        ("паспортымды алып қойды, жібермейді", "danger"),
        ("they took my passport and I'm forced to work", "danger"),
        ("хозяин кафе забрал документы и не платит", "danger"),
        ("I don't want to be alone tonight", "distress"),
        ("I don't want to live with him anymore", "distress"),
        ("не хочу жить с мужем", "distress"),
        ("i don't want to live anymore", "suicide"),
        ("мой папа бьёт маму, я взрослый", "other"),
        ("i am a nurse, a girl in class 8 says her dad hits her", "other"),
        ("я в 8 классе, папа бьёт маму", "child"),
        ("как отказать сыну, он пугает что уйдёт из жизни", "suicide_other"),
        ("ұлым ақша бермесең өлемін дейді", "suicide_other"),
        ("друг на мосту", "suicide_other"),
        ("my roommate comes into my bed at night", "sexual"),
        ("дочь 13 встречается с парнем 19", "other"),
        ("екінші балама жүктімін, ол ішіп алса өзін ұстай алмайды", "disclosure"),
        ("iship alsa ozin ustai almaidy", "disclosure"),
        ("муж когда выпьет себя не контролирует", "disclosure"),
        ("when he drinks he can't control himself", "disclosure"),
        ("бір күні мені өлтіріп тынады", "danger"),
        ("оның қолынан өлем", "danger"),
        ("менімен жатпақшы болды", "sexual"),
        ("қорлап кетті мені үш жігіт", "sexual"),
        ("ағам түнде келіп жаныма жатады", "sexual"),
        ("жездем маған соқтыға береді апкем жоқта", "sexual"),
        ("баламнан мектепте ақша талап етеді үлкендер", "other"),
        ("ставкаға бәрін ұтылдым, асылам", "suicide"),
        ("бәрі бекер екен, шешімімді қабылдадым, ренжімеңіздер маған", "suicide"),
        ("мені жерлегенде ақ көйлегімді кигізіңдер", "suicide"),
    ],
)
def test_the_words_are_those_for_whoever_writes(dialogue: Dialogue, text: str, crisis: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == crisis


@pytest.mark.parametrize(
    "text",
    [
        *("мне 16 лет, мой парень меня душил", "мне 15, папа душит", "I'm 16, my boyfriend strangled me"),
        "мен 17демін, жігітім буындырды",
    ],
)
def test_a_child_whose_neck_was_squeezed_reads_of_a_doctor_as_a_child(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    to_child = {"kk": "Сен ", "ru": "доверяешь", "en": "An adult"}

    assert {"kk": "Мойн", "ru": "шею", "en": "neck"}[reply.language] in reply.text
    assert to_child[reply.language] in reply.text


@pytest.mark.parametrize(
    "text",
    [
        *("папа повесился вчера", "папа повесился, мне 20, как жить", "мой брат покончил с собой в прошлом году"),
        *("інім өз-өзіне қол жұмсады, былтыр", "my dad hanged himself last month"),
        *("досым өзін өлтіріп қойды, неге байқамадым", "қызымды күйеуі өлтіріп кетті"),
        "ағам асылып өлді, бір ай болды",
    ],
)
def test_whoever_mourns_is_not_told_to_call_before_it_gets_worse(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).entry == "support.grief"


@pytest.mark.parametrize("text", ["мой брат повесился", "папа повесился только что"])
def test_whoever_found_somebody_just_now_is(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "suicide_other"


@pytest.mark.parametrize(
    "text",
    [
        *("қызым 15те, үйге келмейді, бір ағаймен жүр екен отыздағы", "ұлым 13те, мектепте ұрады екен"),
        *("құлағым естімейді, балам да, мектепте оны ұрады", "қызым 12де, ағасы түнде бөлмесіне кіреді"),
    ],
)
def test_who_tells_of_their_child_is_spoken_to_as_whoever_can_help_it(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "other"


@pytest.mark.parametrize(
    ("text", "word"),
    [("мен 9дамын, мамам оянбай жатыр, әкем ұрды", "шал."), ("нам по 12, убежали из дома, холодно", "замерзаешь")],
)
def test_children_are_spoken_to_as_children_however_they_tell_their_age(
    dialogue: Dialogue, text: str, word: str
) -> None:
    assert word in dialogue.reply_to(question(text)).text


@pytest.mark.parametrize("text", ["допоможіть, чоловік б'є мене", "допоможіть, мене б'є чоловік", "чоловік б'є"])
def test_a_ukrainian_cry_is_heard_as_blows(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "disclosure"


@pytest.mark.parametrize(
    "text",
    [
        *("боюсь отца разочаровать", "my mom scares me with ghost stories", "ағам маған тиесілі үйді сатты"),
        *("муж берёт машину когда хочет", "i told them no five times", "the kids hit each other"),
        *("показ снова начался", "sorry, i just came in late", "я следующая выступаю", "i choked on a bone"),
    ],
)
def test_what_shares_the_words_of_a_cry_and_is_none_brings_no_help_first(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).kind != "crisis"


@pytest.mark.parametrize("text", ["i raped you he said", "мен оны зорладым дейді", "i was drunk and raped her"])
def test_rape_that_may_be_quoted_gets_the_words_for_neither_side(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "distress"


@pytest.mark.parametrize(
    "text",
    [
        *("бұл сабақ бір күні мені өлтіреді", "анамның мойнына асыламын", "балам менімен жатпақшы болды"),
        *("сіңлімді былтыр алып қашты, қазір бақытты", "фильмде қызды сүйреп барады", "муж сестры режет мясо ножом"),
    ],
)
def test_jests_stories_and_what_went_well_are_no_cries(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis is None


@pytest.mark.parametrize(
    "text", ["балаларыма айқайлап жіберем ол ұрғаннан кейін", "после того как муж меня бьёт, я кричу на детей"]
)
def test_a_beaten_mother_who_shouts_is_not_told_to_answer_for_it(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis in ("disclosure", "distress")
