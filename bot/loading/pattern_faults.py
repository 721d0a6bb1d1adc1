"""What is wrong with the words of one pattern as it was typed.

The recogniser passes over signs that it has no use for: without a word about them a pattern would wait for something
else than its editor meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from rapidfuzz.distance import OSA

from bot.core.text import clean, normal_forms
from bot.core.understanding.patterns import alternatives
from bot.loading.sentences import Sentence, say

_COMMENT = re.compile(r"(?<!\S)#.*")
_ITEM = re.compile(r"-\s+")
_SPACED_OR = re.compile(r"\S+(?:(?:\s+\||\|\s+)\s*\S+)+")
_OPEN_LIST = re.compile(r"\{\s*([^{}\s|]+(?:\|[^{}\s|]+)+)\s*\}")
"""A list with something else between its braces."""
_SPACED_LIST = re.compile(r"\{(?=[^{}]*\s)\s*([^{}\s|:]+)\s*:?\s*([^{}\s|:]*)\s*\}")
_NO_NAME = re.compile(r"[^\w:]")
_SIGN = re.compile(r"[^\w'’ʼ-]")
"""What is no part of a word."""
_WORD = re.compile(r"\d+\*?|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\*?")
_LISTS_TOLD = 5
"""Lists of words that a message names: those most like the one that is not there."""
_LETTERS_A_TYPO = 4
"""Letters of a name for each that may be mistyped where it is still said to be like another."""


def wrong_in_pattern(line: str, lists: Collection[str]) -> Iterator[Sentence]:
    """Everything that is wrong in one line; `lists` are the lists of words that a pattern may name, as it does."""
    if comment := _COMMENT.search(line):
        yield say("pattern.comment", words=comment[0].strip())
        return
    text = line.strip()
    if item := _ITEM.match(text):
        yield say("pattern.item")
        text = text[item.end() :]
    text = text.removesuffix(".").rstrip()
    for word in (word for word in text.split() if "." in word):
        yield say("pattern.full_stop", word=word)
    text = text.replace(".", " ")
    for found in _SPACED_OR.findall(text):
        together = re.sub(r"\s*\|\s*", "|", found)
        yield say("pattern.spaced_or", typed=found, right=together)
        text = text.replace(found, together)
    for form, right_of in ((_OPEN_LIST, _closed), (_SPACED_LIST, _unspaced)):
        for wrong in form.finditer(text):
            yield say("pattern.braces", typed=wrong[0], right=right_of(wrong))
        text = form.sub(right_of, text)
    yield from wrong_in_words(text, lists)


def wrong_in_words(line: str, lists: Collection[str] = ()) -> Iterator[Sentence]:
    """What is wrong in words between spaces, each of which may have alternatives."""
    for word in line.split():
        parts = alternatives(word)
        if not all(parts):
            yield say("pattern.missing_or", word=word)
        for part in filter(None, parts):
            yield from _wrong_in_word(part, lists)


def _closed(wrong: re.Match[str]) -> str:
    return "|".join(f"{{{part}}}" if ":" in part else part for part in wrong[1].split("|"))


def _unspaced(wrong: re.Match[str]) -> str:
    return f"{{{':'.join(filter(None, wrong.groups()))}}}"


def _wrong_in_word(word: str, lists: Collection[str]) -> Iterator[Sentence]:
    bare = word.rstrip("*")
    forms = normal_forms(bare)
    if word in lists:
        return
    if (right := f"{{{_name_in(word)}}}") in lists:
        yield say("pattern.list_form", typed=word, right=right)
    elif "{" in word or "}" in word:
        yield _no_such_list(word, lists)
    elif not forms:
        yield say("pattern.no_letters", word=word)
    elif "*" in bare:
        yield say("pattern.star", word=word)
    elif len(forms) > 1:
        apart = _WORD.findall(word)
        yield say("pattern.joined", word=word, either="|".join(apart), both=" ".join(apart))
    elif sign := _SIGN.search(clean(bare)):
        yield say("pattern.sign", sign=sign[0], word=word)


def _name_in(word: str) -> str:
    """The name of a list, however it was typed."""
    return _NO_NAME.sub("", word).lower()


def _no_such_list(word: str, lists: Collection[str]) -> Sentence:
    name, _, language = _name_in(word).partition(":")
    by_name = sorted(lists)
    if not language and (of_name := [listed for listed in by_name if listed.startswith(f"{{{name}:")]):
        return say("pattern.no_language", typed=word, known=", ".join(of_name))
    most = max(1, len(name) // _LETTERS_A_TYPO)
    far = {listed: OSA.distance(name, listed.strip("{}").partition(":")[0]) for listed in by_name}
    like = sorted((listed for listed in by_name if far[listed] <= most), key=lambda listed: far[listed])
    like = [listed for listed in like if listed.endswith(f":{language}}}")] or like
    if not like:
        return say("pattern.no_list", typed=word)
    return say("unknown.pattern_words", typed=word, known=", ".join(like[:_LISTS_TOLD]))
