from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest

from bot.core.dialogue import Dialogue
from bot.logs import event, origin_of, set_up_logs
from bot.settings import Secret

TOKEN = "123456:CANARY-token_abcdefghijklmnopqrstuvwx"
TALKATIVE = ("httpx", "httpcore", "telegram", "telegram.ext", "asyncio", "apscheduler", "some.library")
Form = Literal["text", "json"]


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, levels = root.handlers[:], {name: logging.getLogger(name).level for name in ("", *TALKATIVE)}
    root.handlers = []
    yield
    root.handlers = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_an_event_is_one_line_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "text", None)
    event("replied", kind="answer", entry=None, parts=2)
    (line,) = capsys.readouterr().err.splitlines()

    assert line.endswith("INFO    replied kind=answer parts=2")


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("INFO", "json", None)
    event("replied", entry="film.gulmira")
    line = json.loads(capsys.readouterr().err)

    assert (line["event"], line["level"], line["entry"]) == ("replied", "INFO", "film.gulmira")


def test_what_is_below_the_level_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("WARNING", "text", None)
    event("replied")

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", TALKATIVE)
def test_a_library_never_logs_a_text_or_the_token(capsys: pytest.CaptureFixture[str], name: str, form: Form) -> None:
    set_up_logs("DEBUG", form, Secret(TOKEN))
    library = logging.getLogger(name)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        library.log(level, "POST https://api.telegram.org/bot%s/sendMessage CANARY муж бьёт", TOKEN)
    printed = capsys.readouterr().err

    assert not any(secret in printed for secret in ("CANARY", "123456:", "муж"))


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_exception_is_told_by_type_and_origin_only(capsys: pytest.CaptureFixture[str], form: Form) -> None:
    set_up_logs("DEBUG", form, Secret(TOKEN))
    try:
        raise ValueError(f"CANARY text of a person {TOKEN}")
    except ValueError:
        logging.getLogger("senim").exception("answering failed")
    (line,) = capsys.readouterr().err.splitlines()

    assert "CANARY" not in line
    assert "ValueError at test_logs.py:" in line


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("secret", [TOKEN, TOKEN.partition(":")[2]])
def test_the_token_is_struck_out_of_our_own_lines(capsys: pytest.CaptureFixture[str], secret: str, form: Form) -> None:
    set_up_logs("INFO", form, Secret(TOKEN))
    event(f"calling /bot{secret}/getMe")

    assert "CANARY" not in capsys.readouterr().err


def test_the_origin_of_an_error_has_no_text(dialogue: Dialogue) -> None:
    try:
        dialogue.show(None, None)  # type: ignore[arg-type]
    except AttributeError as error:
        origin = origin_of(error)

    assert origin.startswith("AttributeError at audience.py:")


def test_an_error_that_was_never_raised_has_no_origin() -> None:
    assert origin_of(ValueError("CANARY")) == "ValueError"
