"""A form that was opened and sent back changes nothing, and one that was changed changes nothing else.

Of `bot/desk/forms.py`, `bot/desk/templates/form.html` and `bot/desk/yaml_edit.py`, over all that the project ships.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from starlette.datastructures import FormData
from starlette.requests import Request

from bot.desk.app import make_app
from bot.desk.forms import changes, fields_of, texts_of
from bot.desk.kinds import CONTACTS, ENTRIES, SOURCES, EditKind
from bot.desk.open_folder import OpenFolder
from bot.desk.opened import Opened
from bot.desk.page import sent_text
from bot.desk.yaml_edit import set_record
from bot.loading import shipped_folder
from bot.loading.schema import EntryModel
from tests.desk.browser_fields import sent_untouched
from tests.desk.conftest import HERE
from tests.desk.test_yaml_edit import diff

KINDS = pytest.mark.parametrize("kind", [ENTRIES, CONTACTS, SOURCES], ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def folder() -> OpenFolder:
    return OpenFolder(shipped_folder())


@pytest.fixture(scope="module")
def opened(folder: OpenFolder) -> Opened:
    return folder.now()


def read_back(page: str, opened: Opened, kind: EditKind, model: Any) -> Mapping[str, Any]:
    """What the desk would write of a page that a browser sends back as it came."""
    request = Request({"type": "http"})
    request.state.form = FormData([*sent_untouched(page)])
    fields = kind.fields(opened)
    return changes(fields, {field.name: sent_text(request, field.name) for field in fields}, texts_of(fields, model))


@KINDS
async def test_every_shipped_form_sent_back_as_it_came_changes_nothing(opened: Opened, kind: EditKind) -> None:
    transport = httpx.ASGITransport(make_app(shipped_folder()))
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        pages = {name: (await client.get(f"/{kind.name}/{name}?quick")).text for name in kind.all(opened)}

    assert [name for name, page in pages.items() if read_back(page, opened, kind, kind.all(opened)[name])] == []


RULES = [field.key for field in fields_of(EntryModel, [], {}) if field.in_lines and not field.required]


def with_rules(opened: Opened, key: str) -> Iterator[tuple[str, str, str]]:
    """The entries that hold a block of lines: id, text of the file, and block."""
    for name, entry in opened.entries.items():
        if block := getattr(entry, key):
            location = opened.location_of("entries", name)
            assert location
            yield name, (shipped_folder() / location.file).read_text(encoding="utf-8"), block


def saved(opened: Opened, text: str, name: str, new: Mapping[str, str]) -> list[str]:
    """The lines that differ when these texts of an entry are sent in place of its own."""
    fields, was = ENTRIES.fields(opened), texts_of(ENTRIES.fields(opened), opened.entries[name])
    return diff(text, set_record(text, "entries", name, changes(fields, {**was, **new}, was)))


@pytest.mark.parametrize("key", RULES)
def test_a_line_more_in_a_block_of_rules_is_a_line_more_in_the_file(opened: Opened, key: str) -> None:
    for name, text, block in [*with_rules(opened, key)][:2]:
        assert saved(opened, text, name, {key: f"{block}\nlast of all"}) == ["+      last of all"]


@pytest.mark.parametrize("key", RULES)
def test_a_block_of_rules_can_be_emptied(opened: Opened, key: str) -> None:
    for name, text, block in [*with_rules(opened, key)][:2]:
        lines = [f"    {key}: |", *(f"      {line}" for line in block.splitlines())]

        assert saved(opened, text, name, {key: ""}) == [f"-{line}" for line in lines]
