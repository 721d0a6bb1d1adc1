"""A tiny valid knowledge, for another event, that tests write to a folder and then break in one place."""

from __future__ import annotations

from pathlib import Path

from bot.core.crisis_classes import WEIGHTIEST_FIRST
from bot.core.replying.own_texts import OWN_TEXTS

BASE = """\
name: Fair
time_zone: Asia/Almaty
private: [help]
menu:
  rows:
    - [fair.where]
    - [help.numbers]
  commands: {start: fair.where, support: help.numbers}
dates: {fair: 2025-05-01}
safe_words: |
  help
  помощь
"""

LANGUAGES = """\
languages:
  ru:
    name: Русский
    script: cyrillic
    letters: ёъэ
    months: [января, февраля, марта, апреля, мая, июня, июля, августа, сентября, октября, ноября, декабря]
    date_format: "{day} {month} {year} года"
    day_format: "{day} {month}"
    days: [Пн, Вт, Ср, Чт, Пт, Сб, Вс]
    common_words: где и что
    follow_up_words: там
    other_words: другой
    ordinals: [первый первая, второй вторая, третий третья]
    last_words: последний последняя
    yes_words: да
    pointing_words: а кто
    i_words: я
    me_words: меня
    age_words: мне
    negations: не
    joining_words: и а но
    question_words: где
    asking_words: можно
    stands_in_for: [uk]
  en:
    name: English
    script: latin
    months: [January, February, March, April, May, June, July, August, September, October, November, December]
    date_format: "{day} {month} {year}"
    day_format: "{day} {month}"
    days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun]
    common_words: the a is where
    follow_up_words: there it
    other_words: other
    ordinals: [first, second, third]
    last_words: last
    yes_words: "yes"
    pointing_words: the one
    i_words: i
    me_words: me
    age_words: i'm am
    negations: not never
    joining_words: and but
    question_words: where
    asking_words: can
"""

ENTRIES = """\
topics:
  fair: {kind: event, names: Book Fair}
sources:
  programme: {title: The programme, url: "https://fair.example/programme", date: 2025-04}
entries:
  - id: fair.where
    topic: fair
    title:
      ru: Где ярмарка
      en: Where the fair is
    answer:
      ru: |
        Ярмарка пройдёт {date:fair} в парке.
      en: |
        The fair is on {date:fair} in the park.
    phrases:
      ru: |
{ru_where}
      en: |
{en_where}
    related: [help.numbers]
    sources: [programme]
  - id: help.numbers
    title:
      ru: Номера помощи
      en: Help numbers
    answer:
      ru: |
        Позвонить можно сюда: {contact:112}
      en: |
        You can call here: {contact:112}
    phrases:
      ru: |
{ru_help}
      en: |
{en_help}
"""

CONTACTS = """\
contacts:
  - id: "112"
    number: "112"
    channel: phone
    name: {ru: Служба спасения, en: Rescue service}
    for_whom: {ru: Для всех., en: For anyone.}
    hours: "24/7"
    cost: free
    languages: [ru]
    call: {ru: Ответит диспетчер., en: A dispatcher answers.}
    sources: [programme]
    checked_on: null
"""

CRISIS = """\
  - id: {id}
    reply:
      ru: |
        Спасибо, что написали. Это программа: чат никто не читает, и ответ готов заранее. Позвоните сюда. {{number:112}}
      en: |
        Thank you for writing. This is a program: nobody reads the chat, all of it is ready. Call here. {{number:112}}
    examples:
      ru: |
        мне плохо из-за {id}
      en: |
        i feel bad about {id}
    rules:
      en: |
        {rule}
    more: help.numbers
"""

VARIANT = """\
variants:
  - id: danger.lamp
    when: |
      blue lamp
    not_for: |
      old lamp
    reply:
      ru: |
        Возьмите с собой всё, что нужно, и ещё кого-то. Это программа: чат никто не читает. Позвоните {number:112}
      en: |
        Take with you what you need, and somebody else. This is a program: nobody reads the chat. Call {number:112}
    more: fair.where
"""

PLACES_RU = ["ярмарка", "парк", "книги", "вход", "павильон", "адрес", "площадка", "здание", "место", "улица"]
PLACES_EN = ["fair", "park", "books", "entrance", "pavilion", "address", "venue", "building", "place", "street"]


def files_of_small_knowledge() -> dict[str, str]:
    """Each file's name and text."""
    phrases = {
        "{ru_where}": _lines([*(f"где {x}" for x in PLACES_RU), *(f"как найти {x}" for x in PLACES_RU)]),
        "{en_where}": _lines([*(f"where is the {x}" for x in PLACES_EN), *(f"how to find the {x}" for x in PLACES_EN)]),
        "{ru_help}": _lines([*(f"номер помощи {n}" for n in range(10)), *(f"кому звонить {n}" for n in range(10))]),
        "{en_help}": _lines([*(f"helpline number {n}" for n in range(10)), *(f"whom to call {n}" for n in range(10))]),
    }
    entries = ENTRIES
    for placeholder, block in phrases.items():
        entries = entries.replace(placeholder, block)
    crisis = "".join(CRISIS.format(id=c, rule=f"sign of {c.replace('_', ' ')}*") for c in WEIGHTIEST_FIRST)
    return {
        "knowledge.yaml": BASE,
        "languages.yaml": LANGUAGES,
        "entries.yaml": entries,
        "contacts.yaml": CONTACTS,
        "crisis.yaml": "crisis:\n" + crisis,
        "ui.yaml": "texts:\n" + "".join(_own_text(key) for key in sorted({*OWN_TEXTS, *_COMMANDS})),
    }


def write_small_knowledge(folder: Path) -> Path:
    for name, text in files_of_small_knowledge().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


_COMMANDS = ("command.start", "command.support")
_WITH_NUMBER = (
    "fallback.help",
    "late.text",
    "error.text",
    "soft_help",
    "reminder.doctor",
    "reminder.call",
    "brief.text",
)


def _own_text(key: str) -> str:
    number = " {number:112}" if key in _WITH_NUMBER else ""
    return f'  {key}:\n    ru: "русский {key}{number}"\n    en: "english {key}{number}"\n'


def _lines(phrases: list[str]) -> str:
    return "\n".join(f"        {phrase}" for phrase in phrases)


def write_apart(folder: Path, text: str, name: str = "entries.yaml") -> None:
    """A file of lines that stand apart from what they belong to."""
    path = folder / "training" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def add_variant(folder: Path, old: str = "", new: str = "") -> Path:
    """To the class danger, in a file of its own; one place of it may be broken."""
    (folder / "lamp.yaml").write_text(VARIANT.replace(old, new, 1), encoding="utf-8")
    change(folder, "crisis.yaml", "    more: help.numbers\n", "    more: help.numbers\n    variants: [danger.lamp]\n")
    return folder


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Breaks one place of a file; the place must be there."""
    text = (folder / name).read_text(encoding="utf-8")
    if old not in text:
        raise ValueError(f"{name} does not hold {old!r}")
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
