"""The shape of a knowledge file, as typed models."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.hours import Hours
from bot.core.model import TopicKind

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]
"""`film.title`: lower-case words joined by full stops."""
VariantId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$", max_length=60)]
"""`danger.gas`: the class, a full stop and a short name."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Block = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000_000)]
WRITTEN_LIKE_RULES = (
    "rules",
    "not_for",
    "when",
    "asked_with",
    "asked_after_with",
    "only_where",
    "told_after_help",
    "child_phrases",
    "undecided_phrases",
)
"""Keys of words that are looked for as rules are, wherever they stand."""
ONE_A_LINE = (
    *WRITTEN_LIKE_RULES,
    "phrases",
    "examples",
    "near_misses",
    "names",
    "safe_words",
    "soft_words",
    "out_of_scope",
    "follow_ups",
    "more_phrases",
    "more_examples",
    "more_near_misses",
    "words",
    "after",
)
"""Keys of texts of which each line stands for itself."""
TEXTS_BY_ID = ("texts", "rule_words", "more_phrases", "more_examples", "more_near_misses")
"""Keys below which an id stands, and below that the languages."""
BY_ID = ("sources", "topics", "dates", "languages", *TEXTS_BY_ID)
"""Keys below which an id stands."""


def _check_partial_date(text: str) -> str:
    """A pattern alone would let a thirteenth month pass."""
    if text != "undated":
        year, month, day = [*map(int, text.split("-")), 1, 1][:3]
        try:
            date(year, month, day)
        except ValueError:
            raise PydanticCustomError("no_such_date", "no such date") from None
    return text


_PARTIAL_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$"
PartialDate = Annotated[
    str,
    BeforeValidator(str),
    StringConstraints(pattern=_PARTIAL_DATE),
    AfterValidator(_check_partial_date),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _PARTIAL_DATE}, {"type": "integer"}]}),
]
"""As far as a page tells its date; YAML reads a whole one as a date and a bare year as a number."""


def _check_hours(written: str | None) -> str | None:
    if written is not None:
        Hours.parse(written)
    return written


WrittenHours = Annotated[str | None, AfterValidator(_check_hours)]
PerLanguage = dict[LanguageCode, Block]


InPlaceOf = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.\*|(\.[a-z0-9_]+)*)$", max_length=60)]
"""The id of an entry, or a whole family: `city.*`."""


class _Strict(BaseModel):
    # The texts below fields become the descriptions in `knowledge/schema.json`, which editors read while they type.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class EntryModel(_Strict):
    """One idea that people can ask about."""

    id: EntryId
    """Small Latin letters, parts joined by full stops, like film.title. Never change it: buttons lead to it."""
    topic: Code | None = None
    """Who or what it is about: an id of topics.yaml."""
    title: PerLanguage
    """Shown on buttons: at most 40 characters, in every language."""
    answer: PerLanguage
    """Plain text; what was asked comes first; at most about 700 characters.

    Refer to numbers, dates and links by {contact:ID}, {number:ID}, {date:ID}, {day:ID} and {link:ID}.
    """
    phrases: PerLanguage
    """How people ask it: one phrase a line, at least 20 in each language, as they really type.

    A few stand here; the rest may stand under more_phrases in training/.
    """
    related: list[EntryId] = Field(default_factory=list)
    """Ids of other entries; the first three become buttons under the answer."""
    sources: list[Code] = Field(default_factory=list)
    """Ids of sources.yaml; they are shown under the answer."""
    told_after_help: Block | None = None
    """What somebody says after help who is to get this answer: one line each, written like the rules of crisis/."""
    reassures: bool = False
    """Whether its answer is for somebody who is out of danger: nobody gets it who may be in it still."""
    asked_with: Block | None = None
    """Words, side by side, with which a short message asks for this entry, whatever was learned: one line each, written
    like the rules of crisis/.
    """
    asked_after: list[EntryId] = Field(default_factory=list)
    """Ids of the entries right after which a few words (`asked_after_with`) ask for this one."""
    asked_after_with: Block | None = None
    """Words, side by side, with which a message of a few words asks for this entry right after one of those that
    `asked_after` lists: one line each, written like the rules of crisis/.
    """
    only_where: Block | None = None
    """Words, side by side, of which a message must hold some: one line each, written like the rules of crisis/.

    Without them the entry comes only where it is clearly asked for: not in a choice, nor beside a cry for help.
    """


