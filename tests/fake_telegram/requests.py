"""Requests as the bot encodes them, and the answers it gets."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from .records import Json
from .refusals import bad

# What stays a string even when it looks like JSON; every other field is decoded, as PTB encodes them.
TEXTS = {"text", "caption", "callback_query_id", "name", "description", "short_description", "language_code", "url"} | {
    "secret_token"
}


async def read_params(request: web.Request) -> Json:
    """Read the fields of a request, however they are encoded."""
    try:
        is_json = request.content_type == "application/json"
        fields = {**request.query, **(await request.json() if is_json else await request.post())}
    except (TypeError, ValueError):
        raise bad("can't parse the request body") from None
    return {name: decoded(name, value) for name, value in fields.items()}


def decoded(name: str, value: Any) -> Any:
    """Give a field as it was before it was made a string."""
    try:
        return json.loads(value) if isinstance(value, str) and name not in TEXTS else value
    except ValueError:
        return value


def failure(code: int, description: str, retry_after: int | None = None, moved_to: int | None = None) -> web.Response:
    """Make the answer for something that went wrong."""
    body: Json = {"ok": False, "error_code": code, "description": description}
    if retry_after is not None:
        body |= {"description": f"{description}: retry after {retry_after}", "parameters": {"retry_after": retry_after}}
    if moved_to is not None:
        body |= {"parameters": {"migrate_to_chat_id": moved_to}}
    return web.json_response(body, status=code)
