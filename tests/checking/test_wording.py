"""S4, S7, S10, S11, S14, S15, S20, S23, S25, S26, S27, S28, S30, S31: wording of help that could harm is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import check_knowledge
from bot.checking.wording import LONGEST_POP_UP, OPENING, find_word
from bot.core.replying.compose import Composer
from bot.loading import load_knowledge, shipped_folder
from bot.loading.folder import read_parts
from tests.support.faults_told import faults_of
from tests.support.small_knowledge import add_variant, change

WORDING = """\
forbidden:
  telling: {why: {en: say less, ru: короче}, where: [opening, face], words: {en: "violen*", ru: "насил*"}}
  orders: {why: {en: give a choice}, where: [crisis, support], words: {en: "leave him", ru: "уходите от"}}
  bare: {why: {en: say what}, where: [first_word], words: {en: "yes,"}}
  couples: {why: {en: name no shelter}, classes: [perpetrator], words: {en: "shelter*", ru: "приют*"}}
required:
  program: {why: {en: say that it is a program}, where: [crisis], words: {en: "program", ru: "программа"}}
  call: {why: {en: say who hears}, where: [crisis], beside: "113", words: {en: "may tell", ru: "могут сообщить"}}
  notice:
    why: {en: warn first}
    where: [crisis, support]
    after: {en: "password*", ru: "парол*"}
    words: {en: "notice", ru: "замет*"}
"""
THANKS = "Thank you for writing."
DANGER, CHILD, PERPETRATOR = 6, 21, 126
"""The lines of the keys of their English replies in crisis.yaml; the words stand below."""


@pytest.fixture
def folder(small_folder: Path) -> Path:
    (small_folder / "wording.yaml").write_text(WORDING, encoding="utf-8")
    contacts = (small_folder / "contacts.yaml").read_text(encoding="utf-8")
    (small_folder / "more.yaml").write_text(contacts.replace('"112"', '"113"'), encoding="utf-8")
    return small_folder


def change_reply(folder: Path, crisis: str, old: str, new: str) -> None:
    """In the English reply of one class."""
    path = folder / "crisis.yaml"
    before, rest = path.read_text(encoding="utf-8").split(f"- id: {crisis}\n")
    russian, english = rest.split("      en: |\n", 1)
    assert old in english
    path.write_text(f"{before}- id: {crisis}\n{russian}      en: |\n{english.replace(old, new, 1)}", encoding="utf-8")


def test_small_knowledge_is_worded_well(folder: Path) -> None:
    assert faults_of(folder) == []


def test_a_telling_word_at_the_beginning_is_told(folder: Path) -> None:
    change_reply(folder, "danger", THANKS, "About violence.")
    (fault,) = faults_of(folder)

    assert fault == f"crisis.yaml:{DANGER + 1}: danger: 'violence' may not stand here; say less"


def test_a_telling_word_further_down_may_stand(folder: Path) -> None:
    change_reply(folder, "danger", "Call here.", "They know about violence. Call here.")

    assert faults_of(folder) == []


def test_a_number_at_the_beginning_is_told(folder: Path) -> None:
    change_reply(folder, "child", THANKS, "So {number:112}.")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{CHILD}: child: '1' stands in the first {OPENING} characters")


def test_in_danger_a_number_may_come_first(folder: Path) -> None:
    change_reply(folder, "danger", THANKS, "So {number:112}.")

    assert faults_of(folder) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Leave him.", "'Leave him' may not stand here; give a choice"),
        ("Are you safe?", "'?' in a first reply; neither ask nor call out"),
        ("Call now!", "'!' in a first reply"),
        ("Be well 🙂", "the sign '🙂' in a first reply"),
        ("See {link:programme}.", "{link:programme} in a first reply; give numbers only"),
    ],
)
def test_what_a_first_reply_may_not_hold_is_told_with_its_line(folder: Path, text: str, said: str) -> None:
    change_reply(folder, "danger", "Call here.", f"Call here. {text}")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER + 1}: danger: {said}")


def test_what_a_reply_must_say_beside_a_word_is_told_with_the_line_of_the_reply(folder: Path) -> None:
    change_reply(folder, "danger", "Call here.", "Call here. Change your password.")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER}: danger: nothing like 'notice' stands in 'en'; warn first")


def test_an_answer_that_begins_with_a_bare_yes_is_told(folder: Path) -> None:
    change(folder, "entries.yaml", "The fair is on", "Yes, the fair is, yes, on")
    (fault,) = faults_of(folder)

    assert fault.endswith("'Yes,' may not stand here; say what")


def test_a_fault_in_a_later_line_is_told_there(folder: Path) -> None:
    change_reply(folder, "danger", "Call here.", "Call here.\n\n        Leave him.")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER + 3}: danger: 'Leave him'")


def test_the_forbidden_words_of_help_answers_are_told_too(folder: Path) -> None:
    change(folder, "entries.yaml", "You can call here:", "Leave him and call here:")

    assert any("help.numbers: 'Leave him' may not stand here" in fault for fault in faults_of(folder))


SHELTER = """
  addresses: {why: {en: leave it out}, where: [shelter], words: {en: "street*", ru: "улиц*"}}
