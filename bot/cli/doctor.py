"""`senim doctor`: one line per finding; and `senim healthcheck` for containers."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import urllib.error
import urllib.request
from dataclasses import asdict
from http.client import HTTPException
from pathlib import Path

import click

from bot.cli.failures import settings_or_end
from bot.doctor import examine

_SECONDS = 5.0
_ANYWHERE = ("0.0.0.0", "::")


def run_doctor(folder: Path | None, *, as_json: bool) -> int:
    """1 where there is a fault."""
    # Libraries would tell of the same trouble in their own words, addresses with the token included.
    logging.disable(logging.CRITICAL)
    return asyncio.run(_print_findings(folder, as_json=as_json))


async def _print_findings(folder: Path | None, *, as_json: bool) -> int:
    faults = 0
    async for finding in examine(os.environ, folder):
        faults += finding.level == "fault"
        click.echo(json.dumps(asdict(finding), ensure_ascii=False) if as_json else str(finding))
    if not as_json:
        click.echo("All is well." if not faults else f"{faults} {'fault' if faults == 1 else 'faults'}.", err=True)
    return 1 if faults else 0


def check_health() -> int:
    """Asks the bot that runs with the same settings on this machine whether it is alive."""
    listen = settings_or_end().listen
    if listen is None:
        click.echo("LISTEN is not set, so there is nothing to ask.", err=True)
        return 1
    host = "127.0.0.1" if listen.host in _ANYWHERE else listen.host
    url = f"http://{f'[{host}]' if ':' in host else host}:{listen.port}/healthz"
    try:
        # A proxy for the way to Telegram must not be asked for this machine.
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=_SECONDS):
            return 0
    except (OSError, ValueError, HTTPException) as error:  # the last where something answers that is no web server
        why = f"HTTP {error.code}" if isinstance(error, urllib.error.HTTPError) else type(error).__name__
        click.echo(f"{url} is not well: {why}.", err=True)
        return 1
