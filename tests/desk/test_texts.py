"""The desk speaks three languages: every text stands in each, and no page shows a label that was not translated."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from bot.core.crisis_classes import CALM, WEIGHTIEST_FIRST
from bot.core.understanding.distress.sign import FoundBy
from bot.core.understanding.zone import ZoneName
from bot.desk.page import HERE
from bot.desk.texts import TEXTS, Speech, language_of
from bot.loading.editor_languages import EDITOR_LANGUAGES
from bot.measuring.evaluation import FIGURES
from tests.desk.conftest import HERE as ADDRESS
from tests.desk.conftest import Visitor

PAGES = [
    *("/chat", "/entries", "/entries/fair.where", "/entries/new", "/contacts", "/contacts/112", "/contacts/new"),
    *("/sources", "/sources/programme", "/sources/new", "/confusions", "/feedback", "/changes", "/check", "/gone"),
    *("/files", "/lines?file=entries.yaml&line=6"),
]
TEMPLATES = sorted((HERE / "templates").glob("*.html"))
SEEN = re.compile(r'(?:placeholder|title|aria-label|alt)="([^"]*)"')
CODE = re.compile(r'{#.*?#}|{%.*?%}|{{.*?}}| class="[^"]*"', re.DOTALL)


def placeholders(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_every_text_stands_in_every_language_and_says_something() -> None:
    lacking = [key for key, texts in TEXTS.items() if set(texts) != set(EDITOR_LANGUAGES) or not all(texts.values())]

    assert lacking == []


def test_every_language_fills_in_the_same_names() -> None:
    differing = [key for key, texts in TEXTS.items() if len(set(map(placeholders, texts.values()))) > 1]

    assert differing == []


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    sources = [*HERE.glob("*.py"), *HERE.glob("templates/*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)+)"', code)) & (
        set(TEXTS) | set(re.findall(r't\("([\w.]+)"[,)]', code))
    )
    built = tuple(re.findall(r'"([a-z_.]+\.)" ~', code)) + tuple(re.findall(r'f"([a-z_.]+\.)\{', code))

    assert named - set(TEXTS) == set()
    assert [
        key for key in TEXTS if key not in named and not key.startswith(built) and not key.endswith((".title", ".new"))
    ] == []


def test_every_zone_has_its_words() -> None:
    """Of help that comes first it is told what found the sign."""
    zones = [zone for zone in get_args(ZoneName) if zone != "help first"]

    assert [zone for zone in zones if f"why.zone.{zone.replace(' ', '_')}" not in TEXTS] == []


def test_every_figure_has_its_words() -> None:
    assert [figure.name for figure in FIGURES if f"figure.{figure.name}" not in TEXTS] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_no_word_of_its_own(path: Path) -> None:
    plain = CODE.sub("", path.read_text(encoding="utf-8"))
    words = [*SEEN.findall(plain), re.sub(r"<[^>]*>", "", plain)]
    literals = re.findall(r'{{ ?"([^"]*[A-Za-z] [A-Za-z][^"]*|[A-Z][^"]*)"', path.read_text(encoding="utf-8"))

    assert set(re.findall(r"[^\W\d_]{2,}", " ".join([*words, *literals]))) <= {"Senim"}


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("path", PAGES)
async def test_a_page_shows_no_text_of_another_language(visitor: Visitor, language: str, path: str) -> None:
    html = await visitor.in_language(language, path)
    others = {text[code] for text in TEXTS.values() for code in EDITOR_LANGUAGES if code != language}
    whole = {text for text in others if len(text) > 14} - {text[language] for text in TEXTS.values()}

    assert f'<html lang="{language}">' in html
    assert [text for text in whole if text in html] == []


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "kk-KZ,ru;q=0.9,en;q=0.8", "kk"),
        ("", "de,ru;q=0.9", "ru"),
        ("", "de", "en"),
        ("", "", "en"),
        ("en", "kk", "en"),
        ("xx", "kk", "kk"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_browser_s(cookie: str, accepted: str, language: str) -> None:
    assert language_of(cookie, accepted) == language


async def test_a_language_that_was_chosen_stays_and_leads_back_to_the_page(visitor: Visitor) -> None:
    answer = await visitor.send("/language", language="kk", back="/contacts?changed=x")

    assert str(answer.url) == f"{ADDRESS}/contacts?changed=x"
    assert '<html lang="kk">' in await visitor.see("/check")


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
async def test_choosing_a_language_leads_to_no_other_place(visitor: Visitor, back: str) -> None:
    answer = await visitor.send("/language", language="ru", back=back)

    assert str(answer.url) == f"{ADDRESS}/chat"


def test_values_are_escaped_and_texts_may_hold_markup() -> None:
    said = Speech("en")("why.soft_help", name="<b>")

    assert said == "A faint sign of &lt;b&gt; adds one soft line of help."


def test_every_crisis_class_has_its_name() -> None:
    assert [name for name in (*WEIGHTIEST_FIRST, CALM) if f"crisis_class.{name}" not in TEXTS] == []


def test_a_crisis_class_is_named_beside_its_id_and_one_of_another_folder_by_its_id() -> None:
    said = [Speech("ru").crisis_class(name) for name in ("danger", "<b>")]

    assert said == ["«прямая опасность» (<code>danger</code>)", "<code>&lt;b&gt;</code>"]


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("kk", "24/7", "тәулік бойы"),
        ("ru", "24/7", "круглосуточно"),
        ("kk", "Mo-Fr 09:00-18:00", "Дс–Жм 09:00–18:00"),
        ("ru", "Mo-Fr 09:00-18:00; Sa 10:00-14:00", "Пн–Пт 09:00–18:00; Сб 10:00–14:00"),
    ],
)
def test_hours_are_said_in_words(language: str, written: str, said: str) -> None:
    assert Speech(language).hours(written) == said


async def test_a_refusal_at_the_door_is_in_the_language_of_the_browser(visitor: Visitor) -> None:
    await visitor.send("/language", language="ru", back="/chat")
    answer = await visitor.send("/teach", token="old")

    assert "Редакция была запущена заново" in answer.text


def test_every_way_in_which_a_sign_is_found_is_told() -> None:
    told = {f"why.crisis.{way.replace(' ', '_')}" for way in get_args(FoundBy)}

    assert told <= TEXTS.keys()
