"""A small strict fake of Telegram's Bot API over HTTP on loopback, for end-to-end tests.

It refuses what Telegram refuses, in Telegram's words, and also what Telegram takes but shows to people otherwise
than the bot meant: an attribute that it ignores, a button with two actions.
"""

import asyncio
import contextlib
import html
import itertools
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal, Self, TypeVar

import aiohttp
from aiohttp import web

Json = dict[str, Any]
Fault = int | Literal["drop", "drop_after", "malformed", "silent", "held"]
T = TypeVar("T")

BOT: Json = {"id": 123456, "is_bot": True, "first_name": "Test", "username": "test_bot"}
TOKEN = "123456:TEST-TOKEN_abcdefghijklmnopqrstuvwxyz12"
BLOCKED = "Forbidden: bot was blocked by the user"
NOT_STARTED = "Forbidden: bot can't initiate conversation with a user"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
UNDER_WEBHOOK = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
KEYBOARDS = {"inline_keyboard", "keyboard", "remove_keyboard", "force_reply"}
PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}
FILE: Json = {"file_id": "FILE", "file_unique_id": "F", "duration": 3, "width": 90, "height": 60}
MEDIA: dict[str, Any] = {
    **dict.fromkeys(("voice", "audio", "video", "animation", "document"), FILE),
    "photo": [FILE],
    "video_note": {**FILE, "length": 240},
    "sticker": {**FILE, "type": "regular", "is_animated": False, "is_video": False},
    "contact": {"phone_number": "+491700000000", "first_name": "Ivan"},
    "location": {"latitude": 52.5, "longitude": 13.4},
    "dice": {"emoji": "🎲", "value": 4},
    "poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "type": "regular"}
    | dict.fromkeys(("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only"), False),
}
# What stays a string even when it looks like JSON; every other field is decoded, as PTB encodes them.
TEXTS = {"text", "caption", "callback_query_id", "name", "description", "short_description", "language_code", "url"} | {
    "secret_token"
}
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


class Refusal(Exception):
    """An answer that is not ok, with Telegram's error code and description."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code, self.description = code, description


def bad(why: str) -> Refusal:
    """Make the 400 that Telegram gives for a wrong request."""
    return Refusal(400, f"Bad Request: {why}")


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


def buttons_of(markup: Json | None) -> list[Json]:
    """Give the buttons of an inline or reply keyboard, in reading order."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [button if isinstance(button, dict) else {"text": button} for row in rows for button in row]


def check_keyboard(markup: Any) -> Json | None:
    """Refuse a wrong keyboard and give a right one, None if it has nothing to show."""
    if not markup or markup == {"inline_keyboard": []}:
        return None
    if not isinstance(markup, dict) or not markup.keys() & KEYBOARDS:
        raise bad("can't parse reply keyboard markup JSON object")
    if len(buttons_of(markup)) > 100:
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in buttons_of(markup):
        actions = sorted(button.keys() - {"text", "style", "icon_custom_emoji_id"})
        if not str(button.get("text", "")).strip():
            raise bad("inline keyboard button text must be non-empty")
        if "inline_keyboard" in markup and len(actions) != 1:  # of several, Telegram takes one: our words
            why = f"exactly one action is allowed, not {actions}," if actions else "Text buttons are unallowed"
            raise bad(f"can't parse inline keyboard button: {why} in the inline keyboard")
        if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
        if "url" in button and not re.match(r"(?:https?|tg)://[^\s/]", str(button["url"])):
            raise bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return markup


class NoReply(AssertionError):
    """Nothing came from the bot in time."""


async def soon(queue: asyncio.Queue[T], timeout: float) -> T:
    """Wait for the next item."""
    try:
        return await asyncio.wait_for(queue.get(), timeout)
    except TimeoutError:
        raise NoReply(f"nothing came from the bot in {timeout} s") from None


@dataclass(frozen=True)
class Call:
    """One request of the bot, with decoded fields, and why Telegram would have refused it."""

    method: str
    params: Json
    why: str = ""


