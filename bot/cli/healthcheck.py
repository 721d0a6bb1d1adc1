"""`senim healthcheck`: whether the bot that runs on this machine is alive, for containers and monitors."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from contextlib import suppress
from http.client import HTTPException

import click

from bot.cli.failures import settings_or_end

_PATIENCE = 5.0
"""Seconds for which the bot may take to answer."""
_TO_CALL = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""By addresses to listen on, but not to call, those to call in their place."""


def check_health() -> int:
    """Asks the bot that runs with the same settings on this machine whether it is alive."""
    listen = settings_or_end().listen
    if listen is None:
        click.echo("LISTEN is not set: set it as for `senim run`, for example 127.0.0.1:8080.", err=True)
        return 1
    bot = f"http://{listen._replace(host=_TO_CALL.get(listen.host, listen.host))}"
    url = f"{bot}/healthz"
    try:
        _ask(url)
    except urllib.error.HTTPError as error:
        click.echo(f"{url} is not well (HTTP {error.code}): the bot's log says more, if it is the bot.", err=True)
    except (OSError, ValueError, HTTPException) as error:  # the last where something answers that is no web server
        why = getattr(error, "reason", error)
        told = getattr(why, "strerror", None) or type(why).__name__
        click.echo(f"{url} does not answer ({told}): does the bot run, with the same LISTEN?", err=True)
    else:
        _tell_of_files(f"{bot}/readyz")
        return 0
    return 1


def _tell_of_files(url: str) -> None:
    """A bot that has refused changed files is well, but answers from the former ones."""
    try:
        told = _ask(url)
    except urllib.error.HTTPError as error:  # one that is not ready tells it all the same
        told = error.read()
    except (OSError, HTTPException):
        return
    with suppress(ValueError, KeyError, TypeError):
        last = str(json.loads(told)["last_reload"])
        if last.startswith(("refused", "failed")):
            click.echo(f"The bot is well, but answers from the former files: the changed ones were {last}", err=True)


def _ask(url: str) -> bytes:
    # A proxy for the way to Telegram must not be asked for this machine.
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=_PATIENCE) as response:
        answer: bytes = response.read()
        return answer
