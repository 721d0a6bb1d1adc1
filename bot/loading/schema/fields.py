"""What fields of knowledge files hold, and which keys hold what."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.core.hours import Hours
from bot.loading.schema.word_lists import PATTERN_LISTS

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$", max_length=60)]
"""`film.title`: lower-case words joined by full stops."""
VariantId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+\.[a-z0-9_]+$", max_length=60)]
"""`danger.gas`: the class, a full stop and a short name."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+$", max_length=60)]
LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Block = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000_000)]
PATTERN_KEYS = (
    "rules",
    "not_for",
    "when",
    "asked_with",
    "only_where",
    "told_after_help",
    *PATTERN_LISTS,
)
"""Keys of patterns, which are looked for wherever in a message they stand."""
ONE_A_LINE = (
    *PATTERN_KEYS,
    "phrases",
    "examples",
    "near_misses",
    "names",
    "safe_words",
    "soft_words",
    "out_of_scope",
    "follow_ups",
    "more_phrases",
    "more_examples",
    "more_near_misses",
    "more_rules",
    "words",
    "after",
)
"""Keys of texts of which each line stands for itself."""
TEXTS_BY_ID = ("texts", "pattern_words", "more_phrases", "more_examples", "more_near_misses", "more_rules")
"""Keys below which an id stands, and below that the languages."""
BY_ID = ("sources", "topics", "dates", "languages", *TEXTS_BY_ID)
"""Keys below which an id stands."""


def _check_partial_date(text: str) -> str:
    """A pattern alone would let a thirteenth month pass."""
    if text != "undated":
        year, month, day = [*map(int, text.split("-")), 1, 1][:3]
        try:
            date(year, month, day)
        except ValueError:
            raise PydanticCustomError("no_such_date", "no such date") from None
    return text


_PARTIAL_DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?|undated)$"
PartialDate = Annotated[
    str,
    BeforeValidator(str),
    StringConstraints(pattern=_PARTIAL_DATE),
    AfterValidator(_check_partial_date),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": _PARTIAL_DATE}, {"type": "integer"}]}),
]
"""As far as a page tells its date; YAML reads a whole one as a date and a bare year as a number."""


def _check_hours(written: str | None) -> str | None:
    if written is not None:
        Hours.parse(written)
    return written


WrittenHours = Annotated[str | None, AfterValidator(_check_hours)]
PerLanguage = dict[LanguageCode, Block]
LinePerLanguage = dict[LanguageCode, Line]


InPlaceOf = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.\*|(\.[a-z0-9_]+)*)$", max_length=60)]
"""The id of an entry, or a whole family: `city.*`."""


class Strict(BaseModel):
    # The texts below fields become the descriptions in `knowledge/schema.json`, which editors read while they type.
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)
