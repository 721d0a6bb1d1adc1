"""The pictures of the documentation are there, and none lies about unused."""

from __future__ import annotations

import re

from tests.support.senim_program import ROOT

DOCS = ROOT / "docs"


def test_every_picture_is_shown_and_every_shown_picture_is_there() -> None:
    shown = {
        name for page in DOCS.glob("*.md") for name in re.findall(r"\]\(pictures/(\w+\.png)\)", page.read_text("utf-8"))
    }

    assert shown == {path.name for path in (DOCS / "pictures").iterdir()}
