"""How rare each feature is among the texts that were learned from, and the number by which weights know it.

Features are kept as checksums in a sorted array, three bytes each, where a dict of strings would cost thirty.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import exp, log, sqrt
from typing import Any
from zlib import crc32

from bot.core.scoring.arrays import SIZES, array_of, shortest
from bot.core.scoring.features import Group, Vector

_IDF_SCALE = 1000
_FEATURES_HELD, _GROUPS_HELD = 500, 30
"""Single features and groups of them that are held ready."""
_BUCKET, _BUCKETS = 22, 1 << 10
"""Bits of a checksum below those that tell its bucket; to search in a whole table takes three times as long."""
_LAST_BITS, _LASTS, _MIDDLES = 6, (1 << 6) - 1, (1 << 16) - 1
"""The last bits of a checksum, all of them set, and all of those between them and the bucket's set."""


def checksum_of(feature: str) -> int:
    return crc32(feature.encode())


class Table:
    """Features by number: the index of each one's checksum in a sorted array.

    The first bits of a checksum tell its bucket, the next sixteen are searched for there, and the last lie beside them:
    a table takes three bytes a feature in place of the four of whole checksums.
    """

    def __init__(self, middles: array[int], lasts: array[int], buckets: array[int]) -> None:
        """`buckets`: where each of them begins, and where the last one ends."""
        if len(middles) != len(lasts) or len(buckets) != _BUCKETS + 1 or buckets[-1] != len(middles):
            raise ValueError("the arrays of a table do not fit together")
        if list(buckets) != sorted(buckets):
            raise ValueError("the buckets of a table are not in order")
        self._middles, self._lasts, self._buckets = middles, lasts, buckets

    @classmethod
    def of(cls, features: Iterable[str]) -> Table:
        """Two features with one checksum share a number; among 50,000 that is one chance in three."""
        return cls.of_checksums(map(checksum_of, features))

    @classmethod
    def of_checksums(cls, checksums: Iterable[int]) -> Table:
        whole = sorted(set(checksums))
        middles = array("H", [checksum >> _LAST_BITS & _MIDDLES for checksum in whole])
        buckets = array("I", [bisect_left(whole, bucket << _BUCKET) for bucket in range(_BUCKETS + 1)])
        return cls(middles, array("B", [checksum & _LASTS for checksum in whole]), shortest(buckets))

    def __len__(self) -> int:
        return len(self._middles)

    def number(self, feature: str) -> int:
        """-1 for a feature that is not in the table."""
        return next(self.numbers((checksum_of(feature),)))

    def numbers(self, checksums: Iterable[int]) -> Iterator[int]:
        """The numbers of several features by their checksums, in half of the time."""
        middles, lasts, buckets = self._middles, self._lasts, self._buckets
        for checksum in checksums:
            bucket, middle = checksum >> _BUCKET, checksum >> _LAST_BITS & _MIDDLES
            end = buckets[bucket + 1]
            index = bisect_left(middles, middle, buckets[bucket], end)
            while index < end and middles[index] == middle:
                if lasts[index] == checksum & _LASTS:
                    yield index
                    break
                index += 1
            else:
                yield -1

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Table:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        return cls(array_of("H", data["features"]), array_of("B", data["lasts"]), array_of(SIZES, data["buckets"]))

    def to_data(self) -> dict[str, array[int]]:
        return {"features": self._middles, "lasts": self._lasts, "buckets": self._buckets}


class Rarity:
    """How rare each feature is among the texts that were learned from: its inverse document frequency."""

    def __init__(self, table: Table, idf: array[int], rarest: float) -> None:
        self.table, self.idf, self.rarest = table, idf, rarest
        self.look_up = lru_cache(_FEATURES_HELD)(self._looked_up)
        """The number of a feature (-1 for a strange one) and its inverse document frequency."""
        self.look_up_all = lru_cache(_GROUPS_HELD)(self._all_looked_up)
        """The number and the inverse document frequency of each feature of a group, which both models ask for."""

    @classmethod
    def of_texts(cls, texts: Iterable[Vector]) -> Rarity:
        counts: Counter[str] = Counter()
        total = 1
        for raw in texts:
            counts.update(raw.keys())
            total += 1
        table = Table.of(feature for feature, count in counts.items() if count > 1)
        idf = array("H", bytes(2 * len(table)))
        for feature, count in counts.items():
            if count > 1:
                idf[table.number(feature)] = round((log(total / (count + 0.5)) + 1) * _IDF_SCALE)
        return cls(table, idf, log(total) + 1)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Rarity:
        """Raises KeyError, TypeError or ValueError where `data` is not what `to_data` gave."""
        made = cls(Table.from_data(data), array_of("H", data["idf"]), float(data["rarest"]))
        if len(made.table) != len(made.idf):
            raise ValueError("each feature has an inverse document frequency")
        return made

    def to_data(self) -> dict[str, Any]:
        return {"rarest": round(self.rarest, 3), **self.table.to_data(), "idf": self.idf}

    def of(self, feature: str) -> float:
        return self.look_up(feature)[1]

    def lines(self, feature: str) -> int:
        """About how many of the texts that were learned from have it; 0 for one alone, as for a strange one."""
        number = self.table.number(feature)
        return round(exp(self.rarest - self.idf[number] / _IDF_SCALE) - 0.5) if number >= 0 else 0

    def normalised(self, raw: Vector) -> dict[str, float]:
        """Unit length; what was never seen counts towards the length, so that strange texts score low."""
        weighed = {feature: x * self.of(feature) for feature, x in raw.items()}
        length = sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {feature: x / length for feature, x in weighed.items()}

    def _all_looked_up(self, features: Group) -> list[tuple[int, float]]:
        idf, rarest = self.idf, self.rarest
        numbers = self.table.numbers([crc32(feature.encode()) for feature in features])
        return [(number, idf[number] / _IDF_SCALE if number >= 0 else rarest) for number in numbers]

    def _looked_up(self, feature: str) -> tuple[int, float]:
        number = self.table.number(feature)
        return number, self.idf[number] / _IDF_SCALE if number >= 0 else self.rarest
