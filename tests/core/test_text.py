from __future__ import annotations

import sys
import unicodedata

import pytest

from bot.core.text import clean, is_usual, normal_forms, other_readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("калай", "қалай"),
        ("кандай", "қандай"),
        ("гылым", "ғылым"),
        ("комек", "көмек"),
        ("жок", "жоқ"),
        ("тун", "түн"),
        ("улкен", "үлкен"),
        ("сияктанды", "сияқтанды"),
        ("ким", "кім"),
    ],
)
def test_kazakh_without_its_own_letters_is_the_same_word(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


@pytest.mark.parametrize("latin", ["qalai", "qalay", "kalai", "kalay", "Qalaı"])
def test_latin_kazakh_in_any_alphabet_is_the_same_word(latin: str) -> None:
    assert normal_forms(latin) == normal_forms("қалай")


@pytest.mark.parametrize("latin", ["gylym", "ğylym", "ǵylym", "ghylym", "G'ylym"])
def test_every_latin_way_to_write_soft_g_is_read(latin: str) -> None:
    assert normal_forms(latin) == normal_forms("ғылым")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("şara", "шара"),
        ("shara", "шара"),
        ("s'ara", "шара"),
        ("joq", "жоқ"),
        ("zhok", "жоқ"),
        ("kómek", "көмек"),
        ("kömek", "көмек"),
        ("sálem", "сәлем"),
        ("sälem", "сәлем"),
        ("Yerzhanova", "Ержанова"),
        ("Erjanova", "Ержанова"),
        ("xabar", "хабар"),
        ("khabar", "хабар"),
        ("pomoshch", "помощь"),
    ],
)
def test_latin_spelling_sounds_like_the_cyrillic_word(latin: str, cyrillic: str) -> None:
    assert normal_forms(latin) == normal_forms(cyrillic)


@pytest.mark.parametrize("name", ["Гүлмира", "Гульмира", "Gúlmira", "Gülmira", "gulmira", "GULMIRA"])
def test_one_name_is_one_word_in_every_alphabet(name: str) -> None:
    assert normal_forms(name) == ["gulmira"]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
@pytest.mark.parametrize("word", ["ещё", "йод", "Gúlmira", "café", "Қалай"])
def test_unicode_form_makes_no_difference(word: str, form: str) -> None:
    assert normal_forms(unicodedata.normalize(form, word)) == normal_forms(word)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "decorated",
    [
        "г̸у̷л̶ь̵м̸и̷р̶а",
        "г\u0361ульмира",
        "гуль\u200bмира",
        "гуль\u00adмира",
        "\u202eгульмира",
        "гуль\ufeffмира",
        "𝐠𝐮𝐥𝐦𝐢𝐫𝐚",
        "ｇｕｌｍｉｒａ",
        "ⓖⓤⓛⓜⓘⓡⓐ",
        "«гульмира»!!!🙂",
    ],
)
def test_decoration_and_invisible_characters_are_dropped(decorated: str) -> None:
    assert normal_forms(decorated) == ["gulmira"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Пoмoщь", "помощь"),
        ("п0мощь", "помощь"),
        ("пpивет", "привет"),
        ("cпасибо", "спасибо"),
        ("xорошо", "хорошо"),
        ("мyж", "муж"),
    ],
)
def test_lookalikes_inside_a_cyrillic_word_are_undone(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


@pytest.mark.parametrize("typed", ["hеlp", "h3lp"])
def test_lookalikes_inside_a_latin_word_are_undone(typed: str) -> None:
    assert normal_forms(typed) == ["help"]


@pytest.mark.parametrize(("typed", "meant"), [("ещё", "еще"), ("ЁЛКА", "елка"), ("актёр", "актер")])
def test_yo_is_ye(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


def test_doubled_letters_count_once() -> None:
    assert normal_forms("помогииите") == normal_forms("помогите")


@pytest.mark.parametrize(("united_nations", "word"), [("ООН", "он"), ("БҰҰ", "бұ"), ("БУУ", "бу")])
def test_the_united_nations_are_no_pronoun(united_nations: str, word: str) -> None:
    assert normal_forms(united_nations) != normal_forms(word)


@pytest.mark.parametrize(("typed", "digits"), [("１５０", "150"), ("150", "150"), ("100", "100"), ("№ 112!", "112")])
def test_numbers_stay_as_they_are(typed: str, digits: str) -> None:
    assert digits in normal_forms(typed)


@pytest.mark.parametrize("typed", ["don't", "don’t", "dont", "don`t"])
def test_apostrophe_splits_no_word(typed: str) -> None:
    assert normal_forms(typed) == ["dont"]


def test_links_and_mentions_are_not_words() -> None:
    assert normal_forms("@senim_bot help https://example.com/gulmira www.gulmira.kz") == ["help"]


@pytest.mark.parametrize(
    ("typed", "apart"),
    [
        ("111ге хабарлассам", "111 ге хабарлассам"),
        ("16күн", "16 күн"),
        ("27қараша", "27 қараша"),
        ("16days", "16 days"),
        ("call111", "call 111"),
        ("mnu2024", "mnu 2024"),
    ],
)
def test_letters_beside_a_number_are_a_word_of_their_own(typed: str, apart: str) -> None:
    assert normal_forms(typed) == normal_forms(apart)


@pytest.mark.parametrize(
    ("typed", "meant"), [("изн*силовал", "изнсиловал"), ("su#cide", "sucide"), ("уби%%ть", "убить"), ("y*b*t", "ybt")]
)
def test_a_word_with_a_hidden_letter_stays_one_word(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("изн@силовал", "изнасиловал"), ("$uicide", "suicide"), ("abu$e", "abuse")]
)
def test_a_sign_that_looks_like_a_letter_is_that_letter(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("п о м о г и т е", "помогите"),
        ("h-e-l-p me", "help me"),
        ("к.ө.м.е.к", "көмек"),
        ("1 0 2", "102"),
        ("1-1-2", "112"),
    ],
)
def test_a_word_or_number_typed_letter_by_letter_is_one(typed: str, meant: str) -> None:
    assert normal_forms(typed) == normal_forms(meant)


