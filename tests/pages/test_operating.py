"""What `docs/operating.md`, `replicas.md` and `organisers.md` tell operators is what the program has."""

from __future__ import annotations

import re

import yaml

from bot.settings import KNOWN
from tests.support.senim_program import ROOT

GUIDE, REPLICAS, ORGANISERS = (
    (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("operating.md", "replicas.md", "organisers.md")
)
COMMANDS = [
    line.strip()
    for page in (GUIDE, REPLICAS, ORGANISERS)
    for _, block in re.findall(r"^( *)```(?:sh)?\n(.*?)^\1```$", page, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
"""What operators are told to type."""
SOURCE = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py"))


def section(name: str) -> str:
    return GUIDE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def test_every_alert_is_explained_to_operators() -> None:
    rules = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
    explained = re.findall(r"^\| `(\w+)` \|", section("What to watch"), re.MULTILINE)

    assert explained == [rule["alert"] for rule in rules]


def test_every_line_of_the_log_that_operators_look_for_is_one_that_the_program_writes() -> None:
    spans = set(re.findall(r"`([a-z]+(?: [A-Za-z']+)+)`", section("What to watch")))
    lines = {line for line in spans if not line.startswith(("docker ", "senim ", "sudo ", "systemctl "))}

    assert len(lines) > 5
    assert [line for line in lines if f'"{line}' not in SOURCE] == []


def test_every_error_and_metric_that_operators_look_for_is_there() -> None:
    metrics = re.findall(r"`(senim_\w+?)(?:_total)?`", section("What to watch"))
    errors = re.findall(r"\b[A-Z]\w+Error\b|\bTimedOut\b|\bRetryAfter\b", section("What to watch"))

    assert metrics
    assert errors
    assert [name for name in (*metrics, *errors) if name not in SOURCE] == []


def test_every_setting_that_operators_are_told_is_known() -> None:
    names = {name.removesuffix("_FILE") for name in re.findall(r"\b([A-Z_]{3,})=", "\n".join(COMMANDS))}

    assert names - {setting.name for setting in KNOWN} == set()


def test_settings_are_made_for_root_alone() -> None:
    """They hold secrets, and what a shell makes everybody may read."""
    making = [line for line in COMMANDS if "/etc/senim" in line]

    assert [line for line in making if "install -m 600" not in line] == []
    assert len(making) == 2


def test_a_first_deployment_keeps_chats_under_a_key_of_their_own() -> None:
    """One that is derived from the token would be lost with it."""
    first = section("First deployment in 15 minutes")

    assert first.count('echo "STATE_KEY=$(openssl rand -hex 32)"') == 2
