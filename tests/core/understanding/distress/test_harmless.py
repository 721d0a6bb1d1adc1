"""S1: a mishap or a small child is no cry, as long as hardly more is said.

Of `bot/core/understanding/distress/harmless.py` and the rules of `knowledge/crisis/calm.yaml`.
"""

from __future__ import annotations

import pytest

from bot.core.text import normal_forms
from bot.core.understanding.distress.harmless import Harmless
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import RuleWords

LISTS = RuleWords({"whoever_harms": {"en": ("he", "husband")}})
CRIES = CrisisRules({"disclosure": ["hits me"]}, frozenset(), LISTS)


def is_harmless(text: str, *rules: str) -> bool:
    return Harmless(rules, frozenset(), LISTS).is_all_of(normal_forms(text), CRIES)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("toddler hits me", True),
        ("my dear little toddler hits me", True),
        ("my dear little sweet toddler hits me", False),
        ("toddler hits me, husband too", False),
        ("toddler hits me and hits me", False),
        ("the clock hits me", False),
    ],
)
def test_at_most_three_words_stand_beside_what_is_harmless_no_person_and_no_cry(text: str, harmless: bool) -> None:
    assert is_harmless(text, "toddler hits me") is harmless


@pytest.mark.parametrize(("text", "harmless"), [("save me", True), ("oh save me", False)])
def test_what_ends_in_a_full_stop_must_be_all_of_the_message(text: str, harmless: bool) -> None:
    assert is_harmless(text, "save me.") is harmless