@pytest.mark.parametrize("typed", ["и я в шоке", "10 12", "*важно* и **очень**", "2*3", "50$ за вход"])
def test_what_only_looks_so_stays_apart(typed: str) -> None:
    assert len(normal_forms(typed)) == len(typed.replace("*3", " 3").split())


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "🙂👍🏽", "?!…", "\u200b\u0301", "___"])
def test_a_text_without_letters_has_no_words(nothing: str) -> None:
    assert normal_forms(nothing) == []


def test_clean_text_is_lower_case_and_keeps_its_alphabet() -> None:
    assert clean("Қ\u200bАЛАЙ") == "қалай"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("ult 'nj ,skj", "где это было"),
        ("r-vtr", "көмек"),
        ("ifhf 0fqlf", "шара қайда"),
        ("2026 nf0shs,s", "2026 тақырыбы"),  # a number stays one
        ("<bibv,ftdf", "бишимбаева"),  # a capital
    ],
)
def test_latin_keys_are_read_as_russian_and_as_kazakh(typed: str, meant: str) -> None:
    assert meant in other_readings(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("руддщ", "hello"), ("црщ ьфву пгдьшкф", "who made gulmira"), ("рудз", "help")]
)
def test_cyrillic_keys_are_read_as_english(typed: str, meant: str) -> None:
    assert other_readings(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"), [("wto takoe", "что такое"), ("po4emu 16 dney", "почему 16 дней"), ("6ara qayda", "шара қайда")]
)
def test_signs_in_latin_text_may_stand_for_cyrillic_letters(typed: str, meant: str) -> None:
    assert normal_forms(meant.replace("что", "што")) in [normal_forms(other) for other in other_readings(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i n33d a s4f3 pl4c3 2 st4y", "i need a safe place 2 stay"),
        ("my hu5b4nd b34t m3 in 2024", "my husband beat me in 2024"),
        ("m3nya 1zb1l1", "menya izbili"),
    ],
)
def test_figures_in_latin_words_may_stand_for_letters(typed: str, meant: str) -> None:
    assert meant in other_readings(typed)


@pytest.mark.parametrize("typed", ["боюсь собак", "жизнь боль", "любовь"])
def test_cyrillic_letters_that_would_be_signs_inside_words_were_meant(typed: str) -> None:
    assert other_readings(typed) == []


@pytest.mark.parametrize("typed", ["", "112", "🙂", "?"])
def test_a_text_without_letters_has_no_other_layout(typed: str) -> None:
    assert other_readings(typed) == []


def test_the_english_i_is_not_the_russian_and() -> None:
    assert normal_forms("I") != normal_forms("и")


def test_digits_of_any_script_are_digits() -> None:
    assert normal_forms("١١٢ ۱۰۲ １０３") == ["112", "102", "103"]


def test_digits_of_any_shape_are_digits() -> None:
    shaped = [c for c in map(chr, range(sys.maxunicode + 1)) if c.isdigit() and not c.isdecimal()]

    assert {"➊", "⓵", "⒈", "²"} < set(shaped)
    assert [normal_forms(c) for c in shaped] == [[str(unicodedata.digit(c))] for c in shaped]


def test_a_number_of_shaped_digits_is_that_number() -> None:
    assert normal_forms("➊⓿➋") == ["102"]


def test_a_text_of_usual_characters_has_no_other_form_and_no_signs() -> None:
    usual = "".join(c for c in map(chr, range(0x2100)) if is_usual(c))

    assert unicodedata.normalize("NFKC", usual.casefold()) == clean(usual) == usual.casefold()
    assert {"Mn", "Cf", "Cs", "Co", "Me", "So"}.isdisjoint(map(unicodedata.category, usual))


def test_an_email_address_is_no_words_in_any_keyboard_layout() -> None:
    assert (normal_forms("a@b.com"), normal_forms("write to a@b.com"), other_readings("a@b.com")) == (
        [],
        ["urite", "to"],
        [],
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [("a@b.com", ""), ("write to me@mail.example.kz please", "write to please"), ("изн@силовал", "изнасиловал")],
)
def test_an_email_address_is_no_word(text: str, words: str) -> None:
    assert normal_forms(text) == normal_forms(words)
