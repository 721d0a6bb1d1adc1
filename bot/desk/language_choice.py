"""Choosing the language of the desk's pages: it is kept in a cookie of the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bot.desk.page import redirect_to, sent_raw
from bot.desk.texts import COOKIE
from bot.loading.editor_languages import EDITOR_LANGUAGES

_YEAR = 365 * 24 * 3600


async def choose_language(request: Request) -> Response:
    back, language = sent_raw(request, "back"), sent_raw(request, "language")
    # Only to a page of the desk: `//host` and `/\host` would be another one.
    is_own = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = redirect_to(back if is_own else "/chat")
    if language in EDITOR_LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=_YEAR, httponly=True, samesite="strict")
    return response
