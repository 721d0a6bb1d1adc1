"""Which language a message is in.

General detectors fail on short Cyrillic, so this knows only the knowledge's own languages: by their letters and, in
the normal form (which Latin letters and missing Kazakh letters do not disturb), by naive Bayes over words and
letter triples of the knowledge's own phrases.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from bot.core.model import Knowledge, Language
from bot.core.text import clean, words

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_SURE = 2.0
"""How much likelier (as a logarithm) the best language must be than the next."""
_LETTER_WEIGHT = 8.0
_COMMON_WORD_WEIGHT = 2.0


class LanguageGuess:
    """Trained once on a knowledge; `of` then tells the language of a text."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._languages = knowledge.languages
        self._names = frozenset(w for t in knowledge.topics.values() for name in t.names for w in words(name))
        samples = {
            code: [p for e in knowledge.entries.values() for p in e.phrases.get(code, ())]
            for code in knowledge.languages
        }
        self._weights = _train(samples)
        self._common = {
            code: frozenset(form for word in info.common_words for form in words(word))
            for code, info in knowledge.languages.items()
        }

    def of(self, text: str) -> Language | None:
        """None where the text does not show it: a bare name, a number, an emoji."""
        text = clean(text)
        scores = dict.fromkeys(self._languages, 0.0)
        for code, info in self._languages.items():
            scores[code] += _LETTER_WEIGHT * min(2, sum(c in info.letters for c in text))
        self._rule_out_by_script(text, scores)
        for word in words(text):
            if word in self._names or word.isdigit():
                continue
            for code in scores:
                scores[code] += self._word_score(word, code)
        best, second = sorted(scores.values(), reverse=True)[:2] if len(scores) > 1 else (1.0, 0.0)
        if best - second < _SURE:
            return None
        return max(scores, key=scores.__getitem__)

    def _rule_out_by_script(self, text: str, scores: dict[Language, float]) -> None:
        cyrillic = len(_CYRILLIC.findall(text))
        if cyrillic * 2 > sum(c.isalpha() for c in text):
            for code, info in self._languages.items():
                scores[code] -= _LETTER_WEIGHT * 3 if info.script == "latin" else 0

    def _word_score(self, word: str, code: Language) -> float:
        weights = self._weights
        known = weights.get(word)
        score = known[code] if known else sum(weights[t][code] for t in _triples(word) if t in weights) / 2
        return score + (_COMMON_WORD_WEIGHT if word in self._common[code] else 0.0)


def _train(samples: Mapping[Language, Sequence[str]]) -> dict[str, dict[Language, float]]:
    """For each word and letter triple, its log-likelihood in each language against their mean."""
    counts = {code: Counter[str]() for code in samples}
    for code, texts in samples.items():
        for text in texts:
            for word in words(text):
                counts[code].update([word, *_triples(word)])
    totals = {code: sum(c.values()) + 1 for code, c in counts.items()}
    features = {f for c in counts.values() for f, n in c.items() if n > 1}
    weights = {}
    for feature in features:
        logs = {code: log((counts[code][feature] + 0.5) / totals[code]) for code in samples}
        mean = sum(logs.values()) / len(logs)
        weights[feature] = {code: max(-4.0, min(4.0, value - mean)) for code, value in logs.items()}
    return weights


def _triples(word: str) -> list[str]:
    padded = f"<{word}>"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]
