"""A small knowledge folder to start from: for another event, in another city.

What is about no event (languages, national numbers, distress, its replies and what was learned of it, what the program
says of itself) comes from the shipped knowledge, so that it stands in one place; what an editor writes anew comes from
the files beside this one, which teach the format in their comments.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from typing import get_type_hints

from bot.core.knowledge import Knowledge, SingleKind
from bot.core.replying.compose import contacts_named
from bot.core.replying.own_texts import OWN_TEXTS
from bot.core.scoring.learned import Learned
from bot.loading import shipped_folder
from bot.loading.asked_with import askings_in
from bot.loading.cut import Value, changed, items_of
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.folder import Part, join, read_parts
from bot.loading.json_schema import SCHEMA, modeline
from bot.loading.last_resort import write_last_resort
from bot.loading.prepared import load_fitted
from bot.loading.schema import EntryModel
from bot.loading.schema.fields import EntryId
from bot.loading.yaml_file import YamlFile
from bot.starter.distress import carried_over

HELP = "support.help"
"""The entry behind More of every crisis reply, as long as there is no better one."""
_OWN = {"bot.yaml": ("bot.start", "bot.privacy", "bot.hide", "chat.greeting", "chat.thanks"), "support.yaml": (HELP,)}
"""Entries that are the same for every event."""
_TRAINING = "training/"
_CRISIS = ("crisis/", f"{_TRAINING}crisis/")
_NEW_TEXTS = ("profile.description", "profile.short")
_IDS = list[EntryId]
_NAMES_ENTRIES = {key for key, shape in get_type_hints(EntryModel, include_extras=True).items() if shape == _IDS}
"""Keys of an entry that list others."""
_KEY_LINE = re.compile(r" *(?:- )?[a-z_.]+:(?:\s|$)")
_BARE_KEY = re.compile(r" *[\w.]+:(?: \|)?$")
"""A key whose value stands below it."""


class NotEmptyError(Exception):
    """The folder already holds something."""


def write_starter(folder: Path) -> list[Path]:
    """Writes the folder, whole or not at all, and returns its files.

    Raises NotEmptyError, OSError where it cannot be written, or KnowledgeError where what comes along does not fit
    together.
    """
    shipped = shipped_folder()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotEmptyError
    with _appearing(folder) as new:
        return [folder / path.relative_to(new) for path in _write(new, shipped, read_parts(shipped))]


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Gives a folder to write to, which becomes the other when all is well: nobody finds half of one.

    An empty folder that is there stays itself: it may be the one in which its owner stands, or a disk of its own.
    """
    is_there = folder.exists()
    place = folder if is_there else folder.parent
    place.mkdir(parents=True, exist_ok=True)
    new = place / f".{folder.name}.{token_hex(4)}.tmp"
    new.mkdir()
    try:
        yield new
        if is_there:
            for path in list(new.iterdir()):
                path.rename(folder / path.name)
        else:
            new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(folder: Path, shipped: Path, parts: Sequence[Part]) -> list[Path]:
    knowledge, written = join(parts), []
    for name, text in sorted({**_copied(shipped, parts, knowledge), **_new()}.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    new_parts = read_parts(folder)
    written.append(write_last_resort(folder, new_parts))
    learned = load_fitted(shipped)
    if learned:
        written.append(_write_learned(folder, carried_over(learned, knowledge, join(new_parts))))
    return written


def _write_learned(folder: Path, learned: Learned) -> Path:
    path = folder / FITTED
    write_fitted(path, learned.to_data())
    return path


def _new() -> dict[str, str]:
    here = Path(str(files("bot.starter")))
    return {str(path.relative_to(here)): path.read_text(encoding="utf-8") for path in here.rglob("*.yaml")}


def _copied(shipped: Path, parts: Sequence[Part], knowledge: Knowledge) -> dict[str, str]:
    names = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(_names(knowledge))), re.IGNORECASE)
    files = {part.file.name: part.file for part in parts}
    crisis = ((name, _crisis(file, names)) for name, file in files.items() if name.startswith(_CRISIS))
    numbers = _contacts(knowledge)
    cited = {source for part in parts for c in part.model.contacts if c.id in numbers for source in c.sources}
    commands = re.findall(r"^    (\w+):", _new()["knowledge.yaml"].partition("commands:")[2], re.MULTILINE)
    texts = _kept_texts(knowledge, commands)
    apart = [file for name, file in files.items() if name.startswith(_TRAINING)]
    phrases = {name: _file("more_phrases", items_of(apart, "more_phrases", ids), 1) for name, ids in _OWN.items()}
    return {
        "languages.yaml": files["languages.yaml"].text,
        "synonyms.yaml": _without(names, files["synonyms.yaml"].text, "#"),
        SCHEMA: (shipped / SCHEMA).read_text(encoding="utf-8"),
        **{name: text for name, text in crisis if text},
        **{
            name: _file("entries", items_of(files.values(), "entries", ids, _only_own_entries))
            for name, ids in _OWN.items()
        },
        **{f"{_TRAINING}{name}": _without(names, text) for name, text in phrases.items()},
        "contacts.yaml": _file("contacts", items_of(files.values(), "contacts", numbers)),
        "sources.yaml": _file("sources", items_of(files.values(), "sources", cited)),
        "ui.yaml": _file("texts", items_of(files.values(), "texts", texts)),
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


def _crisis(file: YamlFile, names: re.Pattern[str]) -> str:
    """With no entry but the one behind More; empty where nothing is left that is about no event."""
    return _filled(_without(names, changed(file, ("crisis", "variants"), _with_help_alone)))


def _with_help_alone(key: str, _value: Value) -> str | None:
    if key == "more":
        return f"more: {HELP}\n"
    return "" if key in ("in_place_of", "instead") else None


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


def _only_own_entries(key: str, value: Value) -> str | None:
    """Of the entries that an entry names, those that come along; a key that names no other goes."""
    if key in _NAMES_ENTRIES and isinstance(value, list):
        known = _own(value)
        return f"{key}: [{known}]\n" if known else ""
    return _asked_after_own(value) if key == "asked_with" and isinstance(value, str) else None


def _asked_after_own(asked_with: str) -> str:
    lines: list[str] = []
    for asking in askings_in(asked_with):
        known = _own(asking.after)
        if known or not asking.after:
            lines += [*([f"after {known}:"] if known else []), *asking.patterns]
    return "".join(["asked_with: |\n", *(f"  {line}\n" for line in lines)]) if lines else ""


def _own(entries: Iterable[str]) -> str:
    own = {entry for ids in _OWN.values() for entry in ids}
    return ", ".join(entry for entry in entries if entry in own)


def _file(key: str, items: Iterable[str], depth: int = 0) -> str:
    return f"{modeline(depth)}\n{key}:\n{''.join(items)}"
