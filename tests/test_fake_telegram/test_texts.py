"""Text, its markup and its length."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest

from tests.fake_telegram import FakeTelegram, NoReply


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("я<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ('<b style="x">y</b>', "Wrong attributes"),
        ("<a>y</a>", "Wrong attributes"),
        ('<span class="red">y</span>', "Wrong attributes"),
    ],
)
async def test_wrong_html_is_refused(telegram: FakeTelegram, bot: Bot, text: str, why: str) -> None:
    anna = telegram.person()
    await anna.says("x")
    with pytest.raises(BadRequest):
        await bot.send_message(anna.id, text, parse_mode="HTML")
    [call] = telegram.refused
    assert (call.method, call.params["text"]) == ("sendMessage", text)
    assert call.why.startswith(f"Bad Request: can't parse entities: {why}")
    with pytest.raises(NoReply):
        await anna.next_reply(timeout=0.01)


async def test_right_html_is_shown_as_text(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    await anna.says("x")
    source = (
        ' <a href="https://x.y/?a=1&amp;b=>">link</a> <pre><code class="language-py">1 &lt; 2</code></pre>'
        "<blockquote expandable>&quot;<tg-spoiler>s</tg-spoiler>&#1071;</blockquote>"
        '<span class="tg-spoiler">&nbsp;</span>'
    )
    await bot.send_message(anna.id, source, parse_mode="HTML")
    assert (await anna.next_reply()).text == 'link 1 < 2"sЯ&nbsp;'
    await bot.send_message(anna.id, "<b>1 < 2</b>")

    assert (await anna.next_reply()).text == "<b>1 < 2</b>"


async def test_text_is_1_to_4096_utf16_units_after_parsing(telegram: FakeTelegram, bot: Bot) -> None:
    anna = telegram.person()
    await anna.says("x")
    await bot.send_message(anna.id, "<b>" + "😀" * 2048 + "</b>", parse_mode="HTML")
    for text, why in [("😀" * 2048 + "a", "is too long"), ("", "text is empty"), ("<b> </b>", "must be non-empty")]:
        with pytest.raises(BadRequest, match=why):
            await bot.send_message(anna.id, text, parse_mode="HTML")

    assert len(telegram.refused) == 3
