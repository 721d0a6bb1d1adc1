"""How help is worded: what it must not hold, what it must hold, and what each line with a number must tell.

The words stand in the knowledge (`forbidden:` and `required:`), since they depend on the language; rules of form
(length, question marks, how many numbers) stand here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.checking.folder import WholeFolder
from bot.checking.texts import ANY_TIME, TextOf
from bot.core.crisis_classes import DANGER
from bot.core.knowledge import Contact, CrisisClass, Knowledge, Language
from bot.core.model import to_plain
from bot.core.replying.compose import COSTS, PLACEHOLDER, Composer, contacts_named
from bot.core.replying.screens import RELATED
from bot.loading.faults import Fault
from bot.loading.schema import ForbiddenModel, RequiredModel
from bot.loading.sentences import Sentence, say

LONGEST_REPLY, LONGEST_IN_DANGER = 700, 500
"""Characters of a crisis reply, as people read it; the second is for danger."""
MOST_NUMBERS = 4
"""Numbers that one crisis reply offers."""
OPENING = 80
"""Characters that a locked phone may show to anyone who looks at it."""
LONGEST_POP_UP = 200
"""Characters that Telegram shows in a pop-up."""
_FACES = ("profile.", "command.", "button.", "group.", "hidden.", "late.")
"""Texts that people see without asking for them, or that stay on the screen."""
_HELP = ("brief.text", "error.text", "fallback.help", "late.text", "reminder.call", "reminder.doctor", "soft_help")
"""Texts of the program that give numbers."""
_LINE = re.compile(r"[^\n]+")
_LINE_OF_NUMBER = re.compile(r"^\{number: ?(\w+)\}.*$", re.MULTILINE)
_LISTED = re.compile(r"\s*(?:[•-]\s*)?\{number: ?\w+\}\s*[:—-]")
_SHOUTING = re.compile(r"[?!¿¡؟]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in one of its languages, and what it is for."""

    text: TextOf
    language: Language
    shown: str
    """As people see it."""
    where: frozenset[str]
    """`crisis` (a first reply), `more` (behind its button), `support` (an answer about help), `answer` (any answer),
    `face` (seen unasked), `shelter` (it tells of a place where people may live)."""
    crisis: frozenset[str] = frozenset()
    """Crisis classes from which it is reached."""

    @property
    def raw(self) -> str:
        return self.text.by_language[self.language]

    @property
    def owner(self) -> str:
        return self.text.owner

    def fault(self, said: Sentence, offset: int | None = None) -> Fault:
        return self.text.fault(self.language, said, offset)


def wording_faults(folder: WholeFolder) -> Iterator[Fault]:
    """Everything in the wording of help that could harm."""
    parts, knowledge = folder.parts, folder.knowledge
    composer = Composer(knowledge)
    forbidden = [rule for part in parts for rule in part.model.forbidden.values()]
    required = [rule for part in parts for rule in part.model.required.values()]
    for wording in _wordings(folder, composer):
        for rule in forbidden:
            yield from _forbidden_faults(wording, rule)
        for needed in required:
            yield from _required_faults(wording, needed)
        yield from _promise_faults(wording, knowledge, composer)
        if "crisis" in wording.where:
            yield from _form_faults(wording)
            yield from _number_line_faults(wording, knowledge, composer)
        if wording.owner == "brief.text" and len(wording.shown) > LONGEST_POP_UP:
            yield wording.fault(say("help.pop_up", count=len(wording.shown), most=LONGEST_POP_UP))


# ---- which texts, and what they are for -----------------------------------------------------------

Use = tuple[TextOf, frozenset[str], frozenset[str]]
"""A text, where it is used, and the crisis classes from which it is reached."""


def _wordings(folder: WholeFolder, composer: Composer) -> Iterator[Wording]:
    for text, where, crisis in (*_uses(folder), *_uses_of_shelters(folder)):
        for code, raw in text.by_language.items():
            shown = to_plain(composer.paragraphs(raw, code, ANY_TIME))
            yield Wording(text, code, shown, where, crisis)


