"""S28: the words of help name what those need who read them: where it is warm, whom to call first, who is not to blame.

Of the files of variants in `knowledge/crisis/`; `words_of_variants.yaml` beside this file has the messages, by theme.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from tests.support.questions import NOON, question

THEMES = yaml.safe_load(Path(__file__).with_name("words_of_variants.yaml").read_text(encoding="utf-8"))


def texts(theme: str) -> list[str]:
    return str(THEMES[theme]["texts"]).splitlines()


@pytest.mark.parametrize(("theme", "text"), [(theme, text) for theme in THEMES for text in texts(theme)])
def test_each_reads_what_they_need(dialogue: Dialogue, theme: str, text: str) -> None:
    reply = dialogue.reply_to(question(text))

    assert (reply.crisis, THEMES[theme]["says"][reply.language] in reply.text) == (THEMES[theme]["class"], True)


@pytest.mark.parametrize("text", texts("who is ill by nobody's doing reads of the ambulance"))
def test_who_is_ill_by_nobodys_doing_reads_of_the_ambulance_first(dialogue: Dialogue, text: str) -> None:
    told = dialogue.reply_to(question(text)).text

    assert "102" not in told
    assert told.find("103") < told.find("112")


@pytest.mark.parametrize("text", texts("who struck back at one who now lies still is not blamed"))
def test_who_struck_back_at_one_who_now_lies_still_reads_of_the_ambulance_first(dialogue: Dialogue, text: str) -> None:
    told = dialogue.reply_to(question(text)).text

    assert -1 < told.find("103") < told.find("102")


@pytest.mark.parametrize("text", texts("who hears a threat for wanting to leave is not asked to care"))
def test_who_hears_a_threat_for_wanting_to_leave_is_not_asked_to_care_after_help_either(
    dialogue: Dialogue, text: str
) -> None:
    before = Memory(shown="support.help", shown_at=NOON, helped_at=NOON, helped_with="disclosure")
    reply = dialogue.reply_to(question(text, minutes=1), before)
    pressure = THEMES["who hears a threat for wanting to leave is not asked to care"]["says"][reply.language]

    assert (reply.crisis, pressure in reply.text) == ("suicide_other", True)


@pytest.mark.parametrize("text", ["хочу умереть если он уйдет", "i will kill myself if i leave him"])
def test_who_would_die_themselves_gets_the_words_for_that(dialogue: Dialogue, text: str) -> None:
    assert dialogue.reply_to(question(text)).crisis == "suicide"


@pytest.mark.parametrize("text", ["подруга хочет отравиться", "муж хочет повеситься, дочка плачет"])
def test_who_fears_for_somebody_else_is_not_taken_for_a_parent(dialogue: Dialogue, text: str) -> None:
    assert "ребёнок" not in dialogue.reply_to(question(text)).text


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
