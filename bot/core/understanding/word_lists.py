"""What single words tell, whatever stands around them; made once for a knowledge, and shared."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple, Self

from bot.core.model import LanguageInfo
from bot.core.text import forms_of


class WordLists(NamedTuple):
    """Of all languages of a knowledge together, in their normal form."""

    negations: frozenset[str]
    joining: frozenset[str]
    """They stand between two clauses."""
    question: frozenset[str]
    """A question begins with them."""
    asking: frozenset[str]
    """These, and the others that show that something is asked."""
    i: frozenset[str]
    """The author, as the one who acts."""
    me: frozenset[str]
    """The author, as the one to whom it is done."""
    myself: frozenset[str]
    """Both of these."""
    age: frozenset[str]
    """Words beside which people tell their own age."""
    kin: frozenset[str]
    story: frozenset[str]
    """They tell of stories, in which somebody may want to die."""
    courteous: frozenset[str]
    """They thank, or say that it is understood."""
    quiet: frozenset[str]
    """They tell that nothing happens now."""
    agreeing: frozenset[str]
    pointing: frozenset[str]
    """They stand beside what chooses, and ask nothing themselves."""
    referring: frozenset[str]
    """They lean on what was just shown."""
    other: frozenset[str]
    """They ask for the other one of a kind."""
    swapping: frozenset[str]
    """They stand beside a bare name that takes the place of the one just shown."""

    @classmethod
    def of(cls, languages: Collection[LanguageInfo]) -> Self:
        i = forms_of(word for info in languages for word in info.i_words)
        me = forms_of(word for info in languages for word in info.me_words)
        question = forms_of(word for info in languages for word in info.question_words)
        return cls(
            negations=forms_of(word for info in languages for word in info.negations),
            joining=forms_of(word for info in languages for word in info.joining_words),
            question=question,
            asking=question | forms_of(word for info in languages for word in info.asking_words),
            i=i,
            me=me,
            myself=i | me,
            age=forms_of(word for info in languages for word in info.age_words),
            kin=forms_of(word for info in languages for word in info.kin_words),
            story=forms_of(word for info in languages for word in info.story_words),
            courteous=forms_of(word for info in languages for word in info.courtesy_words),
            quiet=forms_of(word for info in languages for word in info.quiet_words),
            agreeing=forms_of(word for info in languages for word in info.yes_words),
            pointing=forms_of(word for info in languages for word in info.pointing_words),
            referring=forms_of(word for info in languages for word in info.follow_up_words),
            other=forms_of(word for info in languages for word in info.other_words),
            swapping=forms_of(word for info in languages for word in info.swap_words),
        )

    def ask(self, text: str, words: Collection[str]) -> bool:
        """Whether a text of these words is worded as a question."""
        return "?" in text or not self.asking.isdisjoint(words)

    def plainly_ask(self, text: str, words: Sequence[str]) -> bool:
        """Whether it even begins so: "it was my brother" only tells."""
        return "?" in text or any(word in self.asking for word in words[:1])
