"""`senim doctor`: one line per finding."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from dataclasses import asdict
from pathlib import Path

import click

from bot.doctor.examination import examine


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
