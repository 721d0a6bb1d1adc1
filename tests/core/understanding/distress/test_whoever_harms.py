"""S5: what somebody did is heard outright whoever it was, and of whom one fears for whoever that is.

Of `knowledge/crisis/people.yaml` and the rules that name its lists: each row held before there was a list.
"""

from __future__ import annotations

import pytest

from bot.core.crisis_classes import CALM
from bot.core.knowledge import Knowledge
from bot.core.text import normal_forms
from bot.core.understanding.distress.rules import CrisisRules
from bot.core.understanding.patterns import PatternWords
from bot.core.understanding.word_lists import WordLists

# fmt: off
EN = """
    he she husband wife boyfriend girlfriend ex partner fiance father dad stepdad stepfather mother mom mum brother son
    uncle cousin grandfather roommate neighbour somebody someone man
"""
RU = "он муж жених сожитель парень бывший отец папа отчим брат сын дядя дед свёкор сосед мужчина"
RU_SHE = "она мать мама жена свекровь невестка девушка"
KK = "ол күйеуім жігітім әкем ағам інім қайнағам енем балам ұлым анам жездем көршім"
FEARED_FOR_EN = "sister brother mom mum mother dad father husband wife daughter son friend"
FEARED_FOR_RU = "сестра брат мама папа муж жена дочь сын подруга друг парень соседка"
FEARED_FOR_KK = "әпкем сіңлім қарындасым інім ағам анам әкем құрбым досым қызым ұлым күйеуім әйелім"

OUTRIGHT = [
    ("danger", EN, ["{} strangled me", "{} choked me"]),
    ("danger", RU, ["{} меня душил", "{} душил меня"]),
    ("danger", RU_SHE, ["{} меня душила", "{} душила меня"]),
    ("danger", KK, ["{} мені буындырды", "{} тамағымнан қысты", "{} мойнымнан қысты"]),
    ("danger", "начальник директор бригадир", ["{} запер нас"]),
    ("danger", "boss manager employer", ["my {} locked us in"]),
    ("danger", "он муж отец", ["{} взял меня за горло", "{} меня взял за горло", "{} держал меня за горло"]),
    ("danger", "он муж парень бывший", ["{} связал меня скотчем", "{} связал меня и бил", "{} связал меня веревкой"]),
    ("danger", "ол күйеуім", ["{} мені тұншықтырды", "{} алқымымнан алды", "{} кеңірдегімнен қысты"]),
    ("disclosure", "he she husband partner boyfriend", ["{} hits me", "{} slapped me", "{} broke my nose"]),
    ("disclosure", "он муж парень сын внук", ["{} бьет меня", "{} меня бьет", "{} ударил меня"]),
    ("disclosure", "она жена дочь", ["{} ударила меня", "{} меня ударила"]),
    ("disclosure", "ол күйеуім", ["{} ернімді жарды", "{} мысығымды өлтірді", "{} итімді өлтірді"]),
    ("suicide_other", FEARED_FOR_EN, ["my {} slit her wrists", "my {} cut his wrists", "my {} overdosed"]),
    ("suicide_other", FEARED_FOR_RU, ["{} вскрыла вены", "{} порезал вены", "{} режет вены"]),
    ("suicide_other", FEARED_FOR_KK, ["{} у ішті", "{} асылып қалмақшы", "{} білегінің тамырын кесті"]),
]
# fmt: on


@pytest.fixture(scope="module")
def rules(knowledge: Knowledge) -> CrisisRules:
    """Alone: what was learned may tell better to whom it is said, a child among them."""
    negations = WordLists(knowledge.languages.values()).sentences.negations
    return CrisisRules(
        {c.id: c.rules for c in knowledge.crisis.values() if c.id != CALM},
        PatternWords(negations, knowledge.pattern_words),
    )


@pytest.mark.parametrize(("crisis", "people", "said"), OUTRIGHT)
def test_whoever_it_was_is_heard_outright(rules: CrisisRules, crisis: str, people: str, said: list[str]) -> None:
    texts = [line.format(who) for line in said for who in people.split()]
    found = {text: rules.first_in(normal_forms(text)) for text in texts}

    assert {text: rule and rule.owner for text, rule in found.items()} == dict.fromkeys(texts, crisis)


@pytest.mark.parametrize(
    "text", ["my ex hit me up on insta", "my brother beat me at chess", "мама меня убьет если опоздаю"]
)
def test_what_is_said_in_jest_of_some_people_is_no_rule(rules: CrisisRules, text: str) -> None:
    found = rules.first_in(normal_forms(text))

    assert found is None or found.owner == "calm"


def test_what_only_sounds_like_a_person_in_another_language_harms_nobody(rules: CrisisRules) -> None:
    found = rules.first_in(normal_forms("сон меня душил"))  # as "son" sounds

    assert found is None or found.owner != "danger"
