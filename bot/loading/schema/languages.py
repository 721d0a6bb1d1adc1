"""What the program must know of a language."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from bot.loading.schema.fields import Block, LanguageCode, Line, Strict


class LanguageModel(Strict):
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
    """Patterns of what only a child says of themselves: am in grade."""
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
    """Patterns that say, after help, that whoever writes loves the other or doubts."""
    earnest_phrases: list[Line] = Field(default_factory=list)
    """Patterns that say, after help, that nobody jokes, or that only the other calls it a joke."""
    candid_phrases: list[Line] = Field(default_factory=list)
    """What somebody begins with who takes something back: honestly, i lied."""
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
    """What people type in short, and what it stands for: idk, i don't know. A * begins what is the end of any word.

    An emoji counts in a message of nothing but such emojis.
    """
    stands_in_for: list[LanguageCode] = Field(default_factory=list)
    """Languages of Telegram apps whose people rather read this one than any other of the knowledge."""
    borrows_from: list[LanguageCode] = Field(default_factory=list)
    """Languages of which a single word may stand in a talk in this one, which then goes on in it."""
    in_doubt: bool = False
    """Whether help comes in this language, too, where nothing tells which one a person reads."""