class SourceModel(_Strict):
    """A page that a fact or a number comes from. Its link stands here and nowhere else."""

    title: Line
    """What people see of the link: who says it."""
    url: Annotated[str, StringConstraints(pattern=r"^https?://[\w-]+(\.[\w-]+)+(:\d+)?([/?#][^\s<>\"]*)?$")]
    """The address of the page, with https://."""
    date: PartialDate
    """When the page was written, as far as it tells: 2024-11-27, 2024-11, 2024 or undated."""


class ContactModel(_Strict):
    """One line or centre that people can reach. Its number stands here and nowhere else."""

    id: Code
    """By what answers refer to it: {contact:ID} or {number:ID}."""
    number: Annotated[str, StringConstraints(pattern=r"^(\d{3}|\+\d[\d ]{6,20}\d)$")]
    """In quotes: three digits ("112"), or + with the country code ("+7 700 000 00 00")."""
    channel: Literal["phone", "whatsapp"]
    """How one reaches it."""
    name: PerLanguage
    """Who answers."""
    for_whom: PerLanguage
    """Whom it is for."""
    hours: WrittenHours
    """When someone surely answers: "24/7" or "Mo-Fr 09:00-18:00; Sa 10:00-14:00"; null where no source says it."""
    hours_claimed: WrittenHours = None
    """Longer hours that only some of the sources give."""
    cost: Literal["free", "paid", "unknown"]
    """What a call costs the person."""
    languages: list[LanguageCode]
    """In which languages people are answered."""
    call: PerLanguage
    """What a call sets in motion: who may hear of it, what happens next."""
    city: Code | None = None
    """The city, where it serves only one."""
    sources: Annotated[list[Code], Field(min_length=1)]
    """Ids of sources.yaml that give this number; at least one."""
    checked_on: date | None
    """The day on which a person last called it, like 2024-11-27; null as long as nobody has."""
    out_of_service: bool = False
    """True where it did not answer when it was called: answers then leave it out."""
    emergency: bool = False
    """True for a line that saves lives, like 112: nobody calls it for a test."""
    shelter: bool | None = None
    """True where people may live: its address then stands nowhere. Say it of every contact of one city."""


class TopicModel(_Strict):
    """A person, a film, a place, with every name that people use."""

    kind: TopicKind
    """person, film, city, line, organisation and place are names of one thing; the others are not."""
    names: Block
    """One name a line, in whatever language; case endings and typos are understood by themselves."""
    follow_up: bool = True
    """Whether "and who made it?" may refer to it."""


REPLIES = ("reply", "to_child", "again", "again_to_child")
"""The keys of a class and of a variant under which a first reply may stand."""


class VariantModel(_Strict):
    """Another first reply of a crisis class, for some of those who get it."""

    id: VariantId
    """The class, a full stop and a short name of its own: danger.gas. It counts once the class lists it."""
    when: Block
    """Words that show for whom it is meant: written like rules, but by themselves they set off nothing."""
    not_for: Block | None = None
    """Words, side by side, that show an author for whom it is not meant: one line each, written like rules.

    The next variant is tried, then the class.
    """
    reply: PerLanguage
    """What the person reads first, in place of the reply of the class; the same is asked of it."""
    more: EntryId | None = None
    """The entry behind the button More, where it is another than that of the class."""
    to_child: PerLanguage | None = None
    """The same for a child that says to be one: by its age, or of school as only a child does."""
    lasts: bool = False
    """Whether its words come again, for as long as the talk is about help, where nothing is understood or in place of
    some entries."""
    again: PerLanguage | None = None
    """The words that then come, where they are not the same; it lasts, too."""
    again_to_child: PerLanguage | None = None
    """The same for a child that says to be one: by its age, or of school as only a child does."""
    in_place_of: list[EntryId] = Field(default_factory=list)
    """The entries in whose place the words come again."""

    @property
    def replies(self) -> list[PerLanguage]:
        """All that may be said in it."""
        return [reply for key in REPLIES if (reply := getattr(self, key))]


