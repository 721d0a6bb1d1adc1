"""The door of the desk: only a browser on this machine, only from the desk's own pages.

The desk listens on 127.0.0.1, but any web page that the editor has open can send requests there. Against that:
the Host header must name this machine (a foreign name that was pointed at 127.0.0.1 is refused), whatever changes
something must come from a page of the desk (Origin, Sec-Fetch-Site) and carry the token that only such a page knows,
and no page of the desk runs, loads or frames anything from elsewhere.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Mapping
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from bot.desk.texts import speech_of

LARGEST_FORM = 1_000_000
"""Bytes; the largest entry has some 30,000."""
_HERE = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d{1,5})?")
_SAFE = frozenset({"GET", "HEAD"})
_SESSION = re.compile(r"[A-Za-z0-9_-]{43}")

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With "no-referrer" a browser would send `Origin: null` for our own forms, too.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_here(host: str) -> bool:
    """Whether a Host header names this machine, whatever the port: it may come through a tunnel."""
    return bool(_HERE.fullmatch(host))


def is_own_request(headers: Mapping[str, str]) -> bool:
    """Whether the browser says that a page of the desk sent this; a request that does not say so is not trusted."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is None and site is None:
        return False
    own_origin = origin is None or origin == f"http://{headers.get('host')}"
    return own_origin and site in (None, "same-origin")


class Tokens:
    """One token for each session, known only to pages that were made for it."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def of(self, session: str) -> str:
        return hmac.new(self._secret, session.encode(), sha256).hexdigest()

    def fits(self, session: str, token: str) -> bool:
        return hmac.compare_digest(self.of(session).encode(), token.encode())


class Guard(BaseHTTPMiddleware):
    """Refuses requests from outside the desk; gives each browser a session and each answer its headers."""

    def __init__(self, app: ASGIApp, cookie: str) -> None:
        super().__init__(app)
        self._cookie, self._tokens = cookie, Tokens()

    async def dispatch(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await self._answer(request, call_next)
        response.headers.update(HEADERS)
        return response

    async def _answer(self, request: Request, call_next: RequestResponseEndpoint) -> Response:
        if not is_here(request.headers.get("host", "")):
            return _refused(request, "guard.foreign_host", 421)
        session = request.cookies.get(self._cookie, "")
        is_known = bool(_SESSION.fullmatch(session))
        if request.method not in _SAFE:
            if not is_own_request(request.headers):
                return _refused(request, "guard.not_own", 403)
            if int(request.headers.get("content-length") or LARGEST_FORM + 1) > LARGEST_FORM:
                return _refused(request, "guard.too_large", 413)
            try:
                # Read whole first, so that the page behind can read it again.
                await request.body()
                form = await request.form()
            except HTTPException:  # no handler of the application is asked here
                return _refused(request, "guard.malformed", 400)
            token = form.get("token")
            if not is_known or not isinstance(token, str) or not self._tokens.fits(session, token):
                return _refused(request, "guard.started_anew", 403)
            request.state.form = form
        if not is_known:
            session = secrets.token_urlsafe(32)
        request.state.session, request.state.token = session, self._tokens.of(session)
        response = await call_next(request)
        if not is_known:
            response.set_cookie(self._cookie, session, httponly=True, samesite="strict")
        return response


def _refused(request: Request, key: str, status: int) -> Response:
    return PlainTextResponse(f"{speech_of(request)(key)}\n", status)
