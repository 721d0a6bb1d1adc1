"""The chat, with the reason beside each reply."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.core.commands import LANGUAGE
from bot.desk.page import Desk, dialogue_in, redirect_to, sent_raw
from bot.desk.texts import speech_of


class ChatPages:
    """The chat, and what can be done in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        return [
            Route("/chat", self._show),
            Route("/chat/say", self._say, methods=["POST"]),
            Route("/chat/press", self._press, methods=["POST"]),
            Route("/chat/restart", self._restart, methods=["POST"]),
        ]

    def _show(self, request: Request) -> Response:
        opened = self._desk.folder.now()
        dialogue = dialogue_in(opened)
        chat = self._desk.chats.of(request.state.session, dialogue, speech_of(request).language)
        if not chat.turns and not chat.count:
            chat.say(dialogue, "/start")
        return self._desk.page(
            request,
            "chat.html",
            opened,
            chat=chat,
            commands=[*dialogue.knowledge.menu.commands, LANGUAGE],
            asked=request.query_params.get("ask", ""),
            verb_of=dialogue.codes.verb_of,
        )

    def _say(self, request: Request) -> Response:
        dialogue = dialogue_in(self._desk.folder.now())
        text = sent_raw(request, "text").strip()
        if text:
            self._desk.chats.of(request.state.session, dialogue).say(dialogue, text)
        return redirect_to("/chat")

    def _press(self, request: Request) -> Response:
        dialogue = dialogue_in(self._desk.folder.now())
        self._desk.chats.of(request.state.session, dialogue).press(dialogue, sent_raw(request, "data"))
        return redirect_to("/chat")

    def _restart(self, request: Request) -> Response:
        dialogue = dialogue_in(self._desk.folder.now())
        language, where = sent_raw(request, "language"), sent_raw(request, "where")
        known = language if language in dialogue.knowledge.languages else next(iter(dialogue.knowledge.languages))
        self._desk.chats.restart(request.state.session, dialogue, known, "group" if where == "group" else "private")
        return redirect_to("/chat")