class CrisisModel(_Strict):
    """A kind of distress: what shows it, what does not, and the reply that then comes first."""

    id: Code
    """One of the classes that the program knows; calm holds only what must not set off help."""
    examples: PerLanguage = Field(default_factory=dict)
    """What people write in this distress: one message a line. The rest may stand under more_examples in training/."""
    near_misses: PerLanguage = Field(default_factory=dict)
    """What sounds alike and must not set off help: one message a line.

    The rest may stand under more_near_misses in training/.
    """
    rules: Block | None = None
    """Words that always set off help when they follow each other: one rule a line, * stands for any ending.

    a|b stands for either, {ID:LANGUAGE} for any one of a list of rule_words. A full stop: the words end the message,
    side by side. In calm they keep help away from a message that says hardly more.
    """
    not_for: Block | None = None
    """Words, side by side, that show an author for whom the reply is not meant: one line each, written like rules.

    Help comes all the same, in the words of another class.
    """
    reply: PerLanguage | None = None
    """What the person reads first: neutral first words, numbers with hours and cost, at most 700 characters."""
    to_child: PerLanguage | None = None
    """What a child reads first that says to be one; all that holds for a reply holds for it."""
    more: EntryId | None = None
    """The entry behind the button More."""
    variants: list[VariantId] = Field(default_factory=list)
    """Ids of other first replies, for some of those who get this one; the first counts whose `when` the message holds.

    Each stands under `variants` in a file of its own.
    """
    instead: dict[InPlaceOf, EntryId] = Field(default_factory=dict)
    """What is answered in place of other entries, for 15 minutes after the reply: support.shelter: support.looking_for

    city.* stands for all entries whose ids begin with city.
    """

    @property
    def replies(self) -> list[PerLanguage]:
        """Its own, as far as it has any; those of its variants stand apart."""
        return [reply for reply in (self.reply, self.to_child) if reply]


