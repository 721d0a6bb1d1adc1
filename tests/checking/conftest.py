"""A small knowledge folder that was fitted, for what a check asks of the learned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.loading import load_knowledge
from bot.loading.fitted_file import FITTED, write_fitted
from bot.loading.prepared import digest_of
from bot.measuring.fitting import learn_matcher


@pytest.fixture
def fitted_folder(small_folder: Path) -> Path:
    knowledge = load_knowledge(small_folder)
    learned = replace(learn_matcher(knowledge), made_from=digest_of(knowledge))
    write_fitted(small_folder / FITTED, learned.to_data())
    return small_folder
