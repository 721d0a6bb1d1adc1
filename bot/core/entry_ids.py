"""What the id of an entry means: `film.river.director` is of the family `film`, about `river`, and of its director.

Editors read of it in `docs/editing.md`; nothing else takes an id apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

COURTESIES = "chat"
"""The family of greetings, thanks and the like."""
_WHOLE_FAMILY = ".*"
"""Behind a family: all its entries."""


class IdParts(NamedTuple):
    family: str
    thing: str
    """Empty where the id is a single word."""
    aspect: str
    """What is asked about that thing; empty where it is the thing itself."""

    @property
    def whole(self) -> str:
        """The id of the thing itself."""
        return f"{self.family}.{self.thing}"

    def of_another(self, thing: str) -> str:
        """The id of the same about another thing of the family."""
        return ".".join(part for part in (self.family, thing, self.aspect) if part)


def parts_of(entry: str) -> IdParts:
    family, _, rest = entry.partition(".")
    thing, _, aspect = rest.partition(".")
    return IdParts(family, thing, aspect)


def family_of(entry: str) -> str:
    return parts_of(entry).family


def family_listed(name: str) -> str | None:
    """The family that a list names as a whole (`city.*`); None where it names an entry."""
    return name.removesuffix(_WHOLE_FAMILY) if name.endswith(_WHOLE_FAMILY) else None


def said_of(entry: str, listed: Mapping[str, str]) -> str | None:
    """What a list says of an entry: by its id, else by its family."""
    return listed.get(entry) or listed.get(f"{family_of(entry)}{_WHOLE_FAMILY}")


def is_of_courtesies(entry: str) -> bool:
    return family_of(entry) == COURTESIES
