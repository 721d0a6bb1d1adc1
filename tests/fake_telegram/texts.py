"""Text as Telegram measures it, reads its markup and finds commands and names in it."""

from __future__ import annotations

import html
import re

from .records import Json
from .refusals import bad

# Each tag with the attributes that it takes.
TAGS = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "pre", "tg-spoiler"), ""),
    "a": r"""\s+href=("[^"\s]+"|'[^'\s]+')""",
    "span": r"""\s+class=["']tg-spoiler["']""",
    "code": r"""(\s+class=["']language-[^"']+["'])?""",
    "blockquote": r"""(\s+expandable(="")?)?""",
    "tg-emoji": r"""\s+emoji-id=["']\d+["']""",
}
MARKUP = re.compile(
    r"""<(?P<end>/?)(?P<tag>[^\s<>"']*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)(?P<close>>?)"""
    # People see any other reference, such as &nbsp;, as it was typed.
    r"|(?P<reference>&(?:(?:lt|gt|amp|quot)(?![a-zA-Z])|\#\d+|\#[xX][0-9a-fA-F]+);?)|[^<&]+|&"
)
TYPED = re.compile(
    r"(?<!\S)(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@\w+)?)|(?<!\w)(?P<mention>@\w{4,32})|(?P<url>https?://\S+)"
)


def units(text: str) -> int:
    """Count UTF-16 code units, which is how Telegram measures text."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> str:
    """Give the text that people see, or refuse the markup."""
    text, opened = "", list[str]()
    for token in MARKUP.finditer(source):
        tag, where = (token["tag"] or "").lower(), f"at byte offset {len(source[: token.start()].encode())}"
        why = ""
        if token["tag"] is None:
            text += html.unescape(token[0]) if token["reference"] else token[0]
        elif token["end"]:
            expected = opened.pop() if opened else None
            if expected is None:
                why = f"Unexpected end tag {where}"
            elif not token["close"] or token["attributes"].strip():
                why = f"Unclosed end tag {where}"
            elif tag != expected:
                why = f'Unmatched end tag {where}, expected "</{expected}>", found "</{tag}>"'
        elif tag not in TAGS:
            why = f'Unsupported start tag "{tag}" {where}'
        elif not token["close"]:
            why = f'Unclosed start tag "{tag}" {where}'
        elif not re.fullmatch(TAGS[tag] + r"\s*", token["attributes"]):
            why = f'Wrong attributes in the tag "{tag}" {where}'  # our words: Telegram mostly ignores them
        else:
            opened.append(tag)
        if why:
            raise bad(f"can't parse entities: {why}")
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1]}\"")
    return text


def typed(text: str, prefix: str = "") -> Json:
    """Give a person's text with what Telegram marks in it by itself."""
    found = TYPED.finditer(text)
    entities = [{"type": m.lastgroup, "offset": units(text[: m.start()]), "length": units(m[0])} for m in found]
    return {prefix or "text": text, f"{prefix}_entities".lstrip("_"): entities}


def checked_text(p: Json) -> tuple[str, str]:
    """Give a request's text as people see it and as it was sent."""
    source, mode = str(p.get("text", "")), str(p.get("parse_mode", "")).lower()
    if not source:
        raise bad("message text is empty")
    if mode not in ("", "html"):
        raise bad("unsupported parse_mode")  # by this fake
    text = (parse_html(source) if mode else source).strip()
    if not text:
        raise bad("text must be non-empty")
    if units(text) > 4096:
        raise bad("message is too long")
    return text, source
