"""The words and phrases that languages list, in groups by what they are for.

A list stands here once, with what it means to editors: its key in `languages.yaml` bears the same name, and the schema
(`bot/loading/schema`) takes its form from the type and its description from the text below it. What ends in `_patterns`
is looked for wherever in a message it stands. Whoever needs some lists takes the group (`word_lists.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

Words = frozenset[str]
"""Single words."""

Phrases = tuple[str, ...]
"""Several words each, or patterns."""

_NO_WORDS: Words = frozenset()
_NO_FORMS: Mapping[str, str] = MappingProxyType({})
_NO_NUMBERS: Mapping[str, int] = MappingProxyType({})


class Sentences(NamedTuple):
    """How sentences are built."""

    negations: Words = _NO_WORDS
    """Words that deny what stands beside them: not, never; none that may be an answer, as "no" is."""
    joining_words: Words = _NO_WORDS
    """Words between two clauses: and, but, also; in every spelling."""
    question_words: Words = _NO_WORDS
    """Words with which a question begins even where nothing parts it from what stands before: who, where."""
    asking_words: Words = _NO_WORDS
    """Further words that show that something is asked: which, can, is."""


class People(NamedTuple):
    """Whom a message is about."""

    i_words: Words = _NO_WORDS
    """Words for the author of the message, as the one who acts: I."""
    me_words: Words = _NO_WORDS
    """Words for the author of the message, as the one to whom it is done: me."""
    kin_words: Words = _NO_WORDS
    """Words for relatives and friends, whom a message may be about: sister, friend."""
    another_words: Words = _NO_WORDS
    """Further words that tell of somebody else, rather than of whoever writes: husband, girl, says."""
    story_words: Words = _NO_WORDS
    """Words for stories in which somebody may want to die: film, heroine."""
    quoting_patterns: Phrases = ()
    """Patterns beside which what stands in quotation marks is a line of a song, of a film or of an essay: my essay
    begins with.
    """
    translating_patterns: Phrases = ()
    """Patterns that say that all else in a short message is to be translated: how do you say in Kazakh."""
    aside_patterns: Phrases = ()
    """Patterns of what sounds like a cry and is none beside a plain question about the event: on the roof terrace, i
    used to be suicidal i am fine now.
    """


class Ages(NamedTuple):
    """How people tell their own age."""

    age_words: Words = _NO_WORDS
    """Words after which one tells one's own age: i'm, am."""
    age_endings: Words = _NO_WORDS
    """Words that stand behind one's own age: жастамын."""
    number_words: Mapping[str, int] = _NO_NUMBERS
    """Numbers as words, from which ages are made: sixteen, 16."""
    not_before_age: Words = _NO_WORDS
    """Words that may stand between these and a number, which is then no age: at, in."""
    counted_words: Words = _NO_WORDS
    """Words behind a number that is no age: minutes, weeks."""
    now_words: Words = _NO_WORDS
    """Words beside a number that alone is an age, after the words for a child: now."""
    child_patterns: Phrases = ()
    """Patterns of what only a child says of themselves: am in grade."""


class AfterAnswer(NamedTuple):
    """How a question goes on from what was shown, or turns away from it."""

    follow_up_words: Words
    """Words by which a question refers to what was just shown: it, she, there."""
    other_words: Words
    """Words that ask for the other one of a kind: other, second."""
    turning_phrases: Phrases = ()
    """What turns to something else than what was just shown: "by the way"."""
    further_phrases: Phrases = ()
    """What begins a question that goes on to something else, and says nothing itself: what about."""
    role_phrases: Phrases = ()
    """What says in which role somebody asks, before the question: i am a lawyer."""
    own_story_patterns: Phrases = ()
    """Patterns that say, after an entry with own_story, that it shows the author's own life: that's my life."""
    swap_words: Words = _NO_WORDS
    """Words beside a bare name that takes the place of the one just shown: and."""
    excluding_words: Words = _NO_WORDS
    """Words beside what a question leaves out: besides, except."""
    excluded_endings: Words = _NO_WORDS
    """Where these words stand behind what is left out: the endings of the word before them."""
    refusing_phrases: Phrases = ()
    """What says that the person or thing just shown is not meant: not her."""
    denying_behind_words: Words = _NO_WORDS
    """Those of the `negations` that stand behind what they deny: емес."""


class Choosing(NamedTuple):
    """What stands beside the words that choose among what was offered."""

    yes_words: Words = _NO_WORDS
    """Words that take it where only one was offered: yes, that one."""
    denying_words: Words = _NO_WORDS
    """Words that say no before a choice is made: no."""
    pointing_words: Words = _NO_WORDS
    """Words that may stand beside these and ask nothing themselves: the, one, tell me about."""


class AfterHelp(NamedTuple):
    """What is said after help."""

    courtesy_words: Words = _NO_WORDS
    """Words that thank or say that it is understood; just after help they are returned: thanks, ok."""
    courtesy_phrases: Phrases = ()
    """What is said with them and asks for nothing: i feel better, calling now."""
    closing_phrases: Phrases = ()
    """A mere greeting or goodbye: hi, bye, good night; just after help it is returned with the numbers."""
    farewell_phrases: Phrases = ()
    """A goodbye that may be the last: farewell; after the words for despair these are said again."""
    spelt_out: Mapping[str, str] = _NO_FORMS
    """Contractions: i'm, i am; just after help "i'm ok now" says what "i am ok now" says."""
    undecided_patterns: Phrases = ()
    """Patterns that say, after help, that whoever writes loves the other or doubts."""
    earnest_patterns: Phrases = ()
    """Patterns that say, after help, that nobody jokes, or that only the other calls it a joke."""
    fine_right_patterns: Phrases = ()
    """Patterns that ask, after help, to hear that it is over: it's fine, right."""
    arrived_patterns: Phrases = ()
    """Patterns that say, in so many words after help, that whoever hurts them has come: he is here."""
    candid_phrases: Phrases = ()
    """What somebody begins with who takes something back: honestly, i lied."""
    of_me_phrases: Phrases = ()
    """What says, after help for somebody who fears for another, that it is about whoever writes: "it's about me"."""
    not_me_phrases: Phrases = ()
    """How people say, just after help, that it was not about them: not about me."""
    quiet_words: Words = _NO_WORDS
    """Words that tell, just after help, that nothing happens now: quiet, asleep, left."""


class Left(NamedTuple):
    """What people leave, so that somebody comes to them or knows them."""

    name_phrases: Phrases = ()
    """What stands before the own name: my name is."""
    street_words: Words = _NO_WORDS
    """Words of an address, beside a number: street, apartment; also as people shorten them."""


class Requests(NamedTuple):
    """How the language is asked for."""

    asked_for_phrases: Phrases = ()
    """How this language is asked for, in any of the languages: in english, на английском."""
    asking_for_words: Words = _NO_WORDS
    """Words beside such a phrase, with which a language is asked for: reply, translate."""
