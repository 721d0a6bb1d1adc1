"""Numbers and links that are typed where a placeholder belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.faults_told import faults_of, faults_unasked
from tests.support.small_knowledge import change


@pytest.mark.parametrize(
    "typed",
    [
        *("+7 701 123 45 67", "8 (701) 123-45-67", "87011234567", "112", "8 701 123 4567", "+7 701 123 456"),
        *("8–701–123–45–67", "8\u2011701\u2011123\u201145\u201167", "+7 701/123/45/67", "8.701.123.45.67"),
    ],
)
def test_a_typed_phone_number_is_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", f"in the park, call {typed}")
    (fault,) = (fault for fault in faults_of(small_folder) if "typed in the text" in fault)

    assert fault.startswith("entries.yaml:14: fair.where: '")
    assert "{number:ID}" in fault


@pytest.mark.parametrize(
    "text",
    [
        *(
            "on 27 November 2024",
            "for 187 countries",
            "in 2024 and 2025",
            "1 113 people",
            "20 000 000 tenge",
            "12 500 000",
        ),
        *(
            "27.11.2024",
            "25.11–10.12.2024",
            "27/11/2024",
            "2024-11-27",
            "2024–2025",
            "2024/2025",
            "10 000–20 000 tenge",
        ),
        *("in 2023 – 58 centres", "It was in 2023. 58 came", "16.00–18.00", "24/7"),
    ],
)
def test_other_numbers_may_be_typed(small_folder: Path, text: str) -> None:
    change(small_folder, "entries.yaml", "in the park", text)

    assert not any("typed in the text" in fault for fault in faults_of(small_folder))


@pytest.mark.parametrize(
    "typed", ["https://fair.example/x", "www.fair.example", "fair.kz", "t.me/fair", "fair.ru/help"]
)
def test_a_typed_link_is_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", f"in the park, see {typed}")

    assert any("is typed in the text" in fault for fault in faults_of(small_folder))


@pytest.mark.parametrize(
    "typed",
    [
        *("Звоните 1414.", "Позвоните по номеру 150", "наберите: «1414»", "Call 1414", "You can dial the number 14140"),
        *("1414-ке қоңырау шалыңыз", "1414 нөміріне қоңырау шалыңыз", "150-ге хабарласыңыз", "Қоңырау шалыңыз: 1414"),
    ],
)
def test_a_short_number_to_call_that_no_contact_has_is_told(small_folder: Path, typed: str) -> None:
    change(small_folder, "entries.yaml", "in the park", f"in the park. {typed}")

    assert any("which no contact has" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize(
    "text", ["Call 112 or 1500 people come", "звонили 1500 раз", "Call: 30 halls", "позвоните {number:112}, 1500 книг"]
)
def test_a_few_digits_that_nobody_is_told_to_call_may_stand(small_folder: Path, text: str) -> None:
    change(small_folder, "entries.yaml", "in the park", text)

    assert not any("which no contact has" in fault for fault in faults_unasked(small_folder))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("entries.yaml", "en: Where the fair is", "en: Where 112 answers"),
        ("contacts.yaml", "en: A dispatcher answers.", "en: A dispatcher answers on 112."),
    ],
)
def test_a_title_and_the_words_of_a_contact_may_name_a_number(
    small_folder: Path, file: str, old: str, new: str
) -> None:
    """No placeholder is filled in there."""
    change(small_folder, file, old, new)

    assert not any("typed in the text" in fault for fault in faults_of(small_folder))