class LanguageModel(_Strict):
    """What the program must know of a language."""

    name: Line
    """As its speakers call it."""
    months: Annotated[list[Line], Field(min_length=12, max_length=12)]
    """Twelve names in the form that a date needs (ноября, not ноябрь)."""
    date_format: Line
    """With {day}, {month} and {year}."""
    day_format: Line
    """With {day} and {month}."""
    days: Annotated[list[Line], Field(min_length=7, max_length=7)]
    """Seven short names from Monday, for opening hours."""
    thousand_words: str = ""
    """Words that make the number before them a thousand times larger; `*` stands for any ending."""
    letters: str = ""
    """Letters that no other of the languages has, or hardly ever."""
    script: Literal["latin", "cyrillic"]
    """The alphabet of its texts."""
    common_words: Block
    """Short words by which a sentence shows its language: and, what, is."""
    follow_up_words: Block
    """Words by which a question refers to what was just shown: it, she, there."""
    other_words: Block
    """Words that ask for the other one of a kind: other, second."""
    ordinals: Annotated[list[Line], Field(max_length=3)] = Field(default_factory=list)
    """Words that choose the first, the second and the third of what was offered: one line each, * for any ending."""
    last_words: str = ""
    """Words that choose the last of it, * for any ending."""
    yes_words: str = ""
    """Words that take it where only one was offered: yes, that one."""
    pointing_words: str = ""
    """Words that may stand beside these and ask nothing themselves: the, one, tell me about."""
    i_words: str = ""
    """Words for the author of the message, as the one who acts: I."""
    me_words: str = ""
    """Words for the author of the message, as the one to whom it is done: me."""
    age_words: str = ""
    """Words after which one tells one's own age: i'm, am."""
    age_endings: str = ""
    """Words that stand behind one's own age: жастамын."""
    number_words: dict[Line, int] = Field(default_factory=dict)
    """Numbers as words, from which ages are made: sixteen, 16."""
    not_before_age: str = ""
    """Words that may stand between these and a number, which is then no age: at, in."""
    counted_words: str = ""
    """Words behind a number that is no age: minutes, weeks."""
    child_phrases: list[Line] = Field(default_factory=list)
    """What only a child says of themselves, written like the rules of a crisis class: am in grade."""
    courtesy_words: str = ""
    """Words that thank or say that it is understood; just after help they are returned: thanks, ok."""
    courtesy_phrases: list[Line] = Field(default_factory=list)
    """What is said with them and asks for nothing: i feel better, calling now."""
    closing_phrases: list[Line] = Field(default_factory=list)
    """A mere greeting or goodbye: hi, bye, good night; just after help it is returned with the numbers."""
    farewell_phrases: list[Line] = Field(default_factory=list)
    """A goodbye that may be the last: farewell; after the words for despair these are said again."""
    spelt_out: dict[Line, Line] = Field(default_factory=dict)
    """Contractions: i'm, i am; just after help "i'm ok now" says what "i am ok now" says."""
    kin_words: str = ""
    """Words for relatives and friends, whom a message may be about: sister, friend."""
    another_words: str = ""
    """Further words that tell of somebody else, rather than of whoever writes: husband, girl, says."""
    story_words: str = ""
    """Words for stories in which somebody may want to die: film, heroine."""
    turning_phrases: list[Line] = Field(default_factory=list)
    """What turns to something else than what was just shown: "by the way"."""
    further_phrases: list[Line] = Field(default_factory=list)
    """What begins a question that goes on to something else, and says nothing itself: what about."""
    role_phrases: list[Line] = Field(default_factory=list)
    """What says in which role somebody asks, before the question: i am a lawyer."""
    swap_words: str = ""
    """Words beside a bare name that takes the place of the one just shown: and."""
    excluding_words: str = ""
    """Words beside what a question leaves out: besides, except."""
    excluded_endings: str = ""
    """Where these words stand behind what is left out: the endings of the word before them."""
    refusing_phrases: list[Line] = Field(default_factory=list)
    """What says that the person or thing just shown is not meant: not her."""
    denying_words: str = ""
    """Words that say no before a choice is made: no."""
    asked_for_phrases: list[Line] = Field(default_factory=list)
    """How this language is asked for, in any of the languages: in english, на английском."""
    asking_for_words: str = ""
    """Words beside such a phrase, with which a language is asked for: reply, translate."""
    undecided_phrases: list[Line] = Field(default_factory=list)
    """What says, after help, that whoever writes loves the other or doubts, written like the rules of crisis/."""
    of_me_phrases: list[Line] = Field(default_factory=list)
    """What says, after help for somebody who fears for another, that it is about whoever writes: "it's about me"."""
    not_me_phrases: list[Line] = Field(default_factory=list)
    """How people say, just after help, that it was not about them: not about me."""
    quiet_words: str = ""
    """Words that tell, just after help, that nothing happens now: quiet, asleep, left."""
    name_phrases: list[Line] = Field(default_factory=list)
    """What stands before the own name: my name is."""
    street_words: str = ""
    """Words of an address, beside a number: street, apartment; also as people shorten them."""
    negations: str = ""
    """Words that deny what stands beside them: not, never; none that may be an answer, as "no" is."""
    joining_words: str = ""
    """Words between two clauses: and, but, also; in every spelling."""
    question_words: str = ""
    """Words with which a question begins even where nothing parts it from what stands before: who, where."""
    asking_words: str = ""
    """Further words that show that something is asked: which, can, is."""
    short_forms: dict[Line, Line] = Field(default_factory=dict)
    """What people type in short, and what it stands for: idk, i don't know.

    An emoji counts in a message of nothing but such emojis.
    """
    stands_in_for: list[LanguageCode] = Field(default_factory=list)
    """Languages of Telegram apps whose people rather read this one than any other of the knowledge."""
    borrows_from: list[LanguageCode] = Field(default_factory=list)
    """Languages of which a single word may stand in a talk in this one, which then goes on in it."""
    in_doubt: bool = False
    """Whether help comes in this language, too, where nothing tells which one a person reads."""


