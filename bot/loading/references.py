"""What files say about each other: ids, placeholders, languages. Faults of the folder as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from bot.core.crisis_classes import CALM, WEIGHTIEST_FIRST
from bot.core.entry_ids import family_listed, family_of, said_of
from bot.core.replying.compose import PLACEHOLDER, PLACEHOLDER_KINDS
from bot.core.text import normal_forms, symbols
from bot.core.understanding.patterns import name_of_list
from bot.loading.asked_with import shown_before
from bot.loading.faults import Fault
from bot.loading.missing_or_doubled import doubled_faults, missing_faults
from bot.loading.pattern_faults import wrong_in_pattern, wrong_in_words
from bot.loading.rule_blocks import rule_blocks
from bot.loading.schema import PATTERN_KEYS, REPLIES, CrisisModel, EntryModel, VariantModel
from bot.loading.sentences import Sentence, say
from bot.loading.yaml_file import KeyPath

if TYPE_CHECKING:
    from bot.loading.folder import Part


_LEARNED_ONLY = "training"
"""The folder of lines that the bot learns from."""


def reference_faults(parts: Sequence[Part]) -> Iterator[Fault]:
    """Everything that is wrong between files that are each in the right shape."""
    yield from missing_faults(parts)
    yield from doubled_faults(parts)
    folder = _Folder(parts)
    for part in parts:
        yield from folder.faults_of(part)


def placeholders_of(parts: Sequence[Part]) -> Mapping[str, set[str]]:
    """Every name that a placeholder may refer to, by kind."""
    return _Folder(parts).placeholders


class _Folder:
    """Every id that may be referred to."""

    def __init__(self, parts: Sequence[Part]) -> None:
        models = [part.model for part in parts]
        self.entries = {e.id for m in models for e in m.entries}
        self.families = set(map(family_of, self.entries))
        self.classes = [c.id for m in models for c in m.crisis]
        self.variants = {v.id for m in models for v in m.variants}
        self.listed_variants = {v for m in models for c in m.crisis for v in c.variants}
        self.languages = [code for m in models for code in m.languages]
        self.topics = {t for m in models for t in m.topics}
        self.cities = {name for m in models for name, topic in m.topics.items() if topic.kind == "city"}
        self.sources = {s for m in models for s in m.sources}
        self.lists = {name_of_list(i, code) for m in models for i, words in m.pattern_words.items() for code in words}
        contacts = {c.id for m in models for c in m.contacts}
        dates = {d for m in models for d in m.dates}
        self.placeholders: Mapping[str, set[str]] = {
            "contact": contacts,
            "number": contacts,
            "date": dates,
            "day": dates,
            "link": self.sources,
            "storage": {"kept"},
            "bot": {"name"},
        }

    def faults_of(self, part: Part) -> Iterator[Fault]:
        for i, entry in enumerate(part.model.entries):
            owner = _Owner(part, entry.id)
            yield from self._entry_faults(owner, ("entries", i), entry)
        for i, contact in enumerate(part.model.contacts):
            owner = _Owner(part, contact.id)
            for key in ("name", "for_whom", "call"):
                yield from self._language_faults(owner, ("contacts", i, key), getattr(contact, key))
            yield from self._unknown(owner, ("contacts", i, "sources"), contact.sources, self.sources, "source")
            if contact.city:
                yield from self._unknown(owner, ("contacts", i, "city"), [contact.city], self.cities, "city")
        for code, language in part.model.languages.items():
            yield from self._pattern_faults(_Owner(part, code), ("languages", code), language)
        for name, texts in part.model.texts.items():
            yield from self._language_faults(_Owner(part, name), ("texts", name), texts)
        yield from self._faults_of_help(part)
        yield from self._faults_apart(part)
        yield from self._list_faults(part)
        yield from self._wording_faults(part)
        for key in ("private", "goes_with_help"):
            yield from self._unknown(_Owner(part, key), (key,), getattr(part.model, key), self.families, "family")
        for key in ("safe_words", "soft_words"):
            yield from self._letterless(_Owner(part, ""), (key,), getattr(part.model, key))
        if part.model.menu:
            owner = _Owner(part, "menu")
            rows = [entry for row in part.model.menu.rows for entry in row]
            yield from self._unknown(owner, ("menu", "rows"), rows, self.entries, "entry")
            opened = list(part.model.menu.commands.values())
            yield from self._unknown(owner, ("menu", "commands"), opened, self.entries, "entry")

    def _entry_faults(self, owner: _Owner, path: KeyPath, entry: EntryModel) -> Iterator[Fault]:
        for key in ("title", "answer", "phrases"):
            yield from self._language_faults(owner, (*path, key), getattr(entry, key))
        yield from self._unknown(owner, (*path, "related"), entry.related, self.entries, "entry")
        yield from self._unknown(owner, (*path, "sources"), entry.sources, self.sources, "source")
        yield from self._pattern_faults(owner, path, entry)
        if entry.own_story:
            known = {*self.classes} - {CALM}
            yield from self._unknown(owner, (*path, "own_story"), [entry.own_story], known, "crisis")
        if entry.topic:
            yield from self._unknown(owner, (*path, "topic"), [entry.topic], self.topics, "topic")

    def _faults_of_help(self, part: Part) -> Iterator[Fault]:
        """Faults of crisis classes and of their variants."""
        for i, crisis in enumerate(part.model.crisis):
            yield from self._crisis_faults(_Owner(part, crisis.id), ("crisis", i), crisis)
        for i, variant in enumerate(part.model.variants):
            yield from self._variant_faults(_Owner(part, variant.id), ("variants", i), variant)

    def _faults_apart(self, part: Part) -> Iterator[Fault]:
        """Faults of lines that stand apart from what they belong to."""
        for name, phrases in part.model.more_phrases.items():
            owner = _Owner(part, name)
            if name not in self.entries:
                yield owner.fault(("more_phrases", name), say("apart.no_entry"))
            yield from self._undeclared(owner, ("more_phrases", name), phrases)
        for key in ("more_examples", "more_near_misses", "more_rules"):
            for name, lines in getattr(part.model, key).items():
                owner, path = _Owner(part, name), (key, name)
                if name not in self.classes:
                    yield owner.fault(path, say("unknown.class", known=", ".join(self.classes)))
                elif name == CALM and key == "more_examples":
                    yield owner.fault(path, say("calm.only", key=key))
                yield from self._undeclared(owner, path, lines)
        for key in ("out_of_scope", "follow_ups"):
            yield from self._undeclared(_Owner(part, key), (key,), getattr(part.model, key))
        for block in rule_blocks(part):
            yield from self._faults_of_block(_Owner(part, block.crisis), block.path, block.text)

    def _list_faults(self, part: Part) -> Iterator[Fault]:
        """Faults of the words that patterns name together."""
        for name, by_language in part.model.pattern_words.items():
            owner, path = _Owner(part, name), ("pattern_words", name)
            yield from self._undeclared(owner, path, by_language)
            for code, words in by_language.items():
                for offset, line in enumerate(words.splitlines()):
                    for said in wrong_in_words(line):
                        yield owner.fault((*path, code), said, offset)

    def _wording_faults(self, part: Part) -> Iterator[Fault]:
        """A rule of wording that names something unknown would never be applied."""
        for name, rule in part.model.forbidden.items():
            owner, path = _Owner(part, name), ("forbidden", name, "classes")
            yield from self._unknown(owner, path, rule.classes, set(WEIGHTIEST_FIRST), "crisis")
        for name, needed in part.model.required.items():
            if needed.beside:
                owner, path = _Owner(part, name), ("required", name, "beside")
                yield from self._unknown(owner, path, [needed.beside], self.placeholders["contact"], "contact")

    def _undeclared(self, owner: _Owner, path: KeyPath, texts: Mapping[str, str]) -> Iterator[Fault]:
        for code in texts:
            if code not in self.languages:
                said = say("unknown.language", language=code, known=", ".join(self.languages))
                yield owner.fault((*path, code), said)

    def _crisis_faults(self, owner: _Owner, path: KeyPath, crisis: CrisisModel) -> Iterator[Fault]:
        for key in ("examples", "near_misses", "rules"):
            yield from self._undeclared(owner, (*path, key), getattr(crisis, key))
        yield from self._pattern_faults(owner, path, crisis)
        if crisis.id == CALM:
            for key in ("examples", "not_for", "reply", "to_child", "more", "variants", "instead"):
                if getattr(crisis, key):
                    yield owner.fault((*path, key), say("calm.only", key=key))
            return
        if crisis.id not in WEIGHTIEST_FIRST:
            yield owner.fault(path, say("unknown.class", known=", ".join(WEIGHTIEST_FIRST)))
        if crisis.reply is None:
            yield owner.fault(path, say("missing.reply"))
        else:
            yield from self._reply_faults(owner, (*path, "reply"), crisis.reply)
        if crisis.to_child:
            yield from self._reply_faults(owner, (*path, "to_child"), crisis.to_child)
        if crisis.more is None:
            yield owner.fault(path, say("missing.more"))
        else:
            yield from self._unknown(owner, (*path, "more"), [crisis.more], self.entries, "entry")
        yield from self._listing_faults(owner, (*path, "variants"), crisis)
        yield from self._instead_faults(owner, (*path, "instead"), crisis.instead)

    def _listing_faults(self, owner: _Owner, path: KeyPath, crisis: CrisisModel) -> Iterator[Fault]:
        """Faults of the list of its variants."""
        for i, variant in enumerate(crisis.variants):
            if variant in crisis.variants[:i]:
                yield owner.fault((*path, i), say("variant.twice", name=variant))
            elif not variant.startswith(f"{crisis.id}."):
                yield owner.fault((*path, i), say("variant.other_class", name=variant, crisis=crisis.id))
            elif variant not in self.variants:
                yield owner.fault((*path, i), say("unknown.variant", name=variant))

    def _variant_faults(self, owner: _Owner, path: KeyPath, variant: VariantModel) -> Iterator[Fault]:
        if owner.stands_in(_LEARNED_ONLY):
            yield owner.fault(path, say("variant.misplaced", crisis=variant.id.partition(".")[0]))
        if variant.id not in self.listed_variants:
            yield owner.fault(path, say("variant.unlisted", name=variant.id))
        yield from self._pattern_faults(owner, path, variant)
        for key in REPLIES:
            if reply := getattr(variant, key):
                yield from self._reply_faults(owner, (*path, key), reply)
        if variant.more:
            yield from self._unknown(owner, (*path, "more"), [variant.more], self.entries, "entry")
        yield from self._unknown(owner, (*path, "in_place_of"), variant.in_place_of, self.entries, "entry")

    def _reply_faults(self, owner: _Owner, path: KeyPath, reply: Mapping[str, str]) -> Iterator[Fault]:
        yield from self._language_faults(owner, path, reply)
        given = [found["kind"] for text in reply.values() for found in PLACEHOLDER.finditer(text)]
        if not {"number", "contact"} & set(given):
            yield owner.fault(path, say("missing.number"))

    def _pattern_faults(self, owner: _Owner, path: KeyPath, model: BaseModel) -> Iterator[Fault]:
        """Of the patterns of a model, as far as it has any; rules stand in more places than one."""
        for key in PATTERN_KEYS:
            listed: str | Sequence[str] = (key != "rules" and getattr(model, key, None)) or ""
            blocks = [((*path, key), listed)] if isinstance(listed, str) else _each_at((*path, key), listed)
            for at, block in blocks:
                yield from self._faults_of_block(owner, at, block)

    def _instead_faults(self, owner: _Owner, path: KeyPath, instead: Mapping[str, str]) -> Iterator[Fault]:
        """Faults of what is answered in place of something else."""
        for name, other in instead.items():
            family = family_listed(name)
            known, kind = (self.families, "family") if family else (self.entries, "entry")
            yield from self._unknown(owner, (*path, name), [family or name], known, kind)
            yield from self._unknown(owner, (*path, name), [other], self.entries, "entry")
            if said_of(other, instead):
                yield owner.fault((*path, name), say("instead.replaced", name=other))

    def _letterless(self, owner: _Owner, path: KeyPath, block: str | None) -> Iterator[Fault]:
        """Lines that no message could hold."""
        for offset, line in enumerate((block or "").splitlines()):
            if line.strip() and not normal_forms(line) and not symbols(line):
                yield owner.fault(path, say("pattern.no_letters", word=line.strip()), offset)

    def _faults_of_block(self, owner: _Owner, path: KeyPath, block: str) -> Iterator[Fault]:
        """Of lines that are patterns."""
        seen: set[str] = set()
        for offset, line in enumerate(block.splitlines()):
            if path[-1] == "asked_with" and (shown := shown_before(line)):
                seen = set()
                yield from self._unknown(owner, path, shown, self.entries, "entry", offset)
                continue
            for said in wrong_in_pattern(line, self.lists):
                yield owner.fault(path, said, offset)
            pattern = " ".join(line.split()).casefold()
            if pattern and pattern in seen:
                yield owner.fault(path, say("pattern.twice", pattern=pattern), offset)
            seen.add(pattern)

    def _language_faults(self, owner: _Owner, path: KeyPath, texts: Mapping[str, str]) -> Iterator[Fault]:
        for code in self.languages:
            if code not in texts:
                yield owner.fault(path, say("missing.language", field=path[-1], language=code))
        yield from self._undeclared(owner, path, texts)
        for code, text in texts.items():
            yield from self._placeholder_faults(owner, (*path, code), text)

    def _placeholder_faults(self, owner: _Owner, path: KeyPath, text: str) -> Iterator[Fault]:
        if "phrases" in path:
            return
        for found in PLACEHOLDER.finditer(text):
            kind, name = found["kind"], found["name"]
            if kind not in PLACEHOLDER_KINDS:
                yield owner.fault(path, say("unknown.placeholder", typed=found[0], known=", ".join(PLACEHOLDER_KINDS)))
                continue
            if name not in self.placeholders[kind]:
                yield owner.fault(path, say("unknown.reference", typed=found[0], kind=kind))

    def _unknown(
        self,
        owner: _Owner,
        path: KeyPath,
        names: Iterable[str],
        known: set[str],
        kind: str,
        offset: int | None = None,
    ) -> Iterator[Fault]:
        for name in names:
            if name not in known:
                yield owner.fault(path, say(f"unknown.{kind}", name=name), offset)


def _each_at(path: KeyPath, lines: Sequence[str]) -> list[tuple[KeyPath, str]]:
    """The lines of a list, each with its place."""
    return [((*path, i), line) for i, line in enumerate(lines)]


class _Owner:
    """What the faults of a file are about: an entry, a contact, a crisis class or what else has an id."""

    def __init__(self, part: Part, entry: str) -> None:
        self._part, self._entry = part, entry

    def stands_in(self, folder: str) -> bool:
        return Path(self._part.file.name).parts[0] == folder

    def fault(self, path: KeyPath, said: Sentence, offset: int | None = None) -> Fault:
        """`offset` is the line within a block of lines."""
        file = self._part.file
        line = file.line_of(path) if offset is None else file.line_in_block(path, offset)
        return Fault(file.name, line, self._entry, said)
