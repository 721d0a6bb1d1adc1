"""Runs the desk on this machine until Ctrl+C."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import uvicorn

from bot.desk.app import make_app
from bot.settings import Settings
from bot.state.drafts import Drafts
from bot.state.feedback_counts import read_feedback

HOST = "127.0.0.1"


class PortTakenError(Exception):
    """Another program listens on this port."""


def listen(port: int) -> socket.socket:
    """A socket on this machine only; port 0 takes any that is free. Raises PortTakenError."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        # From now on a browser waits instead of being refused, however long the start takes.
        listening.listen()
    except OSError:
        listening.close()
        raise PortTakenError from None
    return listening


def serve(folder: Path, questions: Sequence[Path], listening: socket.socket, settings: Settings | None = None) -> None:
    """`settings` are those of the bot, where they are known here."""
    port = listening.getsockname()[1]
    feedback = partial(read_feedback, settings) if settings and settings.token else None
    drafts = Drafts(settings.drafts) if settings and settings.drafts else None
    app = make_app(folder, questions, cookie=f"senim_desk_{port}", feedback=feedback, drafts=drafts)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="on")
    uvicorn.Server(config).run(sockets=[listening])