@dataclass(frozen=True)
class Reply:
    """What people see when the bot sends or edits a message."""

    chat_id: int
    message_id: int
    text: str
    html: str
    markup: Json | None
    edited: bool

    @property
    def buttons(self) -> list[str]:
        """Give the labels of the keyboard in reading order."""
        return [str(button["text"]) for button in buttons_of(self.markup)]


@dataclass
class Press:
    """A press of a button, which spins until it is answered."""

    id: str
    data: str
    alerts: asyncio.Queue[str]
    at: float = field(default_factory=time.monotonic)
    answered: bool = False


class Webhook:
    """Brings updates to the bot: a chat's in order, chats at the same time, each again until the answer is a yes."""

    def __init__(self, pending: list[Json]) -> None:
        self.url, self.secret, self.info = "", "", dict[str, Any]()
        self.behind: list[str] = []  # where a load balancer at the url would send them, in turn; else the url itself
        self.answers: list[int] = []
        self._pending, self._turn = pending, itertools.count()
        self._last: dict[int, asyncio.Task[None]] = {}  # of each chat
        self._session: aiohttp.ClientSession | None = None

    def set(self, url: str, p: Json) -> None:
        """Take another address; what waits is brought there."""
        self.url, self.secret = url, p.get("secret_token", "")
        self.info = {key: p[key] for key in ("max_connections", "allowed_updates") if key in p}
        for update in self._pending:
            self.bring(update)

    def bring(self, update: Json) -> None:
        """Bring an update after the others of its chat."""
        if not self.url:
            return
        content = next(value for key, value in update.items() if key != "update_id")
        chat = content.get("message", content).get("chat", {}).get("id", 0)
        self._last[chat] = asyncio.create_task(self._deliver(update, self._last.get(chat)))

    async def post(self, body: bytes, **headers: str) -> int:
        """Call the webhook once, with any body, and give the status of the answer; 0 where nobody answers."""
        self._session = self._session or aiohttp.ClientSession()
        addresses = self.behind or [self.url]
        address = addresses[next(self._turn) % len(addresses)]
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with self._session.post(address, data=body, headers=secret | headers) as response:
                return response.status
        except (aiohttp.ClientError, OSError):
            return 0

    async def close(self) -> None:
        """Stop bringing."""
        for task in self._last.values():
            task.cancel()
        await asyncio.gather(*self._last.values(), return_exceptions=True)
        if self._session:
            await self._session.close()

    async def _deliver(self, update: Json, before: asyncio.Task[None] | None) -> None:
        if before:
            await asyncio.wait([before])
        while update in self._pending:
            self.answers.append(await self.post(json.dumps(update).encode()))
            if self.answers[-1] == 200:
                with contextlib.suppress(ValueError):
                    self._pending.remove(update)
            else:
                await asyncio.sleep(0.05)


