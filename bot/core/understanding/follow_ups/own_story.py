"""That whoever reads an answer finds their own life in it: "that's my life", «у нас дома так же».

Nothing in these words tells of violence: only the answer does. So an entry names the class of help that they bring
after it (`own_story`), and what was learned of the words alone does not count: "my life" sounds of suicide.
"""

from __future__ import annotations

from bot.core.crisis_classes import CHILD, DANGER, DISTRESS, OTHER, SUICIDE, SUICIDE_OTHER
from bot.core.understanding.after_help.heeding import COUNTS_AS
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.distress.sign import Sign, first_of
from bot.core.understanding.message import Message
from bot.core.understanding.patterns import Found, Patterns
from bot.core.understanding.talk import Talk
from bot.core.understanding.vocabulary import Vocabulary

_LONGEST_STORY = 12
"""Words; a longer message tells what is happening."""
_SHOWN_BESIDE = frozenset((DANGER, CHILD, SUICIDE_OTHER))
"""Classes that a message may show beside these words, and then counts as it shows."""
_HELP_FOR_ANOTHER = frozenset((OTHER, SUICIDE_OTHER))
"""Classes of help for somebody else, after which people may yet find themselves in an answer."""


class OwnStories:
    """Knows how the languages of one knowledge say that what was shown is one's own."""

    def __init__(self, recogniser: Recogniser, words: Vocabulary) -> None:
        patterns = words.lists.after_answer.own_story_patterns
        self._patterns = Patterns({"": patterns}, words.pattern_words, between=0)
        self._recogniser, self._lists = recogniser, words.lists

    def sign_in(self, message: Message, sign: Sign | None, talk: Talk) -> Sign | None:
        """The sign of a message that finds its author in what was shown; None where it does not, or says more.

        `sign` is what it shows by itself.
        """
        own_story, typed = talk.shown and talk.shown.own_story, message.typed
        if not own_story or len(typed) > _LONGEST_STORY or self._lists.plainly_ask(message.text, typed):
            return None
        found = self._patterns.first_in(typed)
        if found is None or self._is_denied(message, found) or self._says_more(sign, message, found):
            return None
        crisis = self._after_help(own_story, talk)
        by_whom = self._recogniser.in_variant(Sign(crisis, "first", "own story"), message)
        return by_whom._replace(crisis=CHILD) if by_whom.to_child else by_whom

    def _is_denied(self, message: Message, found: Found) -> bool:
        """Whether "not" stands behind its words, as in Kazakh."""
        return not self._lists.sentences.negations.isdisjoint(message.typed[max(found.places) + 1 :][:1])

    def _says_more(self, sign: Sign | None, message: Message, found: Found) -> bool:
        """Whether it shows a sign that these words alone do not explain."""
        if sign is None or not sign.comes_first:
            return False
        if sign.is_outright or sign.crisis in _SHOWN_BESIDE:
            return True
        if sign.crisis not in (SUICIDE, DISTRESS):
            return False
        beside = [word for place, word in enumerate(message.typed) if place not in found.places]
        cry = first_of(self._recogniser.recognise_words(beside))
        return cry is not None and cry.crisis == SUICIDE

    def _after_help(self, crisis: str, talk: Talk) -> str:
        """The class as it counts after the words of another: who has hit, or is a child, stays that."""
        after = {} if talk.helped_with in _HELP_FOR_ANOTHER else COUNTS_AS.get(talk.helped_with, {})
        return after.get(crisis, crisis)