class MenuModel(_Strict):
    """What the main screen and the command list offer."""

    rows: list[list[EntryId]]
    """Rows of buttons, each an id of an entry."""
    commands: dict[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")], EntryId]
    """Which entry each command opens; each needs a text command.NAME."""


class ForbiddenModel(_Strict):
    """Words that may not stand in some texts; one a line, `*` stands for any ending."""

    why: dict[LanguageCode, Line]
    """What an editor who wrote one is told to do instead, in each language of the editors."""
    where: list[Literal["opening", "crisis", "support", "face", "shelter", "first_word"]] = Field(default_factory=list)
    """In which texts.

    opening: the first 80 characters of help; crisis: replies to distress; support: answers about help; face: what is
    seen unasked; shelter: whatever tells of a contact with `shelter: true`; first_word: the first word of any answer.
    """
    classes: list[Code] = Field(default_factory=list)
    """Only in these crisis classes and what their button More leads to."""
    words: PerLanguage
    """One word or phrase a line."""


class RequiredModel(_Strict):
    """Words of which some texts must hold one."""

    why: dict[LanguageCode, Line]
    """What an editor who left them out is told, in each language of the editors."""
    where: list[Literal["crisis", "support"]]
    """crisis: replies to distress; support: answers about help."""
    beside: Code | None = None
    """Only where this contact is given."""
    after: PerLanguage | None = None
    """Only where one of these words stands."""
    not_in: list[EntryId] = Field(default_factory=list)
    """Entries that need none of them."""
    words: PerLanguage
    """One word or phrase a line; the first is the one that is suggested."""


class KnowledgeFile(_Strict):
    """Every key that a file may have; each file uses the few that fit its name."""

    name: Line | None = None
    """The name of the bot."""
    time_zone: Line | None = None
    """Of the contacts' hours, like Asia/Almaty."""
    private: list[Code] = Field(default_factory=list)
    """First parts of entry ids that are never answered in a group."""
    goes_with_help: list[Code] = Field(default_factory=list)
    """First parts of further entry ids that a question just after help may well mean, such as those about the law."""
    menu: MenuModel | None = None
    languages: dict[LanguageCode, LanguageModel] = Field(default_factory=dict)
    """Each language that the bot speaks, by its two-letter code; the first is spoken where nothing else is known."""
    entries: list[EntryModel] = Field(default_factory=list)
    """What can be asked."""
    contacts: list[ContactModel] = Field(default_factory=list)
    """Lines and centres that people can reach."""
    sources: dict[Code, SourceModel] = Field(default_factory=dict)
    """Pages that facts and numbers come from, each by an id."""
    dates: dict[Code, date] = Field(default_factory=dict)
    """Dates to which answers refer by {date:ID} or {day:ID}."""
    topics: dict[Code, TopicModel] = Field(default_factory=dict)
    """Who and what entries are about, each by an id."""
    synonyms: dict[Code, Block] = Field(default_factory=dict)
    """Words that mean the same in every language, separated by spaces or lines; `*` stands for any ending."""
    crisis: list[CrisisModel] = Field(default_factory=list)
    """Kinds of distress and the replies to them."""
    variants: list[VariantModel] = Field(default_factory=list)
    """Other first replies of crisis classes, each listed by its class."""
    rule_words: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Words that rules name together, by an id: {ID:LANGUAGE} in a rule stands for any one of them.

    Separated by spaces or lines; `*` stands for any ending.
    """
    safe_words: Block | None = None
    """Words that bring help at once, whatever was said before; one a line."""
    soft_words: Block | None = None
    """The same, but below the reply they bring one soft line with numbers: emojis of somebody sad, one a line."""
    forbidden: dict[Code, ForbiddenModel] = Field(default_factory=dict)
    """Words that help may not hold."""
    required: dict[Code, RequiredModel] = Field(default_factory=dict)
    """Words that help must hold."""
    out_of_scope: PerLanguage = Field(default_factory=dict)
    """What people ask that no entry answers; one a line."""
    follow_ups: PerLanguage = Field(default_factory=dict)
    """Short questions that lean on what was shown before and by themselves ask nothing; one a line."""
    more_phrases: dict[EntryId, PerLanguage] = Field(default_factory=dict)
    """Further phrases of entries, by the id of the entry: they follow those beside its answer."""
    more_examples: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Further examples of crisis classes, by the id of the class: they follow those beside its reply."""
    more_near_misses: dict[Code, PerLanguage] = Field(default_factory=dict)
    """Further near misses of crisis classes, by the id of the class."""
    texts: dict[EntryId, PerLanguage] = Field(default_factory=dict)
    """What the program itself says: buttons, short lines, the profile and the command list."""