def _uses(folder: WholeFolder) -> Iterator[Use]:
    knowledge = folder.knowledge
    behind, opened = _behind(knowledge), {more for crisis in knowledge.crisis.values() for more in _opened_by(crisis)}
    class_of = {variant: frozenset({c.id}) for c in knowledge.crisis.values() for variant in c.variants}
    in_menu = {entry for row in knowledge.menu.rows for entry in row}
    for text in (*folder.texts, *_typed_commands(folder)):
        owner, reached = text.owner, behind.get(text.owner, frozenset())
        match text.path[0], text.field:
            case "crisis", _:
                yield text, frozenset({"crisis"}), frozenset({owner})
            case "variants", _:
                yield text, frozenset({"crisis"}), class_of[owner]
            case "entries", "answer":
                about_help = knowledge.entries[owner].sensitive or reached
                about = {"support", "more"} if owner in opened else {"support"} if about_help else set()
                yield text, frozenset({"answer", *about}), reached
            case "entries", "title":
                yield text, frozenset({"face"} if owner in in_menu else ()), reached
            case "texts", _:
                face, support = owner.startswith(_FACES), owner in _HELP
                yield (
                    text,
                    frozenset(use for use, is_so in (("face", face), ("support", support)) if is_so),
                    frozenset(),
                )
            case "menu", _:
                yield text, frozenset({"face"}), frozenset()


def _typed_commands(folder: WholeFolder) -> Iterator[TextOf]:
    for part in folder.parts:
        for name in part.model.menu.commands if part.model.menu else ():
            # A command is typed in Latin letters whatever the language of the person.
            yield TextOf(part, ("menu", "commands", name), name, dict.fromkeys(folder.knowledge.languages, name))


def _uses_of_shelters(folder: WholeFolder) -> Iterator[Use]:
    """The description of a contact where people may live, and every text that offers it."""
    shelters = {contact.id for part in folder.parts for contact in part.model.contacts if contact.shelter}
    for text in folder.texts if shelters else ():
        offered = shelters & {named for raw in text.by_language.values() for named in contacts_named(raw)}
        if offered or (text.path[0] == "contacts" and text.owner in shelters):
            yield text, frozenset({"shelter"}), frozenset()


