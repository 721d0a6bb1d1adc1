"""What the shipped texts say after Hide."""

from __future__ import annotations

import re

import pytest

from bot.core.knowledge import Knowledge


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_where_something_may_be_left_hide_does_not_begin_as_if_all_were_done(
    knowledge: Knowledge, language: str
) -> None:
    done, left = (re.findall(r"\w+", knowledge.texts[key][language])[0] for key in ("hidden.all", "hidden.some"))

    assert done != left
