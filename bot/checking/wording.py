"""How help is worded: what it must not hold, what it must hold, and what each line with a number must tell.

The words stand in the knowledge (`forbidden:` and `required:`), since they depend on the language; rules of form
(length, question marks, how many numbers) stand here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.checking.folder import WholeFolder
from bot.checking.texts import ANY_TIME, KeyPath
from bot.core.crisis_classes import DANGER
from bot.core.model import Contact, CrisisClass, Knowledge, Language, to_plain
from bot.core.replying.compose import COSTS, PLACEHOLDER, Composer, contacts_named
from bot.core.replying.screens import RELATED
from bot.loading.faults import Fault
from bot.loading.folder import Part
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
_HELP = ("brief.text", "error.text", "fallback.help", "late.text", "soft_help")
"""Texts of the program that give numbers."""
_LINE = re.compile(r"[^\n]+")
_LINE_OF_NUMBER = re.compile(r"^\{number: ?(\w+)\}.*$", re.MULTILINE)
_LISTED = re.compile(r"\s*(?:[•-]\s*)?\{number: ?\w+\}\s*[:—-]")
_SHOUTING = re.compile(r"[?!¿¡؟]")


@dataclass(frozen=True, slots=True)
class Text:
    """One text of one language, where it stands, and what it is for."""

    part: Part
    path: KeyPath
    owner: str
    language: Language
    raw: str
    where: frozenset[str]
    """`crisis` (a first reply), `more` (behind its button), `support` (an answer about help), `answer` (any answer),
    `face` (seen unasked), `shelter` (it tells of a place where people may live)."""
    crisis: frozenset[str] = field(default_factory=frozenset)
    """Crisis classes from which it is reached."""

    def fault(self, said: Sentence, offset: int = 0) -> Fault:
        line = self.part.file.line_of(self.path)
        if "\n" in self.raw:
            line = self.part.file.line_in_block(self.path, self.raw.count("\n", 0, offset))
        return Fault(self.part.file.name, line, self.owner, said)


def wording_faults(folder: WholeFolder) -> Iterator[Fault]:
    """Everything in the wording of help that could harm."""
    parts, knowledge = folder.parts, folder.knowledge
    texts = list(_texts(folder))
    composer = Composer(knowledge)
    shown = {id(text): to_plain(composer.paragraphs(text.raw, text.language, ANY_TIME)) for text in texts}
    forbidden = [rule for part in parts for rule in part.model.forbidden.values()]
    required = [rule for part in parts for rule in part.model.required.values()]
    for text in texts:
        for rule in forbidden:
            yield from _forbidden_faults(text, rule, shown[id(text)])
        for needed in required:
            yield from _required_faults(text, needed)
        yield from _promise_faults(text, knowledge, composer)
        if "crisis" in text.where:
            yield from _form_faults(text, shown[id(text)])
            yield from _number_line_faults(text, knowledge, composer)
        if text.owner == "brief.text" and len(shown[id(text)]) > LONGEST_POP_UP:
            yield text.fault(say("help.pop_up", count=len(shown[id(text)]), most=LONGEST_POP_UP))


# ---- which texts ----------------------------------------------------------------------------------


def _texts(folder: WholeFolder) -> Iterator[Text]:
    for part in folder.parts:
        yield from _first_replies(part)
        yield from _entry_texts(part, folder.knowledge)
        yield from _own_texts(part, folder.knowledge)
    yield from _texts_of_shelters(folder)


def _texts_of_shelters(folder: WholeFolder) -> Iterator[Text]:
    """Faults in the description of a contact where people may live, and in every text that offers it."""
    shelters = {contact.id for part in folder.parts for contact in part.model.contacts if contact.shelter}
    for text in folder.texts if shelters else ():
        offered = shelters & {named for raw in text.by_language.values() for named in contacts_named(raw)}
        if offered or (text.path[0] == "contacts" and text.owner in shelters):
            for code, raw in text.by_language.items():
                yield Text(text.part, (*text.path, code), text.owner, code, raw, frozenset({"shelter"}))


def _first_replies(part: Part) -> Iterator[Text]:
    for i, crisis in enumerate(part.model.crisis):
        for code, raw in (crisis.reply or {}).items():
            path = ("crisis", i, "reply", code)
            yield Text(part, path, crisis.id, code, raw, frozenset({"crisis"}), frozenset({crisis.id}))


def _entry_texts(part: Part, knowledge: Knowledge) -> Iterator[Text]:
    """Answers about help, whatever a crisis reply leads to, and titles on buttons."""
    behind, opened = _behind(knowledge), {crisis.more for crisis in knowledge.crisis.values()}
    menu = {entry for row in knowledge.menu.rows for entry in row}
    for i, entry in enumerate(part.model.entries):
        reached = behind.get(entry.id, frozenset())
        about_help = knowledge.entries[entry.id].sensitive or reached
        about = {"support", "more"} if entry.id in opened else {"support"} if about_help else set()
        where = frozenset({"answer", *about})
        for code, raw in entry.answer.items():
            yield Text(part, ("entries", i, "answer", code), entry.id, code, raw, where, reached)
        where = frozenset({"face"} if entry.id in menu else ())
        for code, raw in entry.title.items():
            yield Text(part, ("entries", i, "title", code), entry.id, code, raw, where, reached)


def _own_texts(part: Part, knowledge: Knowledge) -> Iterator[Text]:
    for name, texts in part.model.texts.items():
        where = frozenset(({"face"} if name.startswith(_FACES) else set()) | ({"support"} if name in _HELP else set()))
        for code, raw in texts.items():
            yield Text(part, ("texts", name, code), name, code, raw, where)
    for name in part.model.menu.commands if part.model.menu else ():
        # A command is typed in Latin letters whatever the language of the person.
        for code in knowledge.languages:
            yield Text(part, ("menu", "commands", name), name, code, name, frozenset({"face"}))


def _behind(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Which crisis classes lead to an entry: by More, or by a button beneath what More opens."""
    reached: dict[str, set[str]] = {}
    for crisis in knowledge.crisis.values():
        for entry in _reached_from(crisis, knowledge):
            reached.setdefault(entry, set()).add(crisis.id)
    return {entry: frozenset(classes) for entry, classes in reached.items()}


