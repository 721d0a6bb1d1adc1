"""The chat, with the reason beside each reply."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.page import Desk, ready, see, text_of


def chat_routes(desk: Desk) -> list[Route]:
    def show(request: Request) -> Response:
        opened = desk.folder.now()
        dialogue = ready(opened)
        chat = desk.chats.of(request.state.session, dialogue)
        if not chat.turns and not chat.count:
            chat.say(dialogue, "/start")
        return desk.page(
            request,
            "chat.html",
            opened,
            chat=chat,
            commands=[*dialogue.knowledge.menu.commands, "language"],
            asked=request.query_params.get("ask", ""),
            verb_of=dialogue.verb_of,
        )

    def say(request: Request) -> Response:
        dialogue = ready(desk.folder.now())
        text = text_of(request, "text").strip()
        if text:
            desk.chats.of(request.state.session, dialogue).say(dialogue, text)
        return see("/chat")

    def press(request: Request) -> Response:
        dialogue = ready(desk.folder.now())
        desk.chats.of(request.state.session, dialogue).press(dialogue, text_of(request, "data"))
        return see("/chat")

    def restart(request: Request) -> Response:
        dialogue = ready(desk.folder.now())
        language, where = text_of(request, "language"), text_of(request, "where")
        known = language if language in dialogue.knowledge.languages else next(iter(dialogue.knowledge.languages))
        desk.chats.restart(request.state.session, dialogue, known, "group" if where == "group" else "private")
        return see("/chat")

    return [
        Route("/chat", show),
        Route("/chat/say", say, methods=["POST"]),
        Route("/chat/press", press, methods=["POST"]),
        Route("/chat/restart", restart, methods=["POST"]),
    ]