@pytest.mark.parametrize(
    "text",
    [
        "я ударил мышкой по столу",
        "кот съел крысиный яд",
        "телефон оянбай жатыр",
        "больше так не буду",
        "I won't do it again",
        "I don't believe in feminism",
        "can he",
        "это строчка из песни: я умру без тебя",
        "өлең жазып жүрмін: сенсіз өлемін",
        "ударил молотком по пальцу",
        "мой двухлетка меня бьет",
        "батарея села, спасите",
        "мой ребенок бьет меня по руке, ему 2 года",
        "сын дерется в садике",
        "тінтуірмен үстелді ұрып қалдым",
        *("я сидела сзади", "она сидела сзади меня в зале", "they sat behind us", "are they in black and white"),
        *("the ending of Gulmira choked me up", "запер дверь, ключ внутри", "хочу исчезнуть на недельку на море"),
        *("да я тоже так думаю, спасибо", "I think so myself", "мен де солай ойлаймын", "I don't want to"),
        *("суд сказал дети со мной", "парень сказал его не касается", "от смога задыхаюсь", "потерялась кошка, плачу"),
        "my autistic son hits me, he's 9",
        "балғамен саусағымды ұрып алдым",
        "2 жасар балам мені ұрады",
        "2 zhasar balam meni urady",
        "балам қолымнан ұрады, 2 жаста",
        "телефоным сөніп қалды, құтқарыңдар",
        "ұлым балабақшада төбелеседі",
        "i hit the desk with my mouse",
        "i hit my finger with a hammer",
        "my two year old hits me",
        "my toddler hits me, he is 2",
        "my battery is dead, save me",
        "my son fights at kindergarten",
        *("мой двухлетний сын меня бьет", "3 жасар ұлым мені ұрады", "my three year old son hits me"),
        *("врач сломал мне зуб", "дәрігер тісімді сындырды", "the dentist broke my tooth"),
        *("меня пустили по кругу врачи", "дәрігерлер мені айналдырып жүр", "doctors passed me around"),
        *("малыш пинает меня в живот", "бөпем мені ішімнен тебеді", "my baby kicks me in the belly"),
        *("как девушке следить за собой", "қыз өзін қалай күтеді", "how can a girl take care of herself"),
        *("убью кота, опять насрал", "мысықты өлтірем, жиһазды тырнады", "I'll kill the cat, it shat again"),
        *("галстук меня душил", "i don't want to lose my kids", "не хочу потерять детей"),
        *("my boyfriend beats me at chess", "he beat me to it", "beats me, no idea", "she beat me in the debate"),
        *("жена бьёт меня в нарды", "меня жена бьёт в карты", "шахматта әкем мені ұрады"),
        *("мне нужна помощь с рефератом", "help me with my essay", "маған фильм табуға көмектесіңізші"),
        *("мой дядя говорит сама виновата", "my uncle says she provokes him", "нағашым өзі кінәлі дейді"),
        *("мама меня убьёт за двойку", "анам мені екілік үшін өлтіреді", "убью кота, опять насрал"),
        *("i'll kill the cat, it peed again", "мысықты өлтіремін, тағы сиіп қойды"),
        *("в фильме муж душит жену, это показано?", "in the film the husband strangles his wife"),
        *("фильмде күйеуі әйелін буындырады ма", "I said no, the other one", "я сказала нет, другой"),
        *("I don't want to go to hospital", "I don't want to tell anyone", "I don't want to press charges"),
        *("I don't want to be seen", "I don't want to go to school"),
        "фильмде күйеуі ұрады ғой",
        "ішім ауырып тұр",
        *("my neighbour beats his dog", "көршім итін ұрады", "я упала на лестнице в универе"),
        *(
            "I don't believe in feminism",
            "he left me for another woman",
            "меня не взяли на работу потому что беременна",
        ),
        *("свекр пристает с вопросами о внуках", "мужчина разделся перед купанием", "my dog sleeps in the car"),
        "келін болып түссем енем не істейді",
        "меня уволили потому что я беременна",
        "my bf checks my phone and i like it, is it ok",
        "меня окружили заботой",
        "коту таблетки на месяц",
        "мысығыма айына отыз таблетка",
        "thirty pills a month for my cat",
        "he shook my hand",
        "took my vitamins",
        "приняла витамины",
        "men are following me on instagram lol",
        "i'm having a heart attack from this trailer lol",
        "в очереди замерзаем, где вход",
        "he stabbed me in the back in the game lol",
        "ол кешігем деп жазды",
        *(
            "I don't want to be late",
            "I don't want to eat anymore, I'm full",
            "I don't want to live in Astana, too windy",
        ),
        *("не хочу жить в общежитии", "атақты болғым келмейді", "анам өлтіреді мені кеш қалсам"),
        *("I took my pills this morning as prescribed", "ребёнок проглотил витаминку", "my son swallowed his porridge"),
        *("папа меня убьёт за разбитый телефон", "әкем сынған телефон үшін мені өлтіреді"),
        *("парни окружили меня и спели серенаду", "the guys surrounded me and sang a song"),
        *("месячные, сильно идёт кровь", "муж сломал дверь, ищем мастера", "далаға шықпаймыз, бүгін суық"),
        *("он ломает дверь в игре", "в сериале он ломится в дверь", "he is breaking down the door in the game"),
        *("прячусь в шкафу, играем в прятки", "шкафта тығылып отырмын, жасырынбақ ойнап жатырмыз"),
        *("I'm hiding in the closet, we are playing hide and seek", "прячусь от детей в ванной с шоколадкой"),
        *("hiding from my kids in the bathroom with chocolate", "балалардан тығылып шоколад жеп отырмын"),
        *("мне 13, делаю доклад про Гульмиру", "I'm 13 and doing a school project about the film"),
        *("I'm 14, can I watch Pay the Bill?", "мен 14 жастамын, эссе жазып жүрмін"),
        *("мен 15темін, фильм қайда көрсетілді", "my husband beats me in tennis every time"),
        *("муж забрал мой паспорт из ЦОНа, спасибо ему", "I left my passport at home, will they let me in?"),
        *("меня не пускают в клуб без паспорта", "мой муж полицейский, он пришёл со мной на показ"),
        *("у меня муж военный полицейский и всё хорошо", "my husband is a police officer and everything is fine"),
        *("я беременна, муж толкает коляску старшего", "жүктімін, күйеуім арба итереді", "my food was thrown out"),
        *("муж проверяет мой диплом", "my husband checks my thesis", "күйеуім дипломымды тексереді"),
        *("what happens in the film when he beats her", "я журналист, пишу о девушке которую избил муж"),
        *("ребёнок трогает всё подряд", "бала күресте жігітті буындырып жеңді", "stairwell lights are broken"),
        *("my baby won't stop crying, any lullaby?", "меня выгнали из чата", "my ex is a nice guy"),
        *("someone followed me on Twitter", "он следит за фигурой", "ол салмағын бақылап жүр"),
        *("мой кот меня царапает и кусает", "I burned my hand on the stove", "he kills me with kindness"),
        *("қысымға дәрі ішіп жүрмін", "этот бот меня убивает", "сені өлтірем бот", "мы тонем в дедлайнах"),
        *("экзамен меня изнасиловал", "the exam raped me", "көмек керек, үй жұмысы", "помогите, домашка"),
    ],
)
def test_mishaps_and_small_children_bring_no_help_first(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert sign is None or sign.level == "soft"


@pytest.mark.parametrize(
    "text",
    [
        "врач мой муж сломал мне зуб",
        *("муж ударил молотком по пальцу", "мой двухлетка меня бьет и муж меня бьет", "сын бьет меня, ему 20"),
        *("my boyfriend beats me when he loses at cards", "he beats me at chess and then he beats me"),
        *("муж проиграл в карты и бьёт меня", "в фильме муж душит жену, это моя история", "муж говорит сама виновата"),
        *("меня изнасиловал дядя и говорит сама виновата", "I don't want to be here anymore", "помогите найти сестру"),
        *("I don't want to go to school, they beat me there", "папа убьет меня если узнает что я беременна"),
        *("батарея села, спасите, он ломится в дверь", "ребенок бьет меня, муж тоже", "my ex hits me, he is 2 y older"),
        *("күйеуім мені ұрады, 2 жаста балам бар", "i hit the desk and he hit me", "жиырма жасар балам мені ұрады"),
        *(
            "I don't want to live in this world",
            "I took my pills this morning, all of them",
            "прячусь в шкафу, он ищет меня",
        ),
        *("муж сломал дверь и ударил", "мне 13, делаю доклад, а папа бьёт меня", "муж полицейский, он пришёл и ударил"),
        *("я беременна, муж толкает меня", "муж проверяет мой телефон", "беременна, сильно идёт кровь"),
        *("I don't want to live in this flat with him, he hits me", "hiding from my husband in the bathroom"),
        *("окружили меня парни у подъезда", "прячусь в шкафу, он ищет меня", "ребёнок проглотил батарейку"),
    ],
)
def test_a_cry_beside_a_mishap_or_a_small_child_brings_help_first(recogniser: Recogniser, text: str) -> None:
    sign = recogniser.recognise(text)

    assert (sign and sign.level) == "first"


def test_help_stays_at_hand_in_one_line_where_something_harmless_sounds_grave(recogniser: Recogniser) -> None:
    sign = recogniser.recognise("телефон сел, спасите")

    assert (sign and sign.crisis, sign and sign.level) == ("danger", "soft")