def _reached_from(crisis: CrisisClass, knowledge: Knowledge) -> Sequence[str]:
    if crisis.more not in knowledge.entries:
        return ()
    return (crisis.more, *knowledge.entries[crisis.more].related[:RELATED])


# ---- words ----------------------------------------------------------------------------------------


def _forbidden_faults(text: Text, rule: ForbiddenModel, shown: str) -> Iterator[Fault]:
    searched = _searched(text, rule, shown)
    for word in rule.words.get(text.language, "").splitlines() if searched else ():
        found = find_word(word, searched)
        if found:
            offset = found.start() if searched is text.raw else 0
            words = " ".join(searched[slice(*found.span())].split())
            yield text.fault(say("help.forbidden", words=words, why=rule.why), offset)


def _searched(text: Text, rule: ForbiddenModel, shown: str) -> str:
    """Where a rule looks: in the whole text, in its opening, or nowhere."""
    if rule.classes:
        return text.raw if text.crisis & set(rule.classes) else ""
    if text.where & set(rule.where):
        return text.raw
    if "opening" in rule.where and text.where & {"crisis", "more"}:
        return shown[:OPENING]
    return text.raw.split(maxsplit=1)[0] if "first_word" in rule.where and "answer" in text.where else ""


def _required_faults(text: Text, rule: RequiredModel) -> Iterator[Fault]:
    if not set(rule.where) & text.where or text.owner in rule.not_in:
        return
    if rule.beside and rule.beside not in contacts_named(text.raw):
        return
    if rule.after and not _any_of(rule.after.get(text.language, ""), text.raw):
        return
    if text.language in rule.words and not _any_of(rule.words[text.language], text.raw):
        first = rule.words[text.language].splitlines()[0]
        yield text.fault(say("help.required", words=first, language=text.language, why=rule.why))


def _any_of(words: str, text: str) -> bool:
    return any(find_word(word, text) for word in words.splitlines())


def find_word(word: str, text: str) -> re.Match[str] | None:
    """A word or phrase in a text, whatever its case; `*` stands for any ending."""
    pattern = r"\s+".join(re.escape(_folded(part)).replace(r"\*", r"\w*") for part in word.split())
    return re.search(rf"(?<!\w){pattern}(?!\w)", _folded(text))


def _folded(text: str) -> str:
    # Of the same length as the text, so that a place in one is a place in the other.
    return text.lower().replace("ё", "е").replace("’", "'")


# ---- numbers --------------------------------------------------------------------------------------


def _promise_faults(text: Text, knowledge: Knowledge, composer: Composer) -> Iterator[Fault]:
    """That "round the clock" is said of a number that is not answered round the clock."""
    always = composer.text("contact.always", text.language)
    for line in _LINE.finditer(text.raw):
        # A longer answer may tell of several numbers in one sentence; there only lists are judged.
        if "answer" in text.path and not _LISTED.match(line[0]):
            continue
        given = [found["name"] for found in PLACEHOLDER.finditer(line[0]) if found["kind"] == "number"]
        unsure = [name for name in given if not _is_always_open(knowledge.contacts[name])]
        if unsure and find_word(always, line[0]):
            yield text.fault(say("help.always", words=always, contact=unsure[0]), line.start())


def _number_line_faults(text: Text, knowledge: Knowledge, composer: Composer) -> Iterator[Fault]:
    """That a line which begins with a number leaves out its hours or its cost, although they are known."""
    for line in _LINE_OF_NUMBER.finditer(text.raw):
        contact = knowledge.contacts[line[1]]
        wanted = [composer.text("contact.always", text.language)] if _is_always_open(contact) else []
        wanted += [composer.text(COSTS[contact.cost], text.language)] if contact.cost in COSTS else []
        for words in wanted:
            if not find_word(words, line[0]):
                yield text.fault(say("help.unsaid", words=words, contact=contact.id), line.start())


def _is_always_open(contact: Contact) -> bool:
    return contact.hours is not None and contact.hours.always


# ---- form -----------------------------------------------------------------------------------------


def _form_faults(text: Text, shown: str) -> Iterator[Fault]:
    longest = LONGEST_IN_DANGER if text.owner == DANGER else LONGEST_REPLY
    if len(shown) > longest:
        yield text.fault(say("reply.long", count=len(shown), most=longest))
    given = set(contacts_named(text.raw))
    if len(given) > MOST_NUMBERS:
        yield text.fault(say("reply.numbers", count=len(given), language=text.language, most=MOST_NUMBERS))
    if text.owner != DANGER and (digit := re.search(r"\d", shown[:OPENING])):
        yield text.fault(say("reply.opening", digit=digit[0], most=OPENING))
    for found in _SHOUTING.finditer(text.raw):
        yield text.fault(say("reply.shouting", sign=found[0]), found.start())
    for offset, letter in enumerate(text.raw):
        if unicodedata.category(letter) in ("So", "Cs", "Cn"):
            yield text.fault(say("reply.sign", sign=letter), offset)
    for place in PLACEHOLDER.finditer(text.raw):
        if place["kind"] not in ("number", "contact"):
            yield text.fault(say("reply.placeholder", typed=place[0]), place.start())
