"""Signs in a text that people would see as they were typed: tags, asterisks, braces that no placeholder has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.core.compose import PLACEHOLDER
from bot.loading.faults import Fault, Remark
from bot.loading.texts import TextOf

_TYPED = re.compile(
    r"</?(?:a|b|blockquote|br|code|del|div|em|i|li|p|pre|s|span|strong|u|ul)\b[^>\n]*>"
    r"|&(?:nbsp|lt|gt|amp|quot|mdash|ndash|laquo|raquo|#\d+);"
    r"|\*\*[^*\n]+\*\*|__[^_\n]+__|\[[^\]\n]+\]\([^)\n]+\)"
)
_VALUE = re.compile(r"\{[a-z_]+\}")
"""A place that the program itself fills in, in the texts of `ui.yaml`."""


def brace_faults(text: TextOf) -> Iterator[Fault]:
    for code, raw in text.by_language.items():
        left = PLACEHOLDER.sub(lambda found: " " * len(found[0]), raw)
        if text.path[0] == "texts":
            left = _VALUE.sub(lambda found: " " * len(found[0]), left)
        for found in re.finditer(r"\{[^{}\n]*\}|[{}]", left):
            what = f"{found[0]!r} is no placeholder and would be shown as it is typed"
            yield text.fault(code, what, "write it like {contact:ID}, or remove the braces", found.start())


def markup_remarks(text: TextOf) -> Iterator[Remark]:
    for code, raw in text.by_language.items():
        for found in _TYPED.finditer(raw):
            what = f"{found[0]!r} is shown as it is typed"
            yield text.remark(code, what, "texts are plain: leave it out", "markup", found.start())
