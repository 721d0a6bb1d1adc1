"""What the words and phrases that languages list tell, whatever stands around them; one of these serves all of a
knowledge.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from bot.core.knowledge import Language, LanguageInfo
from bot.core.text import forms_of, normal_forms


def _forms(*keys: Callable[[LanguageInfo], Iterable[str]]) -> cached_property[frozenset[str]]:
    """The normal forms of single words that languages list, in one place or in several."""

    def of(lists: WordLists) -> frozenset[str]:
        return forms_of(word for key in keys for word in lists.listed(key))

    return cached_property(of)


def _phrases(key: Callable[[LanguageInfo], Iterable[str]]) -> cached_property[tuple[tuple[str, ...], ...]]:
    """The normal forms of phrases that languages list, the longest first."""

    def of(lists: WordLists) -> tuple[tuple[str, ...], ...]:
        phrases = (tuple(normal_forms(phrase)) for phrase in lists.listed(key))
        return tuple(sorted(phrases, key=len, reverse=True))

    return cached_property(of)


class WordLists:
    """Of some languages together, in their normal form. Each list is made when it is first needed: a start makes only
    what every text asks for. A list bears the name of its key in `languages.yaml`, without `_words` or `_phrases`,
    unless it is made of several.
    """

    def __init__(self, languages: Collection[LanguageInfo]) -> None:
        self.languages = languages

    @cached_property
    def of_each(self) -> Mapping[Language, WordLists]:
        """The lists of each language alone, where it matters which one a word is of."""
        return {info.code: WordLists([info]) for info in self.languages}

    def listed(self, key: Callable[[LanguageInfo], Iterable[str]]) -> tuple[str, ...]:
        """What all the languages list under one key, as it is written."""
        return tuple(chain.from_iterable(map(key, self.languages)))

    # ---- how sentences are built ----------------------------------------------------------------

    negations = _forms(lambda info: info.negations)
    joining = _forms(lambda info: info.joining_words)
    """They stand between two clauses."""
    question = _forms(lambda info: info.question_words)
    """A question begins with them."""
    asking = _forms(lambda info: info.question_words, lambda info: info.asking_words)
    """These, and the others that show that something is asked."""
    common = _forms(lambda info: info.common_words)
    """They show which language is spoken."""

    # ---- of whom something is said --------------------------------------------------------------

    i = _forms(lambda info: info.i_words)
    """The author, as the one who acts."""
    me = _forms(lambda info: info.me_words)
    """The author, as the one to whom it is done."""
    myself = _forms(lambda info: info.i_words, lambda info: info.me_words)
    """Both of these."""
    kin = _forms(lambda info: info.kin_words)
    another = _forms(lambda info: info.another_words)
    """Somebody else, who is none of the kin."""
    story = _forms(lambda info: info.story_words)
    """They tell of stories, in which somebody may want to die."""

    # ---- which language is asked for ------------------------------------------------------------

    asked_for = _phrases(lambda info: info.asked_for_phrases)
    """They name the language that is asked for: "in English"."""
    asking_for = _forms(lambda info: info.asking_for_words)
    """They stand beside such a name: "reply"."""

    # ---- ages -----------------------------------------------------------------------------------

    age = _forms(lambda info: info.age_words)
    """Words beside which people tell their own age."""
    age_endings = _forms(lambda info: info.age_endings)
    """They stand behind an age."""
    not_before_age = _forms(lambda info: info.not_before_age)
    counted = _forms(lambda info: info.counted_words)
    """Behind a number they tell that it is no age."""

    @cached_property
    def number(self) -> Mapping[str, int]:
        """What words for numbers stand for."""
        listed = {word: value for info in self.languages for word, value in info.number_words.items()}
        return {"".join(normal_forms(word)): value for word, value in listed.items()}

    # ---- after help -----------------------------------------------------------------------------

    courtesy = _forms(lambda info: info.courtesy_words)
    """They thank, or say that it is understood."""
    quiet = _forms(lambda info: info.quiet_words)
    """They tell that nothing happens now."""
    street = _forms(lambda info: info.street_words)
    """A number beside them is that of a house."""

    @cached_property
    def spelt_out(self) -> Mapping[str, tuple[str, ...]]:
        """The words for which a contraction stands: "i'm"."""
        listed = {short: full for info in self.languages for short, full in info.spelt_out.items()}
        return {"".join(normal_forms(short)): tuple(normal_forms(full)) for short, full in listed.items()}

    # ---- after what was shown -------------------------------------------------------------------

    yes = _forms(lambda info: info.yes_words)
    denying = _forms(lambda info: info.denying_words)
    """They say no before a choice: "no, the first"."""
    pointing = _forms(lambda info: info.pointing_words)
    """They stand beside what chooses, and ask nothing themselves."""
    follow_up = _forms(lambda info: info.follow_up_words)
    """They lean on what was just shown."""
    other = _forms(lambda info: info.other_words)
    """They ask for the other one of a kind."""
    swap = _forms(lambda info: info.swap_words)
    """They stand beside a bare name that takes the place of the one just shown."""
    turning = _phrases(lambda info: info.turning_phrases)
    """They turn to something else: "by the way"."""
    further = _phrases(lambda info: info.further_phrases)
    """They ask what else is to be said: "what about"."""
    role = _phrases(lambda info: info.role_phrases)
    """They tell in which role somebody asks."""
    refusing = _phrases(lambda info: info.refusing_phrases)
    """They say that what was shown is not meant: "not her"."""
    before_excluded = _forms(lambda info: () if info.excluded_endings else info.excluding_words)
    """They exclude what stands behind them: "besides"."""
    behind_excluded = _forms(lambda info: info.excluding_words if info.excluded_endings else ())
    """They exclude what stands before them with one of the next endings: «басқа»."""
    excluded_endings = _forms(lambda info: info.excluded_endings)

    def ask(self, text: str, words: Collection[str]) -> bool:
        """Whether a text of these words is worded as a question."""
        return "?" in text or not self.asking.isdisjoint(words)

    def plainly_ask(self, text: str, words: Sequence[str]) -> bool:
        """Whether it even begins so: "it was my brother" only tells."""
        return "?" in text or any(word in self.asking for word in words[:1])
