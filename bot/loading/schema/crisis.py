"""Kinds of distress, the replies to them, and words that help must not or must hold."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from bot.loading.schema.fields import (
    Block,
    Code,
    EntryId,
    InPlaceOf,
    LanguageCode,
    Line,
    PerLanguage,
    Strict,
    VariantId,
)

REPLIES = ("reply", "to_child", "again", "again_to_child")
"""The keys of a class and of a variant under which a first reply may stand."""


class VariantModel(Strict):
    """Another first reply of a crisis class, for some of those who get it."""

    id: VariantId
    """The class, a full stop and a short name of its own: danger.gas. It counts once the class lists it."""
    when: Block
    """Patterns, one a line, that show for whom it is meant; by themselves they set off nothing."""
    not_for: Block | None = None
    """Patterns, one a line, their words side by side, that show an author for whom it is not meant.

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


class CrisisModel(Strict):
    """A kind of distress: what shows it, what does not, and the reply that then comes first."""

    id: Code
    """One of the classes that the program knows; calm holds only what must not set off help."""
    examples: PerLanguage = Field(default_factory=dict)
    """What people write in this distress: one message a line. The rest may stand under more_examples in training/."""
    near_misses: PerLanguage = Field(default_factory=dict)
    """What sounds alike and must not set off help: one message a line.

    The rest may stand under more_near_misses in training/.
    """
    rules: PerLanguage = Field(default_factory=dict)
    """Patterns, one a line, that always set off help: words that follow each other, * stands for any ending.

    Those of a theme stand under more_rules, in a file of the theme.

    a|b stands for either, {ID:LANGUAGE} for any one of a list of pattern_words. A full stop: the words end the message,
    side by side. In calm they keep help away from a message that says hardly more.
    """
    not_for: Block | None = None
    """Patterns, one a line, their words side by side, that show an author for whom the reply is not meant.

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


class ForbiddenModel(Strict):
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


class RequiredModel(Strict):
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