class Updates:
    """The queue of updates and the one long poll that waits for it."""

    def __init__(self) -> None:
        self.pending: list[Json] = []
        self.allowed: list[str] = []
        self.doubles = 0
        self._ids = itertools.count(1000)
        self._twice: set[int] = set()
        self._echoes: list[Json] = []
        self._poll: asyncio.Future[bool] | None = None
        self.webhook = Webhook(self.pending)

    def add(self, fields: Json) -> None:
        """Queue an update if the bot wants its kind."""
        if self.allowed and not fields.keys() & set(self.allowed):
            return
        self.pending.append({"update_id": next(self._ids), **fields})
        if self.doubles:
            self.doubles -= 1
            self._twice.add(self.pending[-1]["update_id"])
        self.webhook.bring(self.pending[-1])
        self.end_poll(conflict=False)

    def end_poll(self, *, conflict: bool) -> None:
        """Wake the waiting poll, if any."""
        if self._poll and not self._poll.done():
            self._poll.set_result(conflict)

    async def take(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """Confirm what came before the offset and give what comes next, waiting for it if need be."""
        self.end_poll(conflict=True)
        self.pending[:] = [u for u in self.pending[min(offset, 0) :] if u["update_id"] >= offset]
        if not self.pending and not self._echoes and timeout > 0:
            self._poll = poll = asyncio.get_running_loop().create_future()
            if (await asyncio.wait([poll], timeout=timeout))[0] and poll.result():
                raise Refusal(409, f"Conflict: {OTHER_POLL}")
        # The second copy comes with the next poll although the bot has confirmed the first, as it does in life.
        fresh = self.pending[:limit]
        batch, self._echoes = self._echoes + fresh, [u for u in fresh if u["update_id"] in self._twice]
        self._twice -= {update["update_id"] for update in fresh}
        return batch


class Chat:
    """A chat as its people see it."""

    def __init__(self, telegram: "FakeTelegram", payload: Json) -> None:
        self.telegram, self.payload, self.id = telegram, payload, int(payload["id"])
        self.forbidden = ""  # why the bot may not write here
        self.replies: asyncio.Queue[Reply] = asyncio.Queue()
        # Private chats share one numbering, a supergroup has its own: messages of two chats may have the same id.
        self.numbers = telegram.numbers if payload["type"] == "private" else itertools.count(1)
        telegram.chats[self.id] = self

    async def next_reply(self, timeout: float = 5) -> Reply:
        """Wait for the next message or edit of the bot in this chat."""
        return await soon(self.replies, timeout)

    def post(self, sender: Json, content: Json, reply_to: Reply | int | None = None) -> Json:
        """Put a message into the chat."""
        message = {"message_id": next(self.numbers), "date": int(time.time()), "chat": self.payload, **content}
        if sender:
            message["from"] = sender
        if reply_to:
            target = reply_to.message_id if isinstance(reply_to, Reply) else reply_to
            if (self.id, target) not in self.telegram.messages:
                raise bad("message to be replied not found")
            message["reply_to_message"] = self.telegram.messages[self.id, target]
        self.telegram.messages[self.id, message["message_id"]] = message
        return message


class Person(Chat):
    """A person and their private chat with the bot."""

    def __init__(self, telegram: "FakeTelegram", user: Json) -> None:
        super().__init__(telegram, {"id": user["id"], "first_name": user["first_name"], "type": "private"})
        self.user, self.forbidden = user, NOT_STARTED
        self.alerts: asyncio.Queue[str] = asyncio.Queue()

    async def says(self, text: str, reply_to: Reply | int | None = None) -> int:
        """Write to the bot and give the message's id."""
        return await self._writes(typed(text), reply_to)

    async def sends(self, kind: str, caption: str = "", **fields: Any) -> int:
        """Send a photo, voice, sticker …; fields are further raw fields of the message."""
        return await self._writes({kind: MEDIA.get(kind)} | (typed(caption, "caption") if caption else {}) | fields)

    async def edits(self, message_id: int, text: str) -> None:
        """Change an own text."""
        message = self.telegram.messages[self.id, message_id]
        message.update(typed(text), edit_date=int(time.time()))
        self.telegram.updates.add({"edited_message": dict(message)})

    async def presses(self, reply: Reply, label: str) -> None:
        """Press the button with this label as it was in that reply, even if the message has changed since."""
        button = next((b for b in buttons_of(reply.markup) if b["text"] == label), None)
        assert button is not None, f"no button {label!r} among {reply.buttons}"
        if "keyboard" in (reply.markup or {}):
            await self.says(label)
        else:
            await self.presses_data(reply, button["callback_data"])

    async def presses_data(self, reply: Reply, data: str) -> None:
        """Send any callback data, as a modified client can."""
        gone = {"chat": self.telegram.chats[reply.chat_id].payload, "message_id": reply.message_id, "date": 0}
        message = dict(self.telegram.messages.get((reply.chat_id, reply.message_id), gone))
        press = Press(str(len(self.telegram.presses) + 1), data, self.alerts)
        self.telegram.presses[press.id] = press
        query = {"id": press.id, "from": self.user, "chat_instance": "1", "message": message, "data": data}
        self.telegram.updates.add({"callback_query": query})

    async def next_alert(self, timeout: float = 5) -> str:
        """Wait for the answer to one of this person's presses and give its text."""
        return await soon(self.alerts, timeout)

    async def blocks(self) -> None:
        """Block the bot."""
        self._member("member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._member("kicked", "member")

    def _member(self, old: str, new: str) -> None:
        self.forbidden = BLOCKED if new == "kicked" else ""
        before, after = ({"user": BOT, "status": status, "until_date": 0} for status in (old, new))
        change = {"chat": self.payload, "from": self.user, "date": int(time.time())}
        self.telegram.updates.add({"my_chat_member": change | {"old_chat_member": before, "new_chat_member": after}})

    async def _writes(self, content: Json, reply_to: Reply | int | None = None) -> int:
        if self.forbidden == BLOCKED:
            await self.unblocks()  # the apps let nobody write before that
        self.forbidden = ""
        message = self.post(self.user, content, reply_to)
        self.telegram.updates.add({"message": dict(message)})
        return int(message["message_id"])


class Group(Chat):
    """A group in which the bot has privacy mode on."""

    def __init__(self, telegram: "FakeTelegram", payload: Json, members: list[Person]) -> None:
        super().__init__(telegram, payload)
        self.members = members

    async def says(self, person: Person, text: str, reply_to: Reply | int | None = None) -> int:
        """Write into the group; the bot gets only commands, its mentions and replies to it."""
        message, name = self.post(person.user, typed(text), reply_to), str(BOT["username"])
        command = re.match(r"/\w+(?:@(\w+))?", text)
        called = (command[1] or name).lower() == name if command else re.search(rf"(?<!\w)@{name}\b", text, re.I)
        if called or message.get("reply_to_message", {}).get("from") == BOT:
            self.telegram.updates.add({"message": dict(message)})
        return int(message["message_id"])


class Methods:
    """What the Bot API's methods do."""

    def __init__(self, telegram: "FakeTelegram") -> None:
        self.telegram = telegram
        self.about_messages: dict[str, Callable[[Json], Any]] = {
            "sendMessage": self._send,
            "copyMessage": self._copy,
            "editMessageText": lambda p: self._edit(p, self._text(p)),
            "editMessageReplyMarkup": self._edit,
            "deleteMessage": self._delete,
            "deleteMessages": self._delete_many,
            "answerCallbackQuery": self._answer,
        }

    async def run(self, method: str, p: Json) -> Any:
        """Do one method and give its result."""
        updates, profile = self.telegram.updates, self.telegram.profile
        audience = ("commands", *self._audience(p))
        if method in self.about_messages:
            return self.about_messages[method](p)
        match method:
            case "getMe":
                return BOT | {"can_join_groups": True, "can_read_all_group_messages": False} | self.telegram.modes
            case "logOut" | "close":
                return True
            case "getUpdates":
                if updates.webhook.url:
                    raise Refusal(409, f"Conflict: {UNDER_WEBHOOK}")
                updates.allowed = p.get("allowed_updates", updates.allowed)
                limit = min(max(p.get("limit", 100), 1), 100)
                return await updates.take(p.get("offset", 0), limit, p.get("timeout", 0))
            case "setWebhook" | "deleteWebhook":
                return self._set_webhook(p.get("url", "") if method == "setWebhook" else "", p)
            case "getWebhookInfo":
                counts = {"has_custom_certificate": False, "pending_update_count": len(updates.pending)}
                return {"url": updates.webhook.url, **counts, **updates.webhook.info, **self.telegram.webhook_trouble}
            case "sendChatAction":
                action = str(self._chat(p) and p.get("action"))
                if not re.fullmatch(r"typing|choose_sticker|find_location|(record|upload)_[a-z_]+", action):
                    raise bad("wrong parameter action in request")
                return True
            case "leaveChat":
                chat = self._chat(p)
                if chat.payload["type"] == "private":
                    raise bad("chat member status can't be changed in private chats")
                chat.forbidden = f"Forbidden: bot is not a member of the {chat.payload['type']} chat"
                return True
            case "setMyCommands":
                profile[audience] = self._checked_commands(p.get("commands"))
                return True
            case "getMyCommands":
                return profile.get(audience, [])
            case "deleteMyCommands":
                return bool(profile.pop(audience, True))
            case "setMyName" | "setMyDescription" | "setMyShortDescription":
                return self._set_profile(snake(method[5:]), p)
            case "getMyName" | "getMyDescription" | "getMyShortDescription":
                key = snake(method[5:])  # a language without a text of its own gets the default one
                return {key: profile.get((key, audience[1])) or profile.get((key, ""), "")}
        raise Refusal(404, "Not Found")

    def _chat(self, p: Json) -> Chat:
        """Find the chat and make sure that the bot may write there."""
        chat = self.telegram.chats.get(p.get("chat_id", 0))
        if not chat:
            raise bad("chat not found")
        if chat.forbidden:
            raise Refusal(403, chat.forbidden)
        return chat

    def _message(self, chat_id: Any, message_id: Any, verb: str) -> Json:
        if chat_id not in self.telegram.chats:
            raise bad("chat not found")
        if (chat_id, message_id) not in self.telegram.messages:
            raise bad(f"message to {verb} not found")
        return self.telegram.messages[chat_id, message_id]

    @staticmethod
    def _text(p: Json) -> tuple[str, str]:
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

    def _send(self, p: Json) -> Json:
        chat, (text, source), markup = self._chat(p), self._text(p), check_keyboard(p.get("reply_markup"))
        reply_to = p.get("reply_to_message_id") or p.get("reply_parameters", {}).get("message_id")
        return self._show(chat.post(BOT, {"text": text}, reply_to), source, markup)

    def _copy(self, p: Json) -> Json:
        chat, source = self._chat(p), self._message(p.get("from_chat_id"), p.get("message_id"), "copy")
        content = {key: value for key, value in source.items() if key in MEDIA.keys() | {"text", "caption"}}
        markup, reply_to = check_keyboard(p.get("reply_markup")), p.get("reply_parameters", {}).get("message_id")
        return {"message_id": self._show(chat.post(BOT, content, reply_to), "", markup)["message_id"]}

    def _edit(self, p: Json, new_text: tuple[str, str] | None = None) -> Json:
        message, markup = self._message(p.get("chat_id"), p.get("message_id"), "edit"), p.get("reply_markup")
        old, markup = self.telegram.shown.get((p["chat_id"], p["message_id"])), check_keyboard(markup)
        if not old or "inline_keyboard" not in (old.markup or {"inline_keyboard": []}):
            raise bad("message can't be edited")  # a person's, or one with a reply keyboard
        if new_text and "text" not in message:
            raise bad("there is no text in the message to edit")
        if "inline_keyboard" not in (markup or {"inline_keyboard": []}):
            raise bad("inline keyboard expected")
        text, source = new_text or (old.text, old.html)
        if (text, source, markup) == (old.text, old.html, old.markup):
            raise bad(NOT_MODIFIED)
        if new_text:
            message["text"] = text
        message |= {"edit_date": int(time.time())}
        return self._show(message, source, markup, edited=True, seen=bool(new_text))

    def _show(self, message: Json, source: str, markup: Json | None, edited: bool = False, seen: bool = True) -> Json:
        """Put the bot's message before the chat's people."""
        key = (message["chat"]["id"], message["message_id"])
        message.pop("reply_markup", None)
        if markup and "inline_keyboard" in markup:  # Telegram keeps no other markup with the message
            message["reply_markup"] = markup
        reply = Reply(*key, str(message.get("text", message.get("caption", ""))), source, markup, edited)
        self.telegram.messages[key], self.telegram.shown[key] = message, reply
        if seen:
            self.telegram.chats[key[0]].replies.put_nowait(reply)
        return message

    def _delete(self, p: Json) -> bool:
        message = self._message(p.get("chat_id"), p.get("message_id"), "delete")
        if message.get("from") != BOT and message["chat"]["type"] != "private":
            raise bad("message can't be deleted")
        del self.telegram.messages[p["chat_id"], p["message_id"]]
        return True

    def _delete_many(self, p: Json) -> bool:
        chat, ids = self._chat(p), p.get("message_ids")
        if not isinstance(ids, list) or not 1 <= len(ids) <= 100:
            raise bad("too many message identifiers specified" if ids else "message identifiers are not specified")
        if any((chat.id, number) in self.telegram.kept for number in ids):
            raise bad("message can't be deleted for everyone")
        for number in ids:  # Telegram skips what it cannot find
            self.telegram.messages.pop((chat.id, number), None)
        return True

    def _answer(self, p: Json) -> bool:
        press, text = self.telegram.presses.get(p.get("callback_query_id", "")), p.get("text", "")
        if not press or press.answered or time.monotonic() - press.at > self.telegram.query_lifetime:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if units(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        press.answered = True
        press.alerts.put_nowait(text)
        return True

    def _set_webhook(self, url: str, p: Json) -> bool:
        if url and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", url):  # this machine: for tests
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", p.get("secret_token", "")):
            raise bad("secret token contains unallowed characters")
        self.telegram.updates.allowed = p.get("allowed_updates", self.telegram.updates.allowed)
        self.telegram.updates.webhook.set(url, p)
        if p.get("drop_pending_updates"):
            self.telegram.updates.pending.clear()
        return True

    def _set_profile(self, key: str, p: Json) -> bool:
        if units(p.get(key, "")) > PROFILE_LIMITS[key]:
            raise bad(f"{key} is too long")
        self.telegram.profile[key, self._audience(p)[0]] = p.get(key, "")
        return True

    @staticmethod
    def _audience(p: Json) -> tuple[str, str]:
        """Give the language code and scope for which something is set, a scope with ids as "chat:5"."""
        language, scope = p.get("language_code", ""), p.get("scope") or {"type": "default"}
        if language and not re.fullmatch(r"[a-z]{2}", language):
            raise bad("invalid language code specified")
        kinds = r"default|all_(private_chats|group_chats|chat_administrators)|chat(_administrators|_member)?"
        if not re.fullmatch(kinds, scope["type"]):
            raise bad("can't parse BotCommandScope: Unsupported type specified")
        return language, ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)

    @staticmethod
    def _checked_commands(commands: Any) -> list[Json]:
        if not isinstance(commands, list) or not 1 <= len(commands) <= 100:
            raise bad("BOT_COMMANDS_TOO_MUCH" if commands else "commands must be non-empty")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise bad("BOT_COMMAND_INVALID")
            if not 1 <= units(command["description"]) <= 256:
                raise bad("command description must be non-empty and must not exceed 256")
        return commands


class FakeTelegram:
    """The server, its people and its faults; use it as an async context manager."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token, self.url, self.query_lifetime = token, "", 30.0
        self.calls: list[Call] = []
        self.refused: list[Call] = []  # with 400, or as an unknown method
        self.profile: dict[tuple[str, ...], Any] = {("name", ""): BOT["first_name"]}
        self.updates, self.numbers, self.faults = Updates(), itertools.count(1), list[list[Any]]()
        self.release = asyncio.Event()  # until it is set, calls that are held are not done
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.shown: dict[tuple[int, int], Reply] = {}
        self.kept: set[tuple[int, int]] = set()  # messages that can no longer be deleted
        self.presses: dict[str, Press] = {}
        self.modes: Json = {}  # further fields of getMe, as @BotFather sets them
        self.webhook_trouble: Json = {}  # further fields of getWebhookInfo
        self.channel = Chat(self, {"id": -1001, "type": "channel", "title": "News"})

    async def __aenter__(self) -> Self:
        app, methods = web.Application(), Methods(self)

        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(request, methods)

        app.router.add_route("*", "/bot{token}/{method}", serve)
        # A poll that the bot has abandoned must not live on, nor hold up the end of the test.
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.updates.end_poll(conflict=False)
        await self.updates.webhook.close()
        await self._runner.cleanup()

    def person(self, language_code: str | None = None, first_name: str = "Anna", **fields: Any) -> Person:
        """Make a person, to whom the bot may write once they have written to it."""
        language = {"language_code": language_code} if language_code else {}
        user = {"id": 500 + len(self.chats), "is_bot": False, "first_name": first_name}
        return Person(self, user | language | fields)

    def group(self, title: str, members: list[Person]) -> Group:
        """Make a supergroup with the bot in it."""
        return Group(self, {"id": -1000 - len(self.chats) - 1, "type": "supergroup", "title": title}, members)

    async def channel_post(self, text: str) -> None:
        """Publish a post in a channel where the bot is an administrator."""
        self.updates.add({"channel_post": self.channel.post({}, typed(text))})

    async def sends_update(self, fields: Json) -> None:
        """Queue any update as it is; its chat becomes known and may be written to."""
        for key, part in fields.items():
            message = part.get("message", part) if isinstance(part, dict) else {}
            if "chat" in message:
                chat = self.chats.get(message["chat"]["id"]) or Chat(self, message["chat"])
                chat.forbidden = chat.forbidden.replace(NOT_STARTED, "")
                if "message_id" in message:
                    self.messages.setdefault((chat.id, message["message_id"]), message)
            if key == "callback_query":
                self.presses[part["id"]] = Press(part["id"], part.get("data", ""), asyncio.Queue())
        self.updates.add(fields)

    def fails(
        self, method: str, status: Fault, *, retry_after: int | None = None, times: int = 1, saying: str = ""
    ) -> None:
        """Make the next calls of a method ("*": of any) fail, or only those whose text says something."""
        self.faults.append([method, status, retry_after, times, saying])

    def duplicates(self, update_count: int) -> None:
        """Deliver each of the next updates twice."""
        self.updates.doubles += update_count

    def spinning(self) -> list[Press]:
        """Give the presses that were never answered."""
        return [press for press in self.presses.values() if not press.answered]

    async def _serve(self, request: web.Request, methods: Methods) -> web.StreamResponse:
        token, method, params = request.match_info["token"], request.match_info["method"], dict[str, Any]()
        try:
            if token != self.token:
                wellformed = re.fullmatch(r"\d+:[\w-]{30,}", token)
                raise Refusal(401, "Unauthorized") if wellformed else Refusal(404, "Not Found")
            params = await read_params(request)
            self.calls.append(Call(method, params))
            fault, retry_after = self._next_fault(method, str(params.get("text", "")))
            if isinstance(fault, int):
                return failure(fault, HTTPStatus(fault).phrase, retry_after)
            if fault == "malformed":
                return web.Response(text="<html>not JSON</html>")
            if fault == "held":
                await self.release.wait()
            result = None if fault == "drop" else await methods.run(method, params)
            if fault == "silent":
                await asyncio.Event().wait()
        except (Refusal, AttributeError, KeyError, TypeError) as error:
            # The checks look at values, not at shapes: a field of a wrong shape ends up here.
            refusal = error if isinstance(error, Refusal) else bad(f"field of a wrong shape: {error!r}")
            if refusal.code == 400 or (refusal.code == 404 and token == self.token):
                self.refused.append(Call(method, params, refusal.description))
            return failure(refusal.code, refusal.description)
        if fault in ("drop", "drop_after") and request.transport:
            request.transport.abort()
        return web.json_response({"ok": True, "result": result})

    def _next_fault(self, method: str, text: str) -> tuple[Fault | None, int | None]:
        for fault in self.faults:
            if fault[0] in (method, "*") and fault[3] > 0 and fault[4] in text:
                fault[3] -= 1
                return fault[1], fault[2]
        return None, None


def failure(code: int, description: str, retry_after: int | None = None) -> web.Response:
    """Make the answer for something that went wrong."""
    body: Json = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body |= {"description": f"{description}: retry after {retry_after}", "parameters": {"retry_after": retry_after}}
    return web.json_response(body, status=code)


def snake(name: str) -> str:
    """Turn ShortDescription into short_description."""
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


async def read_params(request: web.Request) -> Json:
    """Read the fields of a request, however they are encoded."""

    def decoded(name: str, value: Any) -> Any:
        try:
            return json.loads(value) if isinstance(value, str) and name not in TEXTS else value
        except ValueError:
            return value

    try:
        is_json = request.content_type == "application/json"
        fields = {**request.query, **(await request.json() if is_json else await request.post())}
    except (TypeError, ValueError):
        raise bad("can't parse the request body") from None
    return {name: decoded(name, value) for name, value in fields.items()}
