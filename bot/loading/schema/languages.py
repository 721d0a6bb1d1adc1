"""What the program must know of a language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, create_model

from bot.core.word_groups import Phrases, Words
from bot.loading.schema.fields import Block, LanguageCode, Line, Strict
from bot.loading.schema.word_lists import WORD_LISTS, WordList

_Model = TypeVar("_Model", bound=Strict)
_WRITTEN: Mapping[Any, tuple[Any, Any]] = {
    Words: (str, ""),
    Phrases: (list[Line], []),
    Mapping[str, str]: (dict[Line, Line], {}),
    Mapping[str, int]: (dict[Line, int], {}),
}
"""How a list of each type is written, and what stands for one that is left out."""


def _with_word_lists(model: type[_Model]) -> type[_Model]:
    """With a key for every list of words that the core knows."""
    keys: dict[str, Any] = {each.key: _key_of(each) for each in WORD_LISTS}
    return create_model(model.__name__, __base__=model, __doc__=model.__doc__, __module__=model.__module__, **keys)


def _key_of(each: WordList) -> tuple[Any, Any]:
    written, left_out = _WRITTEN[each.declared]
    if each.required:
        return Block, Field(description=each.meaning)
    return written, Field(left_out, description=each.meaning)


@_with_word_lists
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
    ordinals: Annotated[list[Line], Field(max_length=3)] = Field(default_factory=list)
    """Words that choose the first, the second and the third of what was offered: one line each, * for any ending."""
    last_words: str = ""
    """Words that choose the last of it, * for any ending."""
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
