"""Entries with too few phrases, with answers that no screen holds, with sources where nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_of
from tests.support.small_knowledge import change, write_apart


def test_an_answer_too_long_for_a_phone_is_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "in the park", "in the park " * 100)
    (fault,) = faults_of(small_folder)

    assert fault.startswith("entries.yaml:14: fair.where: the answer has ")


def test_too_few_phrases_are_told(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", "")
    (fault,) = faults_of(small_folder)

    assert "fair.where: 19 phrases in 'en'" in fault


def test_phrases_that_stand_apart_count_too(small_folder: Path) -> None:
    change(small_folder, "entries.yaml", "        where is the park\n", "")
    write_apart(small_folder, "more_phrases: {fair.where: {en: which tram}}")

    assert faults_of(small_folder) == []


@pytest.fixture
def courtesy_folder(small_folder: Path) -> Path:
    """Its entry about the fair has the id of a greeting."""
    change(small_folder, "entries.yaml", "id: fair.where", "id: chat.where")
    change(small_folder, "knowledge.yaml", "[fair.where]", "[chat.where]")
    change(small_folder, "knowledge.yaml", "start: fair.where", "start: chat.where")
    return small_folder


def test_an_entry_that_tells_facts_is_not_called_a_courtesy(courtesy_folder: Path) -> None:
    (fault,) = faults_of(courtesy_folder)

    assert "chat.where: an entry whose id begins with 'chat' is a greeting" in fault


def test_a_courtesy_needs_no_sources(courtesy_folder: Path) -> None:
    change(courtesy_folder, "entries.yaml", "    sources: [programme]\n", "")

    assert not any("is a greeting" in fault for fault in faults_of(courtesy_folder))
