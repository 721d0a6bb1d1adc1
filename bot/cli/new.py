"""`senim new`: a knowledge folder to start from."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.failures import end_unwritten, end_with
from bot.loading import KnowledgeError
from bot.starter import NotEmptyError, write_starter

NEXT = """\
Wrote {count} files. What now:
  senim check {folder}              what is still to be filled in
  senim chat --knowledge {folder}   talk to it
  senim fit --knowledge {folder}    when your own entries are there (needs pip install 'senim[fit]')
It recognises distress already, with what the shipped knowledge has learned.
Begin with knowledge.yaml, event.yaml and my_city.yaml: their comments say how.
"""


def make_folder(folder: Path) -> int:
    """0 when the folder is made; 1, with the reason, where it is in use, cannot be written or would have faults."""
    try:
        written = write_starter(folder)
    except NotEmptyError:
        click.echo(f"{folder} is not empty: name a folder that does not exist yet.", err=True)
        return 1
    except KnowledgeError as error:
        end_with(error)
    except OSError as error:
        end_unwritten(folder, error)
    click.echo(NEXT.format(count=len(written), folder=folder), nl=False)
    return 0