def _behind(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Which crisis classes lead to an entry: by More, or by a button beneath what More opens."""
    reached: dict[str, set[str]] = {}
    for crisis in knowledge.crisis.values():
        for entry in _reached_from(crisis, knowledge):
            reached.setdefault(entry, set()).add(crisis.id)
    return {entry: frozenset(classes) for entry, classes in reached.items()}


def _reached_from(crisis: CrisisClass, knowledge: Knowledge) -> Sequence[str]:
    opened = [knowledge.entries[more] for more in _opened_by(crisis) if more in knowledge.entries]
    return [reached for entry in opened for reached in (entry.id, *entry.related[:RELATED])]


def _opened_by(crisis: CrisisClass) -> Sequence[str]:
    """What stands behind More of its reply and of its variants."""
    return (crisis.more, *(variant.more for variant in crisis.variants.values()))


# ---- words ----------------------------------------------------------------------------------------


def _forbidden_faults(wording: Wording, rule: ForbiddenModel) -> Iterator[Fault]:
    searched = _searched(wording, rule)
    for word in rule.words.get(wording.language, "").splitlines() if searched else ():
        found = find_word(word, searched)
        if found:
            offset = found.start() if searched is wording.raw else 0
            words = " ".join(searched[slice(*found.span())].split())
            yield wording.fault(say("help.forbidden", words=words, why=rule.why), offset)


def _searched(wording: Wording, rule: ForbiddenModel) -> str:
    """Where a rule looks: in the whole text, in its opening, or nowhere."""
    if rule.classes:
        return wording.raw if wording.crisis & set(rule.classes) else ""
    if wording.where & set(rule.where):
        return wording.raw
    if "opening" in rule.where and wording.where & {"crisis", "more"}:
        return wording.shown[:OPENING]
    return wording.raw.split(maxsplit=1)[0] if "first_word" in rule.where and "answer" in wording.where else ""


def _required_faults(wording: Wording, rule: RequiredModel) -> Iterator[Fault]:
    if not set(rule.where) & wording.where or wording.owner in rule.not_in:
        return
    if rule.beside and rule.beside not in contacts_named(wording.raw):
        return
    if rule.after and not _any_of(rule.after.get(wording.language, ""), wording.raw):
        return
    if wording.language in rule.words and not _any_of(rule.words[wording.language], wording.raw):
        first = rule.words[wording.language].splitlines()[0]
        yield wording.fault(say("help.required", words=first, language=wording.language, why=rule.why))


def _any_of(words: str, text: str) -> bool:
    return any(find_word(word, text) for word in words.splitlines())


def find_word(word: str, text: str) -> re.Match[str] | None:
    """A word or phrase in a text, whatever its case; `*` stands for any ending."""
    pattern = r"\s+".join(re.escape(_folded(part)).replace(r"\*", r"\w*") for part in word.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", _folded(text))


def _folded(text: str) -> str:
    # Of the same length as the text, so that an offset in one is an offset in the other.
    return text.lower().replace("ё", "е").replace("’", "'")


# ---- numbers --------------------------------------------------------------------------------------


def _promise_faults(wording: Wording, knowledge: Knowledge, composer: Composer) -> Iterator[Fault]:
    """That "round the clock" is said of a number that is not answered round the clock."""
    always = composer.text("contact.always", wording.language)
    for line in _LINE.finditer(wording.raw):
        # A longer answer may tell of several numbers in one sentence; there only lists are judged.
        if wording.text.field == "answer" and not _LISTED.match(line[0]):
            continue
        given = [found["name"] for found in PLACEHOLDER.finditer(line[0]) if found["kind"] == "number"]
        unsure = [name for name in given if not _is_always_open(knowledge.contacts[name])]
        if unsure and find_word(always, line[0]):
            yield wording.fault(say("help.always", words=always, contact=unsure[0]), line.start())


def _number_line_faults(wording: Wording, knowledge: Knowledge, composer: Composer) -> Iterator[Fault]:
    """That a line which begins with a number leaves out its hours or its cost, although they are known."""
    for line in _LINE_OF_NUMBER.finditer(wording.raw):
        contact = knowledge.contacts[line[1]]
        wanted = [composer.text("contact.always", wording.language)] if _is_always_open(contact) else []
        wanted += [composer.text(COSTS[contact.cost], wording.language)] if contact.cost in COSTS else []
        for words in wanted:
            if not find_word(words, line[0]):
                yield wording.fault(say("help.unsaid", words=words, contact=contact.id), line.start())


def _is_always_open(contact: Contact) -> bool:
    return contact.hours is not None and contact.hours.always


# ---- form -----------------------------------------------------------------------------------------


def _form_faults(wording: Wording) -> Iterator[Fault]:
    longest = LONGEST_IN_DANGER if DANGER in wording.crisis else LONGEST_REPLY
    if len(wording.shown) > longest:
        yield wording.fault(say("reply.long", count=len(wording.shown), most=longest))
    given = set(contacts_named(wording.raw))
    if len(given) > MOST_NUMBERS:
        yield wording.fault(say("reply.numbers", count=len(given), language=wording.language, most=MOST_NUMBERS))
    if DANGER not in wording.crisis and (digit := re.search(r"\d", wording.shown[:OPENING])):
        yield wording.fault(say("reply.opening", digit=digit[0], most=OPENING))
    for found in _SHOUTING.finditer(wording.raw):
        yield wording.fault(say("reply.shouting", sign=found[0]), found.start())
    for offset, letter in enumerate(wording.raw):
        if unicodedata.category(letter) in ("So", "Cs", "Cn"):
            yield wording.fault(say("reply.sign", sign=letter), offset)
    for placeholder in PLACEHOLDER.finditer(wording.raw):
        if placeholder["kind"] not in ("number", "contact"):
            yield wording.fault(say("reply.placeholder", typed=placeholder[0]), placeholder.start())
