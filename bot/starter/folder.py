"""A small knowledge folder to start from: for another event, in another city.

What is about no event (languages, national numbers, distress, its replies and what was learned of it, what the program
says of itself) comes from the shipped knowledge, so that it stands in one place; what an editor writes anew comes from
the files beside this one, which teach the format in their comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import get_type_hints

from bot.core.knowledge import Knowledge, SingleKind
from bot.core.replying.compose import contacts_named
from bot.core.replying.own_texts import OWN_TEXTS
from bot.core.scoring.learned import Learned
from bot.loading import load_knowledge, shipped_folder
from bot.loading.asked_with import askings_in
from bot.loading.files import knowledge_files
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.folder import join, read_parts
from bot.loading.json_schema import SCHEMA, modeline
from bot.loading.last_resort import write_last_resort
from bot.loading.prepared import load_fitted
from bot.loading.schema import EntryModel
from bot.loading.schema.fields import EntryId
from bot.starter.distress import carried_over

HELP = "support.help"
"""The entry behind More of every crisis reply, as long as there is no better one."""
_OWN = {"bot.yaml": ("bot.start", "bot.privacy", "bot.hide", "chat.greeting", "chat.thanks"), "support.yaml": (HELP,)}
"""Entries that are the same for every event."""
_TRAINING = "training/"
_CRISIS = ("crisis/", f"{_TRAINING}crisis/")
_NEW_TEXTS = ("profile.description", "profile.short")
_IDS = list[EntryId]
_LIST_ITEM = re.compile(r"^  - id: \"?([\w.]+)\"?$", re.MULTILINE)
_KEY_LINE = re.compile(r" *(?:- )?[a-z_.]+:(?:\s|$)")
_BARE_KEY = re.compile(r" *[\w.]+:(?: \|)?$")
"""A key whose value stands below it."""
_KEY = re.compile(r"^  ([\w.]+):", re.MULTILINE)


class NotEmptyError(Exception):
    """The folder already holds something."""


def write_starter(folder: Path) -> list[Path]:
    """Writes the folder and returns its files. Raises NotEmptyError, or OSError where it cannot be written."""
    shipped = shipped_folder()
    knowledge = load_knowledge(shipped)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmptyError
    written = []
    for name, text in sorted({**_copied(shipped, knowledge), **_new()}.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    parts = read_parts(folder)
    written.append(write_last_resort(folder, parts))
    learned = load_fitted(shipped)
    if learned:
        written.append(_write_learned(folder, carried_over(learned, knowledge, join(parts))))
    return written


def _write_learned(folder: Path, learned: Learned) -> Path:
    path = folder / FITTED
    write_fitted(path, learned.to_data())
    return path


def _new() -> dict[str, str]:
    here = Path(str(files("bot.starter")))
    return {str(path.relative_to(here)): path.read_text(encoding="utf-8") for path in here.rglob("*.yaml")}


def _copied(shipped: Path, knowledge: Knowledge) -> dict[str, str]:
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(_names(knowledge))), re.IGNORECASE)
    paths = knowledge_files(shipped)
    texts = {str(path.relative_to(shipped)): path.read_text(encoding="utf-8") for path in paths}
    numbers = _contacts(knowledge)
    crisis = ((name, _crisis(text, names)) for name, text in texts.items() if name.startswith(_CRISIS))
    cited = {s for text in _items(texts, _LIST_ITEM, numbers) for s in _sources_of(text)}
    commands = re.findall(r"^    (\w+):", _new()["knowledge.yaml"].partition("commands:")[2], re.MULTILINE)
    return {
        "languages.yaml": texts["languages.yaml"],
        "synonyms.yaml": _without(names, texts["synonyms.yaml"], "#"),
        SCHEMA: (shipped / SCHEMA).read_text(encoding="utf-8"),
        **{name: text for name, text in crisis if text},
        **{name: _file("entries", _items(texts, _LIST_ITEM, ids), _only_own_entries) for name, ids in _OWN.items()},
        **{f"{_TRAINING}{name}": _without(names, _phrases(texts, ids)) for name, ids in _OWN.items()},
        "contacts.yaml": _file("contacts", _items(texts, _LIST_ITEM, numbers)),
        "sources.yaml": _file("sources", _items({"": texts["sources.yaml"]}, _KEY, cited)),
        "ui.yaml": _file("texts", _items({"": texts["ui.yaml"]}, _KEY, _kept_texts(knowledge, commands))),
    }


def _names(knowledge: Knowledge) -> set[str]:
    """Of the people, films and organisations that only entries about the event are about."""
    about_help = {entry.topic for entry in knowledge.entries.values() if entry.sensitive}
    kinds: tuple[SingleKind, ...] = ("person", "film", "organisation")
    named = (t for t in knowledge.topics.values() if t.kind in kinds and t.id not in about_help)
    return {name for topic in named for name in topic.names}


def _contacts(knowledge: Knowledge) -> set[str]:
    """The contacts to which help refers."""
    replies = [reply for crisis in knowledge.crisis.values() for reply in crisis.replies]
    spoken = [text for reply in replies for text in reply.values()]
    spoken += [text for texts in knowledge.texts.values() for text in texts.values()]
    spoken += [text for ids in _OWN.values() for i in ids for text in knowledge.entries[i].answer.values()]
    return {contact for text in spoken for contact in contacts_named(text)}


def _kept_texts(knowledge: Knowledge, commands: Iterable[str]) -> set[str]:
    wanted = OWN_TEXTS | {f"command.{name}" for name in commands}
    return {key for key in knowledge.texts if key in wanted or not key.startswith("command.")} - {*_NEW_TEXTS}


def _phrases(texts: dict[str, str], ids: Iterable[str]) -> str:
    """Those that stand apart from the answers."""
    apart = {name: text for name, text in texts.items() if name.startswith(_TRAINING)}
    return _file("more_phrases", _items(apart, _KEY, ids), depth=1)


def _crisis(text: str, names: re.Pattern[str]) -> str:
    """With no entry but the one behind More; empty where nothing is left that is about no event."""
    text = re.sub(r"^    in_place_of:\n(?: {6}.*\n)+", "", text, flags=re.MULTILINE)
    text = re.sub(r"^    instead:\n(?: {6}.*\n)+", "", text, flags=re.MULTILINE)
    return _filled(_without(names, re.sub(r"^( +more:) .*$", rf"\1 {HELP}", text, flags=re.MULTILINE)))


def _without(names: re.Pattern[str], text: str, begin: str = "") -> str:
    """Without the lines that hold a name, of those with this beginning."""
    lines = text.splitlines(keepends=True)
    # Something may stand below a key.
    return "".join(x for x in lines if _KEY_LINE.match(x) or not x.lstrip().startswith(begin) or not names.search(x))


def _filled(text: str) -> str:
    """Without the keys below which nothing is left."""
    kept: list[str] = []
    below = -1
    for line in reversed(text.splitlines(keepends=True)):
        depth = len(line) - len(line.lstrip())
        if _BARE_KEY.match(line) and below <= depth:
            continue
        if line.strip() and not line.startswith("#"):
            below = depth
        kept.append(line)
    return "".join(reversed(kept)) if below >= 0 else ""


def _only_own_entries(text: str) -> str:
    """Of the entries that an entry names, those that come along; a key that names no other goes."""
    keys = "|".join(key for key, shape in get_type_hints(EntryModel, include_extras=True).items() if shape == _IDS)
    text = re.sub(rf"^    ({keys}):(.*\n(?: {{5,}}.*\n)*)", _with_own, text, flags=re.MULTILINE)
    return re.sub(r"^    asked_with: \|\n((?: {5,}.*\n)*)", _asked_after_own, text, flags=re.MULTILINE)


def _with_own(key: re.Match[str]) -> str:
    known = _own(re.findall(r"[\w.]+", key[2]))
    return f"    {key[1]}: [{known}]\n" if known else ""


def _asked_after_own(key: re.Match[str]) -> str:
    lines: list[str] = []
    for asking in askings_in(key[1]):
        known = _own(asking.after)
        if known or not asking.after:
            lines += [*([f"after {known}:"] if known else []), *asking.patterns]
    return "".join(["    asked_with: |\n", *(f"      {line}\n" for line in lines)]) if lines else ""


def _own(entries: Iterable[str]) -> str:
    own = {entry for ids in _OWN.values() for entry in ids}
    return ", ".join(entry for entry in entries if entry in own)


def _sources_of(contact: str) -> list[str]:
    return [
        name for found in re.findall(r"^    sources: \[(.*)\]", contact, re.MULTILINE) for name in found.split(", ")
    ]


def _items(texts: dict[str, str], pattern: re.Pattern[str], wanted: Iterable[str]) -> Iterator[str]:
    """The text of each item of a list, or of each key, that is wanted."""
    ids = set(wanted)
    for text in texts.values():
        found = list(pattern.finditer(text))
        ends = [*(match.start() for match in found[1:]), len(text)]
        for match, end in zip(found, ends, strict=False):
            if match[1] in ids:
                yield re.sub(r"(?:\n *(?:#.*)?)+\Z", "\n", text[match.start() : end])


def _file(key: str, items: Iterable[str], change: Callable[[str], str] = str, depth: int = 0) -> str:
    return f"{modeline(depth)}\n{key}:\n{change(''.join(items))}"
