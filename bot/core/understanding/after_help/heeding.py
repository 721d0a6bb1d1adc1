"""Which sign of distress is heeded, and as what: a sign tells of one text alone, and what was shown before it counts.

After help it counts as of the class in whose words help came: few words tell who did what to whom, least of all those
written just after help, and who has written of a friend, or of having hit, goes on with that. Just after the numbers
nobody is calm; in any other talk a clear question outweighs a faint alarm (`calm_talk.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from bot.core.crisis_classes import (
    CHILD,
    DANGER,
    DISCLOSURE,
    DISTRESS,
    GRAVE,
    OTHER,
    PERPETRATOR,
    SEXUAL,
    STALKING,
    SUICIDE,
    SUICIDE_OTHER,
)
from bot.core.knowledge import Entry
from bot.core.limits import CLEAR, PLAIN
from bot.core.understanding.after_help.calm_talk import CalmTalk
from bot.core.understanding.after_help.help_talk import HelpTalk
from bot.core.understanding.distress.sign import Sign
from bot.core.understanding.distress.speaker import Speaker
from bot.core.understanding.matching import Match, Outcome
from bot.core.understanding.message import Words
from bot.core.understanding.talk import Talk
from bot.core.understanding.understood import Understood
from bot.core.understanding.word_lists import WordLists

COUNTS_AS: Mapping[str, Mapping[str, str]] = {
    DANGER: {PERPETRATOR: DISTRESS},
    CHILD: dict.fromkeys((SUICIDE_OTHER, SEXUAL, DISCLOSURE, STALKING, OTHER, PERPETRATOR, DISTRESS), CHILD),
    SUICIDE: dict.fromkeys((DANGER, SUICIDE_OTHER, OTHER, PERPETRATOR, DISTRESS), SUICIDE),
    SUICIDE_OTHER: {
        **dict.fromkeys((SUICIDE, DISTRESS), SUICIDE_OTHER),
        **dict.fromkeys((CHILD, SEXUAL, DISCLOSURE, STALKING), OTHER),
        PERPETRATOR: DISTRESS,
    },
    SEXUAL: {**dict.fromkeys((CHILD, SUICIDE_OTHER, DISCLOSURE, OTHER), SEXUAL), PERPETRATOR: DISTRESS},
    DISCLOSURE: {**dict.fromkeys((CHILD, SUICIDE_OTHER, OTHER), DISCLOSURE), PERPETRATOR: DISTRESS},
    STALKING: {**dict.fromkeys((CHILD, SUICIDE_OTHER, OTHER), STALKING), PERPETRATOR: DISTRESS},
    OTHER: {
        SUICIDE: SUICIDE_OTHER,
        **dict.fromkeys((CHILD, SEXUAL, DISCLOSURE, STALKING), OTHER),
        PERPETRATOR: DISTRESS,
    },
    PERPETRATOR: dict.fromkeys((DANGER, CHILD, SEXUAL, DISCLOSURE, STALKING, OTHER, DISTRESS), PERPETRATOR),
    DISTRESS: {},
}
"""By the class of the help that was shown: as what a learned sign of another class counts after it; of a class that is
not named, as itself. Whoever was hit is not told by learning alone to answer for something.
"""
_PLAIN_DANGER = 3.0
"""Alarm from which danger is told after despair, or after what somebody did, though nobody is named: "the door is being
broken down", not "standing on the balcony" or "I lock the door when I go".
"""
_GO_ON_IF_OUTRIGHT = {PERPETRATOR: (DISCLOSURE, STALKING, OTHER)}
"""By the class of the help: classes that count as it even where a rule found them, if nobody new is named: "she hits me
too".
"""
_DESPAIR = 0.75
"""Alarm from which the words for somebody who does not want to live are said after other help: "i could just die"."""
_SAID_AGAIN_FROM: Mapping[str, float] = {SUICIDE: -1.7, PERPETRATOR: 0.5}
"""Alarm from which the words of a class are said again where nothing is asked: "goodbye", "in the bath with a razor";
"she drove me to it", "once I took her by the throat", where neutral words would let it pass.
"""


class Heeding:
    """Judges by the entries of one knowledge and the words of its languages."""

    def __init__(self, entries: Mapping[str, Entry], help_talk: HelpTalk, speaker: Speaker, lists: WordLists) -> None:
        self._help_talk, self._calm_talk, self._lists = help_talk, CalmTalk(entries), lists
        self._speaker = speaker

    def heeded(self, understood: Understood, outcome: Outcome, talk: Talk) -> Sign | None:
        """The sign of a text as it counts after what was shown; None where it shows none, or the question is calm.

        `outcome` is what the text is about after what was shown.
        """
        if understood.sign is None:
            return None
        sign = self._of_its_class(understood.sign, talk, outcome.ranking.evidence.words)
        if talk.stage == "just shown":
            return self._just_after_help(sign, outcome, understood.alone, talk.helped_with)
        asks = self._lists.ask(understood.text, outcome.ranking.evidence.words)
        return self._calm_talk.heeded(sign, outcome, talk.shown, asks=asks)

    def _just_after_help(self, sign: Sign, outcome: Outcome, alone: Outcome, helped_with: str) -> Sign:
        """The sign as it counts just after help: nobody is calm then, but a faint alarm does not tell what it is about.

        A person who has the numbers and asks for something gets that; a listed phrase is answered even where it sounds
        like danger. The words of a class come where the alarm is plain, those of danger unless it is quiet now, those
        on suicide from a lower alarm, and from a faint one where they were just said. `alone` is what the text asks by
        itself, `helped_with` the class of the help.
        """
        if sign.tells_its_class:
            return sign
        if self._help_talk.is_known_to_go_with_help(outcome):
            return sign._replace(level="soft")
        is_quiet = not self._lists.after_help.quiet_words.isdisjoint(outcome.ranking.evidence.words)
        if sign.crisis == DANGER and sign.comes_first and not is_quiet and not self._plainly_asks(outcome, alone):
            return sign
        if sign.crisis == SUICIDE and sign.alarm >= _DESPAIR:
            return sign
        if self._asks_on(sign, outcome):
            return sign._replace(level="soft")
        if sign.crisis == helped_with and sign.alarm >= _SAID_AGAIN_FROM.get(helped_with, inf):
            return sign._replace(level="first")
        # The neutral words speak to grown-ups.
        return Sign(CHILD if helped_with == CHILD else DISTRESS, "first", "after help", sign.alarm)

    def _plainly_asks(self, outcome: Outcome, alone: Outcome) -> bool:
        """Whether it plainly asks for what goes with help, also by itself; the answer then stands below the numbers:
        "can't call, he hears".
        """
        if not isinstance(outcome, Match) or not isinstance(alone, Match) or alone.entry != outcome.entry:
            return False
        return self._help_talk.goes_with_help(outcome) and outcome.ranking.probability >= PLAIN

    def _asks_on(self, sign: Sign, outcome: Outcome) -> bool:
        """Whether somebody who has the numbers asks for something else, or says thanks."""
        is_grave = sign.comes_first and sign.crisis in GRAVE
        return self._help_talk.goes_with_help(outcome) and outcome.ranking.probability >= CLEAR and not is_grave

    def _of_its_class(self, sign: Sign, talk: Talk, words: Words) -> Sign:
        """The sign as it counts after the words of another class; what is said outright counts as it was said, but
        nobody who hurts somebody gets the words for whom they hurt (S31): "she hits me too", not "my husband hits me".
        """
        helped_with = talk.helped_with
        is_childs = helped_with == CHILD and sign.found_by == "safe word"
        may_go_on = sign.found_by == "rule" and sign.crisis in _GO_ON_IF_OUTRIGHT.get(helped_with, ())
        goes_on = may_go_on and self._speaker.names_nobody_new(words)
        if talk.stage == "none" or not (is_childs or goes_on or sign.found_by in ("learned", "part")):
            return sign
        if self._is_as_plain_as_said(sign, helped_with, words):
            return sign
        return sign._replace(crisis=COUNTS_AS.get(helped_with, {}).get(sign.crisis, sign.crisis))

    def _is_as_plain_as_said(self, sign: Sign, helped_with: str, words: Words) -> bool:
        """Whether the words leave no doubt of whom they tell: a child says to be one, who despairs "I" and names nobody
        else, danger comes from somebody.
        """
        if sign.crisis == CHILD:
            return self._speaker.says_to_be_a_child(words)
        if sign.crisis == SUICIDE:
            is_own = self._speaker.says_i(words) and not self._speaker.names_another(words)
            return is_own and sign.alarm >= _DESPAIR
        if sign.crisis == DANGER and helped_with == PERPETRATOR:
            # "He won't look at me" is said of whoever was hit.
            return sign.alarm >= _PLAIN_DANGER or not self._speaker.names_nobody_new(words)
        if sign.crisis == DANGER and helped_with == SUICIDE:
            return sign.alarm >= _PLAIN_DANGER or self._speaker.names_another(words)
        return False
