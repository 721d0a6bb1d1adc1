"""S28: a crisis class has other words for some of those whom it is for, such as somebody who has done it already."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.crisis_classes import DANGER
from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge, Variant
from bot.core.model import NOTHING_REMEMBERED, Memory
from bot.core.understanding.distress.recogniser import Recogniser
from tests.support.questions import NOON, question
from tests.support.recognisers import unlearned

JUST_AFTER_OTHERS_HELP = Memory(
    last_language="ru", shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="suicide_other"
)


def with_variants(knowledge: Knowledge, **variants: Variant) -> Recogniser:
    """Of the class danger."""
    danger = knowledge.crisis[DANGER]._replace(variants=variants)
    return unlearned(replace(knowledge, crisis={**knowledge.crisis, DANGER: danger}))


def variant(*when: str, not_for: tuple[str, ...] = ()) -> Variant:
    return Variant(when, {"ru": "{number:112}", "en": "{number:112}"}, "help.numbers", not_for)


@pytest.mark.parametrize(
    ("text", "variant_id"),
    [
        ("this is a sign of danger", None),
        ("this is a sign of danger, a blue lamp", "blue"),
        ("a red lamp, a sign of danger", "red"),
        ("a sign of danger and a red lamp beside a blue lamp", "blue"),
        ("a sign of danger, not blue lamp", None),
        ("a sign of danger, an old blue lamp", None),
    ],
)
def test_the_first_variant_that_is_meant_counts(small_knowledge: Knowledge, text: str, variant_id: str | None) -> None:
    blue, red = variant("blue lamp", not_for=("old blue",)), variant("red lamp")
    recogniser = with_variants(small_knowledge, blue=blue, red=red)
    sign = recogniser.recognise(text)

    assert sign
    assert (sign.crisis, sign.variant) == (DANGER, variant_id)


def test_what_asks_for_a_variant_is_no_cry_by_itself(small_knowledge: Knowledge) -> None:
    recogniser = with_variants(small_knowledge, blue=variant("blue lamp"))
    other = recogniser.recognise("a sign of distress, a blue lamp")

    assert recogniser.recognise("a blue lamp") is None
    assert other
    assert other.variant is None


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("таблетки уже выпила", "suicide.attempted"),
        ("i took 30 pills", "suicide.attempted"),
        ("дәрі ішіп қойдым", "suicide.attempted"),
        ("дари ишип койдым", "suicide.attempted"),
        ("порезала вены", "suicide.attempted"),
        ("выпила уксус", "suicide.attempted"),
        ("крысиный яд съела", "suicide.attempted"),
        ("тышқан уын ішіп қойдым", "suicide.attempted"),
        ("I drank insecticide", "suicide.attempted"),
        ("I'm 12 i ate all of mum's sleeping tablets", "suicide.attempted"),
        ("я хочу утопить детей и утопиться", "suicide.with_children"),
        ("бар балаларымды ертіп өзенге секірем", "suicide.with_children"),
        ("I want to kill my kids and then myself", "suicide.with_children"),
        ("я трясла малыша, он теперь вялый", "danger.baby_limp"),
        ("баланы ұрып жібердім, есінен танып қалды", "danger.baby_limp"),
        ("I threw my baby on the bed and he is not moving", "danger.baby_limp"),
        ("боюсь что придушу младенца", "danger.baby_shaken"),
        ("готова убить ребёнка, орёт третий час", "danger.baby_shaken"),
        ("the voices say hurt him", "danger.baby_shaken"),
        ("дауыстар балаңды өлтір дейді", "danger.baby_shaken"),
        ("көшеде қыздың стақанына бірдеңе салды", "danger.next_door"),
        ("босанғаннан кейін баламды тұншықтырғым келеді", "danger.baby_shaken"),
        ("I'm afraid I'll smother my baby", "danger.baby_shaken"),
        ("я в Польше, сожитель душит", "danger.abroad"),
        ("шетелде тұрамын, күйеуім ұрады", "disclosure.abroad"),
        ("I live in Dubai and my husband hits me", "disclosure.abroad"),
        ("I live in Norway and my husband hits me", "disclosure.abroad"),
        ("живу в Греции, муж бьет меня", "disclosure.abroad"),
        ("Данияда тұрамын, күйеуім ұрады", "disclosure.abroad"),
        ("учусь в Китае, меня изнасиловали", "sexual.abroad"),
        ("подруга выпила таблетки", "suicide_other.attempted"),
        ("he swallowed pills", "suicide_other.attempted"),
        ("досым көп дәрі ішіп қойды", "suicide_other.attempted"),
        ("дядя трогал меня когда мне было 7", "sexual.long_ago"),
        ("меня изнасиловали 10 лет назад", "sexual.long_ago"),
        ("i was raped as a child", "sexual.long_ago"),
        ("бала кезімде мені зорлаған", "sexual.long_ago"),
        ("учительница бьет детей", "other.child_hurt"),
        ("мой ребенок рассказал что тренер трогал его", "other.child_hurt"),
        ("the neighbours beat their kids", "other.child_hurt"),
        ("тәрбиеші баланы сабайды", "other.child_hurt"),
        ("I hit my wife and she's bleeding", "danger.wounded"),
        ("әйелімді ұрдым, қан кетіп жатыр", "danger.wounded"),
        ("he made me swallow pills", "danger.wounded"),
        ("он подмешал мне снотворное", "danger.wounded"),
        ("шайыма бірдеңе қосып берді", "danger.wounded"),
        ("беременна, 7 месяц, ударил в живот", "danger.wounded"),
        ("жүктімін, ішімнен тепті", "danger.wounded"),
        ("I am pregnant and he kicked my belly", "danger.wounded"),
        ("внук толкнул меня, не могу встать", "danger.wounded"),
        ("муж забрал мой инсулин", "danger.wounded"),
        ("такси везёт не туда", "danger.held"),
        ("the taxi driver locked the doors", "danger.held"),
        ("таксист тоқтамай жатыр", "danger.held"),
        ("он запер меня и ушел на вахту, ключей нет", "danger.held"),
        ("мы тонем", "danger.held"),
        ("я в багажнике", "danger.held"),
        ("машинаның жүк салғышындамын", "danger.held"),
        ("the taxi driver is going the wrong way", "danger.held"),
        ("он бьёт меня, звонить не могу, он слышит", "danger.cannot_call"),
        ("I can't call, he would hear", "danger.cannot_call"),
        ("ұрып жатыр, қоңырау шала алмаймын, ол естиді", "danger.cannot_call"),
        ("муж ломает дверь, симки нет", "danger.cannot_call"),
        ("пишу тихо из ванной, он за дверью", "danger.cannot_call"),
        ("он смыл мои таблетки от эпилепсии", "danger.wounded"),
        ("после его чая не чувствую рук", "danger.wounded"),
        ("баламды сілкіп жібердім, енді былжырап жатыр", "danger.baby_limp"),
        ("он сжал мне горло, я упала", "danger.strangled"),
        ("мойнымнан қысқанда есімнен танып қалыппын", "danger.strangled"),
        ("анам еденде жатыр, жауап бермейді", "danger.ill_or_hurt"),
        ("мама наглоталась таблеток", "suicide_other.attempted"),
        ("мама, я наглоталась таблеток", "suicide.attempted"),
        ("my mum took all her pills", "suicide_other.attempted"),
        ("скорая едет", "danger.on_its_way"),
        ("стоим на улице с детьми, минус тридцать", "danger.cold"),
        ("боранда далада қалдық, балалармен", "danger.cold"),
        ("he threw us out with the kids, it's minus twenty", "danger.cold"),
        ("муж уехал, мы с детьми внутри, еда кончается", "danger.held"),
        ("we are locked inside with the children and food is running out", "danger.held"),
        ("балаларыммен қамалып отырмыз, тамақ жоқ", "danger.held"),
        ("хозяйка хостела забрала телефон, говорит отработаешь", "danger.trafficking"),
        ("обещали кафе, а привезли в сауну", "danger.trafficking"),
        ("the owner took my passport, says work it off", "danger.trafficking"),
        ("если вернусь домой, меня выдадут замуж", "danger.bride"),
        ("үйге барсам мені күйеуге береді", "danger.bride"),
        ("в Стамбуле меня муж бьёт", "disclosure.abroad"),
        ("in Germany my husband beats me", "disclosure.abroad"),
        ("в Москве муж бьёт, я из Костаная", "disclosure.abroad"),
        ("участковый пишет мне по ночам", "disclosure.police_ties"),
        ("полицей түнде маған жазады", "disclosure.police_ties"),
        ("the officer who took my statement texts me at night", "disclosure.police_ties"),
        ("сосед возит меня на машине и трогает", "sexual.touched"),
        ("жездем мені машинамен апара жатып сипайды", "sexual.touched"),
        ("my neighbour drives me and touches me", "sexual.touched"),
        ("лифтте біреу қысты мені", "sexual.touched"),
        ("мужчина в лифте прижался и вышел", "sexual.touched"),
        ("мой отчим педофил", "other.child_hurt"),
        ("my autistic son was touched by the driver", "other.child_hurt"),
        ("баламды автобус жүргізушісі сипады", "other.child_hurt"),
        ("білегімді кестім", "suicide.attempted"),
        ("мен кетсем өзін өлтіремін дейді", "suicide_other.threat"),
        ("the baby won't stop crying and I'm about to lose it", "perpetrator.child_hurt"),
        ("малыш орёт, я сейчас сорвусь", "perpetrator.child_hurt"),
        ("жедел жәрдем шақырдым", "danger.on_its_way"),
        ("I called the police, they are coming", "danger.on_its_way"),
        ("заперли в Стамбуле", "danger.abroad"),
        ("he locked me in our flat in Dubai", "danger.abroad"),
        ("Стамбулда пәтерде қамаулымын", "danger.abroad"),
        ("хочу убить своего мужа", "danger.would_kill"),
        ("тамақтан буып тастады", "danger.strangled"),
        ("мой брат бьет жену", "other.who_hits"),
        ("my son hit his girlfriend", "other.who_hits"),
        ("балам келінімді ұрады", "other.who_hits"),
        ("моя одноклассница режет себя", "suicide_other.under_age"),
        ("my classmate cuts herself", "suicide_other.under_age"),
        ("сыныптасым өзін кеседі", "suicide_other.under_age"),
        ("я защищалась и ранила мужа ножом", "danger.struck_back"),
        ("I stabbed my husband", "danger.struck_back"),
        ("күйеуімді пышақтап алдым, өзімді қорғадым", "danger.struck_back"),
        ("күйеуім ұрып жатқанда пышақпен тартып жібердім", "danger.struck_back"),
        ("я боюсь что убью его", "danger.would_kill"),
        ("I'll kill the man who hurt my sister", "danger.would_kill"),
        ("I want to go and break his legs", "danger.would_kill"),
        ("өлтірем оны", "danger.would_kill"),
        ("I'm going to kill my husband", "danger.would_kill"),
        ("мне хочется потрогать племянницу", "perpetrator.child_hurt"),
        ("I feel the urge to hit my kids", "perpetrator.child_hurt"),
        ("баламды ұрғым келеді", "perpetrator.child_hurt"),
        ("оның аяғын сындырамын", "danger.would_kill"),
        ("nf,ktnrb e;t dsgbkf", "suicide.attempted"),
        ("в котором часу начало и я выпила таблетки", "suicide.attempted"),
    ],
)
def test_the_shipped_variants_are_found(dialogue: Dialogue, text: str, variant: str) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.crisis, sign.variant) == (variant.partition(".")[0], variant)


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("хочу умереть", "suicide"),
        ("хочу выпить таблетки и не проснуться", "suicide"),
        ("я не пила таблетки но хочу умереть", "suicide"),
        ("дәрі ішіп өлгім келеді", "suicide"),
        ("подруга хочет отравиться", "suicide_other"),
        ("дос қызым өлгісі келетінін жазды", "suicide_other"),
        ("бывшая одноклассница режет себя", "suicide_other"),
        ("a friend raped me last night", "sexual"),
        ("он изнасиловал меня на вечеринке", "sexual"),
        ("меня вчера изнасиловали, а в детстве трогал дядя", "sexual"),
        ("мені кеше зорлап кетті", "sexual"),
        ("подругу муж бьет", "other"),
        ("my friend's husband hits her", "other"),
        ("внук бьет бабушку", "other"),
    ],
)
def test_whoever_else_is_in_that_distress_gets_the_words_of_its_class(
    dialogue: Dialogue, text: str, crisis: str
) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.crisis, sign.variant) == (crisis, None)


def test_it_is_a_variant_of_the_class_as_which_the_sign_counts_after_help(dialogue: Dialogue) -> None:
    sign = dialogue.understanding.decide(question("выпила все таблетки", minutes=1), JUST_AFTER_OTHERS_HELP).sign

    assert sign
    assert (sign.crisis, sign.variant) == ("suicide_other", "suicide_other.attempted")


@pytest.mark.parametrize(
    "text",
    [
        "он сказал что убьет себя если я уйду",
        "он грозится повеситься если я подам на развод",
        "he says he'll kill himself if I leave",
        "my ex threatens to hang himself if i break up with him",
        "кетсем өзімді өлтірем дейді",
        "ажырассам асыламын дейді",
    ],
)
def test_who_hears_a_threat_for_wanting_to_leave_is_not_asked_to_care(dialogue: Dialogue, text: str) -> None:
    before = Memory(shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="disclosure")
    replies = [dialogue.reply_to(question(text)), dialogue.reply_to(question(text, minutes=1), before)]
    pressure = {"ru": "это давление", "en": "a form of pressure", "kk": "бұл — қысым"}

    assert [reply.crisis for reply in replies] == ["suicide_other"] * 2
    assert [pressure[reply.language] in reply.text for reply in replies] == [True, True]


@pytest.mark.parametrize("text", ["хочу умереть если он уйдет", "i will kill myself if i leave him"])
def test_who_would_die_themselves_gets_the_words_for_that(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "suicide"


@pytest.mark.parametrize(
    "text",
    [
        "дочка 14 лет молчит и режет себе руки",
        "сын хочет умереть",
        "my daughter cuts herself",
        "my son wants to kill himself",
        "қызым қолын кеседі",
        "дочка говорит убью себя если ты уйдешь",
    ],
)
def test_a_parent_is_told_how_to_stay_near_a_child(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    not_blamed = {
        "ru": "ни вы, ни ваш ребёнок",
        "en": "Neither you nor your child",
        "kk": "сіз де, балаңыз да кінәлі емес",
    }

    assert reply.crisis == "suicide_other"
    assert not_blamed[reply.language] in reply.text


@pytest.mark.parametrize("text", ["подруга хочет отравиться", "муж хочет повеситься, дочка плачет"])
def test_who_fears_for_somebody_else_is_not_taken_for_a_parent(dialogue: Dialogue, text: str) -> None:
    assert "ребёнок" not in dialogue.reply_to(question(text)).text


WITHOUT_POLICE = ("Тек полицияға емес", "не только в полицию", "others, not only the police")
IN_WRITING = ("қоңырау шалмай", "можно не звонить", "instead of calling")
APART = ("алысырақ", "отойти подальше", "move away")
SEE_A_DOCTOR = ("дәрігерге қаралған дұрыс", "лучше показаться врачу", "best")
SOON = ("дәрігерге тезірек", "лучше поскорее показаться врачу", "see a doctor soon")
TAKEN = ("Некеге мәжбүрлеу", "Принужд", "Forcing someone into marriage")
TO_A_CHILD_ON_ITS_OWN = ("Баланы асықтырмай", "Ребёнка можно спокойно", "listen to the child")
FROM_A_DISTANCE = ("шеттен", "с безопасного расстояния", "from a distance")
MEANT = [
    ("danger", TAKEN, "мені зорлап алып кетті, үйлендірмек", "мою сестру украли вчера", "i've been bride-kidnapped"),
    (
        *("other", TO_A_CHILD_ON_ITS_OWN, "көршінің қызы 9-да, әкесі ұрады", "внучка говорит что отчим ее щекочет"),
        "my student told me her stepfather sleeps in her bed",
    ),
    (
        *(
            "danger",
            FROM_A_DISTANCE,
            "көршілер төбелесіп жатыр",
            "слышу как у соседей ребёнок плачет каждый день и его бьют",
        ),
        "I hear a child crying every night next door, and blows",
    ),
    (
        *("disclosure", WITHOUT_POLICE),
        *("күйеуім полицейде істейді, 102-ге қоңырау шала алмаймын", "полицейский муж, заявление не примут"),
        "my husband is a cop so I can't call 102",
    ),
    ("disclosure", WITHOUT_POLICE, "102-де оның достары", "в 102 его друзья работают", "his brother works at 102"),
    ("disclosure", IN_WRITING, "мен мылқаумын, күйеуім ұрады", "я глухая, муж бьёт", "I'm deaf and he hits me"),
    ("danger", APART, "оны өлтіргім келеді", "я хочу его убить за всё", "I want to kill him for what he did to me"),
    ("danger", APART, "менде пышақ бар", "у меня в руках нож", "I want to kill him for what he did, I have a knife"),
    ("danger", SEE_A_DOCTOR, "буындырды мені кеше", "вчера душил меня, сейчас нормально", "he strangled me last week"),
    ("other", SEE_A_DOCTOR, "әпкемді күйеуі буындырды", "подругу вчера душил муж", "she was strangled by her husband"),
    ("disclosure", SOON, "жүктімін, ұрды", "муж ударил меня, я беременна", "I'm pregnant and he hit me"),
    (
        *("other", FROM_A_DISTANCE, "көрші әйел айқайлап жатыр, бала жылап жатыр"),
        *("За стеной кричит ребёнок и бьют его", "I hear a child being beaten through the wall"),
    ),
]


@pytest.mark.parametrize(("crisis", "words", "kk", "ru", "en"), MEANT)
def test_each_gets_the_words_that_are_meant_for_them(
    dialogue: Dialogue, crisis: str, words: tuple[str, str, str], kk: str, ru: str, en: str
) -> None:
    replies = [dialogue.reply_to(question(text)) for text in (kk, ru, en)]

    assert [reply.crisis for reply in replies] == [crisis] * 3
    assert [said in reply.text for said, reply in zip(words, replies, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "text",
    [
        *("муж душит меня", "он только что душил меня и сейчас вернется", "у него нож", "he is strangling me"),
        *("соседка кричит каждую ночь", "my neighbour screams every night", "көршім күнде айғайлайды"),
        *("муж бьёт меня, я была в Турции в отпуске", "my husband hits me, we were in Turkey last summer"),
        *("полиция увезла мужа, он бил меня", "у меня жена глухая, она меня бьет", "муж бьет меня, детей двое"),
    ],
)
def test_what_only_sounds_like_a_variant_gets_the_words_of_the_class(dialogue: Dialogue, text: str) -> None:
    sign = dialogue.understanding.decide(question(text), NOTHING_REMEMBERED).sign

    assert sign
    assert (sign.level, sign.variant) == ("first", None)


@pytest.mark.parametrize(
    ("helped_with", "text", "said"),
    [
        *(("danger", "қорқам звондауга", "SOS"), ("danger", "korkamyn konyrau shaluga", "SOS")),
        *(("danger", "звонить боюсь", "SOS"), ("danger", "қоңырау шалуға болмайды қазір", "SOS")),
        *(("danger", "I have a knife", "move away"), ("danger", "он полицейский", "не в полицию")),
        *(
            ("disclosure", "he is a cop", "others, not only the police"),
            ("disclosure", "я беременна", "показаться врачу"),
        ),
        ("disclosure", "102-де достары", "Тек полицияға емес"),
        ("danger", "болит голова и тошнит", "скорая помощь, бесплатно"),
        ("danger", "басым айналып жүрегім айниды", "жедел жәрдем, тегін"),
        ("danger", "I feel dizzy and sick", "ambulance, free"),
        ("disclosure", "қалай жазамын", "WhatsApp"),
        ("disclosure", "how do I reach help without calling", "WhatsApp"),
    ],
)
def test_what_is_told_after_help_brings_the_words_meant_for_it(
    dialogue: Dialogue, helped_with: str, text: str, said: str
) -> None:
    before = Memory(shown="support.help", shown_at=NOON, helped_at=NOON, helped_with=helped_with)
    reply = dialogue.reply_to(question(text, minutes=1), before)

    assert (reply.crisis, said in reply.text) == (helped_with, True)


@pytest.mark.parametrize("text", ["какая статья за побои", "где приют", "адвокат керек", "how much does a lawyer cost"])
def test_what_is_asked_after_help_is_answered(dialogue: Dialogue, text: str) -> None:
    before = Memory(shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="disclosure")

    assert dialogue.reply_to(question(text, minutes=1), before).kind != "crisis"


@pytest.mark.parametrize(
    "text",
    [
        *("таксист трогал за ногу", "парень поцеловал против воли", "коллега положил руку на колено"),
        *("a man on the bus rubbed against me", "a guy sends me dick pics", "автобуста біреу тиісті"),
        *("лез под юбку", "арендодатель заходит без стука когда я в душе", "эксгибиционист у школы"),
        *("father in law keeps touching me", "my landlord walks in when I shower", "бастығым балағымды ұстады"),
    ],
)
def test_who_was_only_touched_or_shown_something_reads_of_no_hours(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.crisis == "sexual"
    assert "72" not in " ".join(map(str, reply.paragraphs))


@pytest.mark.parametrize("text", ["начальник лапал меня и изнасиловал", "he groped me and then raped me"])
def test_who_was_raped_reads_of_the_hours_also_beside_a_touch(dialogue: Dialogue, text: str) -> None:
    assert "72" in " ".join(map(str, dialogue.reply_to(question(text)).paragraphs))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("мне 15, я избил одноклассника", "отвечаешь ты"),
        ("мен 15 жастамын, сыныптасымды ұрып тастадым", "өзің жауаптысың"),
        ("мне 12 лет, подруга хочет умереть", "Твоей вины"),
        ("меня заставляют заниматься проституцией", "Иностранцам"),
    ],
)
def test_a_child_and_whoever_is_sold_read_words_of_their_own(dialogue: Dialogue, text: str, word: str) -> None:
    assert word in " ".join(map(str, dialogue.reply_to(question(text)).paragraphs))


@pytest.mark.parametrize(
    "text",
    [
        "у папы сердце прихватило",
        "меня сбила машина",
        "ребёнку 40 температура судороги",
        "деду плохо, давление",
        "дед лежит и не дышит",
        "ребенок проглотил батарейку",
        "ребенок упал с качели голову ударил",
        "my dad is having a heart attack",
        "i got hit by a car",
        "my child swallowed a battery",
        "әкемнің жүрегі ұстап қалды",
        "мені машина қағып кетті",
        "балам құлап басын жарып алды",
        "әжем құлап қалды",
        "я трясла малыша, он теперь вялый",
        "ребенок орет, сейчас брошу его об стену",
        "i shook my baby and now he is limp",
        "баланы қабырғаға лақтырғым келеді",
        *("my grandma stopped breathing", "мама перестала дышать", "әжем дем алмай қалды"),
        *("choking, my child is choking", "ребёнок подавился и синеет", "балам қақалып қалды"),
        *("my son drank bleach", "ребёнок выпил уксус", "балам сірке суын ішіп қойды"),
        *("a dog bit me, lots of blood", "меня укусила собака сильно кровь", "мені ит қапты, қан көп"),
        "балам құлап қалды, есінен танды",
    ],
)
def test_who_is_ill_by_nobodys_doing_reads_of_the_ambulance_first(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert reply.crisis == DANGER
    assert "102" not in reply.text
    assert reply.text.find("103") < reply.text.find("112")


@pytest.mark.parametrize(
    "text",
    ["газ иісі шығып тұр", "пахнет газом в квартире", "пахнет газом", "i smell gas at home", "there is a gas leak"],
)
def test_who_smells_gas_reads_of_the_rescue_service_first(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.crisis, "101" in reply.text) == (DANGER, True)


@pytest.mark.parametrize(
    "text",
    [
        "муж выкинул вещи, зима, я с ребёнком в подъезде",
        "kicked out at night with baby, -25 outside",
        "күйеуім үйден қуып шықты, балаларыммен далада тұрмын",
        "енем түнде баламмен далаға қуып шықты, аяз",
        "балаларыммен далада қалдым, суық",
        "landlord threw me and my kids out in the snow tonight",
        "сижу на вокзале с ребёнком, муж выгнал, холодно",
        "муж выгнал с детьми, на улице",
        "locked out in the snow with my kids",
        *("он сменил замки, некуда идти", "sleeping in my car", "енем мені үйден шығарды, түн, балам қолымда"),
        "я сбежал из дома, ночую в подъезде, мне 13",
    ],
)
def test_who_stands_in_the_cold_reads_where_it_is_warm(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    warm = {"kk": "Жылы", "ru": "тепло", "en": "warm"}

    assert (reply.crisis, warm[reply.language] in reply.text) == (DANGER, True)


@pytest.mark.parametrize(
    "text", ["хочу убить себя и детей", "балаларымды өлтіріп өзім де өлем", "i want to kill myself and my kids"]
)
def test_who_would_take_children_along_reads_how_these_are_safe(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    children = {"kk": "балаларды", "ru": "детей", "en": "the children"}

    assert (reply.crisis, children[reply.language] in reply.text) == ("suicide", True)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("I hit him with a pan while defending myself and he isn't moving", "not your fault"),
        ("I pushed my husband, he was hitting me, he is not moving", "not your fault"),
        ("я ударила мужа сковородкой и он не шевелится", "вашей вины нет"),
        ("я оттолкнула его когда он бил, он упал", "вашей вины нет"),
        ("мен қорғанып оны ұрдым, ол қозғалмай жатыр", "кінәлі емессіз"),
        ("он меня душил я ударила его сковородкой он лежит", "вашей вины нет"),
        ("I hit him with a pan because he strangled me, he's on the floor", "not your fault"),
        ("мен оны итеріп жібердім, басын соғып алды, қозғалмайды", "кінәлі емессіз"),
    ],
)
def test_who_struck_back_at_one_who_now_lies_still_reads_of_the_ambulance_first(
    dialogue: Dialogue, text: str, word: str
) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.crisis, word in reply.text) == (DANGER, True)
    assert reply.text.find("103") < reply.text.find("102")


@pytest.mark.parametrize(
    "text",
    [
        *("зарежу его", "зарежу мужа, сил нет", "I'm going to stab him when he sleeps"),
        *("оны пышақтаймын", "бүгін түнде оны пышақтап тастаймын", "I have a gun"),
    ],
)
def test_who_would_kill_in_any_words_is_believed_and_shown_the_way_out(dialogue: Dialogue, text: str) -> None:
    reply = dialogue.reply_to(question(text))
    very_hard = {"kk": "өте ауыр", "ru": "очень тяжело", "en": "very hard"}

    assert (reply.crisis, very_hard[reply.language] in reply.text) == (DANGER, True)