"""


def with_shelter(folder: Path, shelter: str) -> None:
    change(folder, "wording.yaml", "forbidden:\n", f"forbidden:{SHELTER}")
    change(folder, "contacts.yaml", "    checked_on", f"    shelter: {shelter}\n    checked_on")


def test_the_street_of_a_shelter_is_told_wherever_it_is_offered(folder: Path) -> None:
    with_shelter(folder, "true")
    change(folder, "entries.yaml", "You can call here:", "On Long Street. You can call here:")
    change(folder, "contacts.yaml", "en: For anyone.", "en: For anyone in Pond Street.")

    assert [(fault.split(":")[0], fault.split(": ")[2]) for fault in faults_of(folder)] == [
        ("contacts.yaml", "'Street' may not stand here; leave it out"),
        ("entries.yaml", "'Street' may not stand here; leave it out"),
    ]


@pytest.mark.parametrize("shelter", ["false", "null"])
def test_the_street_of_a_public_office_may_be_told(folder: Path, shelter: str) -> None:
    with_shelter(folder, shelter)
    change(folder, "entries.yaml", "You can call here:", "On Long Street. You can call here:")

    assert faults_of(folder) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("kk", "Мекенжайы: Ерубаев көшесі, 50."),
        ("ru", "Адрес: ул. Ерубаева, 50."),
        ("ru", "Мы в 12-м микрорайоне."),
        ("en", "It is in Erubayev Street."),
    ],
)
def test_the_shipped_list_knows_streets(code: str, said: str) -> None:
    forbidden = [rule for part in read_parts(shipped_folder()) for rule in part.model.forbidden.values()]
    words = next(rule.words for rule in forbidden if rule.where == ["shelter"])

    assert any(find_word(word, said) for word in words[code].splitlines())


def test_event_answers_may_hold_any_of_them(folder: Path) -> None:
    change(folder, "entries.yaml", "in the park", "in the park. The film Leave Him is about violence")

    assert faults_of(folder) == []


def test_words_of_one_class_are_told_in_it(folder: Path) -> None:
    change_reply(folder, "perpetrator", "Call here.", "There are shelters. Call here.")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{PERPETRATOR + 1}: perpetrator: 'shelters' may not stand here")


def test_words_of_one_class_may_stand_in_another(folder: Path) -> None:
    change_reply(folder, "danger", "Call here.", "There are shelters. Call here.")

    assert faults_of(folder) == []


def test_words_of_one_class_are_told_behind_its_button_too(folder: Path) -> None:
    change(folder, "entries.yaml", "You can call here:", "There are shelters. Call here:")

    assert any("help.numbers: 'shelters' may not stand here" in fault for fault in faults_of(folder))


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("english button.hide", "Violence", "ui.yaml"),
        ("english command.support", "About violence", "ui.yaml"),
        ("english profile.short", "Against violence", "ui.yaml"),
    ],
)
def test_a_telling_word_that_everyone_sees_is_told(folder: Path, old: str, new: str, file: str) -> None:
    change(folder, file, old, new)
    (fault,) = faults_of(folder)

    assert "iolence' may not stand here; say less" in fault


def test_a_telling_name_of_a_command_is_told(folder: Path) -> None:
    change(folder, "knowledge.yaml", "support: help", "violence: help")
    change(folder, "ui.yaml", "command.support:", "command.violence:")

    assert "knowledge.yaml:8: violence: 'violence' may not stand here; say less" in faults_of(folder)


def test_a_telling_title_in_the_menu_is_told(folder: Path) -> None:
    change(folder, "entries.yaml", "en: Help numbers", "en: Violence")

    assert any("help.numbers: 'Violence' may not stand here" in fault for fault in faults_of(folder))


def test_a_reply_that_does_not_say_it_is_a_program_is_told(folder: Path) -> None:
    change_reply(folder, "danger", "This is a program", "This is a thing")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER}: danger: nothing like 'program' stands in 'en'")


@pytest.mark.parametrize("given", ["{number:113}", "{number: 113}", "{contact: 113}"])
def test_what_a_call_sets_in_motion_must_stand_beside_its_number(folder: Path, given: str) -> None:
    crisis = (folder / "crisis.yaml").read_text(encoding="utf-8")
    (folder / "crisis.yaml").write_text(crisis.replace("{number:112}", f"{given} may tell"), encoding="utf-8")

    told = {fault.split(": ")[2] for fault in faults_of(folder)}

    assert told == {"nothing like 'могут сообщить' stands in 'ru'; say who hears"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rescue service, english contact.free", "does not say 'english contact.always'"),
        ("rescue service, english contact.always", "does not say 'english contact.free'"),
    ],
)
def test_a_line_with_a_number_tells_hours_and_cost(folder: Path, line: str, said: str) -> None:
    change_reply(folder, "danger", "Call here. {number:112}", f"Call here.\n\n        {{number:112}} — {line}")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER + 3}: danger: the line of 112 {said}")


def test_round_the_clock_is_said_of_no_other_line(folder: Path) -> None:
    change(folder, "contacts.yaml", 'hours: "24/7"', "hours: null")
    change(folder, "ui.yaml", "english fallback.help {number:112}", "{number:112}, english contact.always")
    (fault,) = faults_of(folder)

    assert "fallback.help: 'english contact.always' is said beside 112, whose hours are not so" in fault


def test_the_line_that_promises_too_much_is_told(folder: Path) -> None:
    change(folder, "contacts.yaml", 'hours: "24/7"', "hours: null")
    promise = "{number:112} — rescue service, english contact.always, english contact.free"
    change_reply(folder, "danger", "Call here. {number:112}", f"Call here.\n\n        {promise}")
    (fault,) = faults_of(folder)

    assert fault.startswith(f"crisis.yaml:{DANGER + 3}: danger: 'english contact.always' is said beside 112")


def test_a_reply_in_danger_is_shorter_than_others(folder: Path) -> None:
    for crisis in ("danger", "child"):
        change_reply(folder, crisis, "Call here.", "Call here." + " You can." * 50)

    assert [fault.split(": ")[1] for fault in faults_of(folder)] == ["danger"]


def test_a_pop_up_that_is_too_long_is_told(folder: Path) -> None:
    """S14."""
    change(folder, "ui.yaml", "english brief.text", "x" * LONGEST_POP_UP)
    (fault,) = faults_of(folder)

    assert f"brief.text: {LONGEST_POP_UP + 4} characters, a pop-up holds {LONGEST_POP_UP}" in fault


@pytest.mark.parametrize("text", ["leave him", "LEAVE  him", "so leave\nhim."])
def test_a_phrase_is_found_however_it_is_set(text: str) -> None:
    assert find_word("leave him", text)


@pytest.mark.parametrize("text", ["leave himself", "cleave him", "leave. Him", "leav him"])
def test_a_phrase_is_found_whole_only(text: str) -> None:
    assert find_word("leave him", text) is None


def test_a_word_is_found_with_any_ending_where_a_star_says_so() -> None:
    assert find_word("приют*", "в приютах")
    assert find_word("приют", "в приютах") is None


def test_a_word_is_found_with_and_without_the_dots_of_yo() -> None:
    assert find_word("бросьте её", "Бросьте ее")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_shipped_knowledge_lists_words_of_every_kind_in_every_language(language: str) -> None:
    parts = [part.model for part in read_parts(shipped_folder())]
    listed = [rule.words for m in parts for rule in m.forbidden.values()]
    listed += [rule.words for m in parts for rule in m.required.values()]

    assert len(listed) >= 15
    assert all(words.get(language) for words in listed)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_shipped_pop_up_holds_numbers_of_contacts(language: str) -> None:
    text = Composer(load_knowledge(shipped_folder())).text("brief.text", language)

    assert all(f"{{number:{number}}}" in text for number in ("102", "112", "111"))


def test_the_reason_is_told_in_the_language_of_the_editor(folder: Path) -> None:
    change_reply(folder, "danger", THANKS, "About violence.")
    (fault,) = check_knowledge(folder).faults

    assert fault.in_language("ru") == f"crisis.yaml:{DANGER + 1}: danger: «violence» здесь писать нельзя; короче"
    assert fault.in_language("kk").endswith("; say less")


def test_a_crisis_reply_longer_than_a_screen_is_told(small_folder: Path) -> None:
    change(small_folder, "crisis.yaml", "Call here. ", "Call here. " * 100)
    (fault,) = faults_of(small_folder)

    assert fault.startswith("crisis.yaml:6: danger: the reply has ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Take with you", "About violence, take", "'violence' may not stand here"),
        ("This is a program: nobody", "Nobody", "say that it is a program"),
        ("Call {number:112}", f"Call {{number:112}} {'now ' * 200}", "keep it below"),
        ("Take with you", "{number:112}? Take", "neither ask nor call out"),
    ],
)
def test_a_variant_is_worded_like_any_first_reply(folder: Path, old: str, new: str, said: str) -> None:
    faults = faults_of(add_variant(folder, old, new))

    assert any(fault.startswith("lamp.yaml:") and said in fault for fault in faults)


def test_in_danger_a_number_may_come_first_in_a_variant_too(folder: Path) -> None:
    assert faults_of(add_variant(folder, "Take with you what you need", "So {number:112}, take what you need")) == []


def test_a_variant_may_be_no_longer_than_its_class(folder: Path) -> None:
    (fault,) = faults_of(add_variant(folder, "somebody else.", f"somebody else{' now' * 120}."))

    assert "keep it below 500" in fault


def test_what_a_variant_opens_is_held_to_the_words_of_its_class(folder: Path) -> None:
    change(folder, "wording.yaml", "classes: [perpetrator]", "classes: [danger]")
    change(folder, "entries.yaml", "in the park.", "in the park, beside the shelter.")

    assert faults_of(folder) == []
    assert any("'shelter' may not stand here" in fault for fault in faults_of(add_variant(folder)))
