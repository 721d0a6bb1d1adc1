from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from bot import __version__
from bot.cli import cli
from bot.cli.run import load_for_people, run_bot
from bot.core.replying.privacy import KEEPS_NOTHING
from bot.loading import shipped_folder
from tests.support.senim_program import ROOT, senim

TOKEN = "123456:CANARY-token_abcdefghijklmnopqrstuvwx"
REDIS = "redis://:CANARY@127.0.0.1:1/0"
NOWHERE = {"TELEGRAM_TOKEN": TOKEN, "SENIM_KNOWLEDGE": "/nowhere"}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, "TELEGRAM_TOKEN is missing"),
        ({"TELEGRAM_TOKEN": "CANARY"}, "TELEGRAM_TOKEN is not a bot token"),
        ({"TELEGRAM_TOKEN_FILE": "CANARY"}, "TELEGRAM_TOKEN_FILE names a file that cannot be read"),
        ({"TELEGRAM_TOKN": TOKEN}, "The setting TELEGRAM_TOKN is unknown: did you mean TELEGRAM_TOKEN?"),
        ({"TELEGRAM_TOKEN": TOKEN, "SENIM_LOG_LEVEL": "CANARY"}, "SENIM_LOG_LEVEL must be one of"),
        ({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": "CANARY"}, "TELEGRAM_API_URL is not an address"),
        ({"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"{REDIS}?health_check_interval=CANARY"}, "STATE_URL has an option"),
        ({"TELEGRAM_TOKEN": TOKEN, "STATE_URL": f"{REDIS}?CANARY=1"}, "STATE_URL has an option"),
        (NOWHERE, "The knowledge cannot be used: /nowhere: is not a folder"),
        ({**NOWHERE, "SENIM_LOG_LEVEL": "DEBUG", "SENIM_LOG_FORMAT": "json"}, "The knowledge cannot be used"),
    ],
)
def test_a_wrong_setting_is_one_clear_sentence_without_the_token(settings: dict[str, str], said: str) -> None:
    ended = senim("run", settings=settings)

    assert (ended.code, ended.out, ended.is_plain, len(ended.err.splitlines())) == (1, "", True, 1)
    assert said in ended.err
    assert "CANARY" not in ended.err


def test_where_no_signal_reloads_it_says_where_it_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("signal.SIGHUP")

    assert run_bot(None) == 1
    assert "needs Linux or macOS" in capsys.readouterr().err


def test_a_knowledge_without_any_number_ends_the_start(small_folder: Path) -> None:
    (small_folder / "contacts.yaml").write_text("a: [\n", encoding="utf-8")
    ended = senim("run", "--knowledge", small_folder, settings={"TELEGRAM_TOKEN": TOKEN})

    assert (ended.code, ended.is_plain) == (1, True)
    assert "contacts.yaml" in ended.err


def test_help_lists_every_command() -> None:
    ended = senim("--help")

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert all(f"  {name} " in ended.out for name in cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_has_help(name: str) -> None:
    ended = senim(name, "--help", folder=ROOT.parent)

    assert (ended.code, ended.err, ended.is_plain) == (0, "", True)
    assert ended.out.startswith(f"Usage: senim {name}")


def test_the_version_is_told() -> None:
    assert senim("--version").out == f"senim, version {__version__}\n"


def test_an_unknown_command_says_so() -> None:
    ended = senim("anwser")

    assert (ended.code, ended.is_plain) == (2, True)
    assert "No such command 'anwser'" in ended.err


def test_where_nothing_can_be_written_what_was_learned_stays_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    dialogue = load_for_people(shipped_folder(), KEEPS_NOTHING)

    assert [record.message for record in caplog.records] == ["no temporary file"]
    assert dialogue.has_learned
