"""What operators get beside the program: image, compose file, unit, dashboard; checked as far as needs no engine."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.operating.prometheus import PrometheusMetrics
from bot.settings import KNOWN, read_settings
from tests.support.load_balancer import caddy

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
_RULES: dict[str, Any] = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))
ALERTS: list[dict[str, Any]] = _RULES["groups"][0]["rules"]
PROMETHEUS: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"))
WORKFLOW: dict[str, Any] = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
DEPENDABOT: dict[str, Any] = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
TRIAL = str(ROOT / "tests" / "support" / "alerts_trial.yaml")
UNIT = (DEPLOY / "senim.service").read_text(encoding="utf-8")


def run(*command: str | Path, folder: Path = ROOT) -> tuple[int, str]:
    ended = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return ended.returncode, ended.stdout + ended.stderr


def test_the_dockerfile_passes_its_linter() -> None:
    assert run(Path(sys.executable).parent / "hadolint", "Dockerfile") == (0, "")


def test_the_python_of_the_image_and_a_newer_one_are_tried() -> None:
    tried = WORKFLOW["jobs"]["check"]["strategy"]["matrix"]["python"]
    images = re.findall(r"^FROM python:([\d.]+)-", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert {tried[0]} == {*images} == {project["requires-python"].removeprefix(">=")}
    assert f"{' and '.join(tried)} are tested" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_newer_versions_of_all_that_is_pinned_are_proposed() -> None:
    looked_after = {update["package-ecosystem"] for update in DEPENDABOT["updates"]}

    assert looked_after == {"pip", "github-actions", "docker", "docker-compose"}


def test_the_image_gets_all_that_its_build_copies() -> None:
    copied = re.findall(r"^COPY ([^-].*) \S+$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert [name for names in copied for name in names.split() if f"!{name}" not in ignored] == []


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_write_or_gain_rights(name: str) -> None:
    service = SERVICES[name]

    assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert "no-new-privileges:true" in service["security_opt"]


def test_one_process_and_replicas_never_run_together() -> None:
    profiles = {name: service["profiles"] for name, service in SERVICES.items()}

    assert profiles.pop("senim") == ["single"]
    assert set(map(tuple, profiles.values())) == {("replicas",)}


def test_services_are_set_by_known_settings() -> None:
    names = {name for part in ("senim", "replica") for name in SERVICES[part]["environment"]}

    assert names - {setting.name for setting in KNOWN} == {"HTTPS_PROXY", "NO_PROXY"}  # which every program knows


@pytest.mark.parametrize("name", ["senim", "replica"])
def test_every_setting_reaches_the_bot_from_the_env_file(name: str) -> None:
    given = SERVICES[name]["environment"] | {"LISTEN": "set in the image", "WEBHOOK_URL": "made from WEBHOOK_HOST"}

    assert {setting.name for setting in KNOWN} - given.keys() == set()


def test_the_compose_file_reads_all_that_the_example_of_the_env_file_names() -> None:
    names = re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")

    assert [name for name in names if name not in text] == []


def test_replicas_never_take_the_file_of_a_single_process() -> None:
    """Each of them would think that it alone writes it."""
    url = SERVICES["replica"]["environment"]["STATE_URL"]

    assert "STATE_URL" not in url
    assert read_settings({"STATE_URL": re.sub(r"\$\{\w+:-(.*)\}", r"\1", url)}).state.redis


@pytest.mark.parametrize("name", ["senim", "replica"])
def test_a_container_can_be_stopped_while_it_starts(name: str) -> None:
    assert SERVICES[name]["init"] is True


def test_only_the_load_balancer_is_open_to_the_world() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["balancer"]


def test_the_load_balancer_lets_only_the_webhook_through() -> None:
    lines = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")

    assert "path /telegram\n" in lines
    assert "/metrics" not in re.sub(r"#.*", "", lines)


def test_the_load_balancers_own_check_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_HOST", "senim.example")
    code, said = run(caddy(), "adapt", "--config", DEPLOY / "Caddyfile", "--validate")

    assert code == 0, said


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze on PATH")
def test_the_unit_passes_systemds_own_check(tmp_path: Path) -> None:
    (tmp_path / "senim.service").write_text(UNIT.replace("/opt/senim/bin/senim", sys.executable), encoding="utf-8")

    assert run("systemd-analyze", "verify", tmp_path / "senim.service") == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze on PATH")
def test_the_unit_exposes_little() -> None:
    code, said = run("systemd-analyze", "security", "--offline=yes", "--threshold=20", DEPLOY / "senim.service")

    assert code == 0, said


@pytest.fixture(scope="module")
def names() -> set[str]:
    """Every metric that the program has, under the names that Prometheus asks for."""
    metrics = PrometheusMetrics()
    metrics.watch_ready(lambda: True)
    metrics.watch_help_only(lambda: False)
    metrics.watch_store(lambda: 0)
    metrics.watch_unanswered(lambda: 0)
    metrics.watch_confirmed_early(lambda: 0)
    families = set(re.findall(r"^# TYPE (\w+)", metrics.page().decode(), re.MULTILINE))
    return families | {f"{family}_bucket" for family in families} | {"up"}


def metrics_in(query: str) -> set[str]:
    return set(re.findall(r"\b(?:senim|process)_\w+\b|\bup\b", query))


def test_the_dashboard_asks_for_metrics_that_exist(names: set[str]) -> None:
    dashboard = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]

    assert set().union(*map(metrics_in, queries)) - names == set()
    assert all(map(metrics_in, queries))


def test_the_alerts_ask_for_metrics_that_exist(names: set[str]) -> None:
    asked = {rule["alert"]: metrics_in(rule["expr"]) for rule in ALERTS}

    assert [alert for alert, metrics in asked.items() if not metrics] == []
    assert set().union(*asked.values()) - names == set()


def test_what_only_grows_is_a_counter() -> None:
    """Of a gauge nobody knows that its increase is meant."""
    metrics = PrometheusMetrics()
    metrics.watch_store(lambda: 3)
    metrics.watch_unanswered(lambda: 4)
    metrics.watch_confirmed_early(lambda: 5)
    page = metrics.page().decode()

    assert "# TYPE senim_store_failures_total counter\nsenim_store_failures_total 3.0" in page
    assert "# TYPE senim_unanswered_updates_total counter\nsenim_unanswered_updates_total 4.0" in page
    assert "# TYPE senim_updates_confirmed_early_total counter\nsenim_updates_confirmed_early_total 5.0" in page


def test_what_prometheus_reads_has_the_name_that_alerts_and_dashboard_ask_for() -> None:
    """Under another name they would find nothing, and say nothing."""
    (job,) = PROMETHEUS["scrape_configs"]
    asked = "".join((DEPLOY / name).read_text(encoding="utf-8") for name in ("alerts.yaml", "grafana.json"))

    assert set(re.findall(r'job=\\?"([^"\\]*)', asked)) == {job["job_name"]}
    assert PROMETHEUS["rule_files"] == ["alerts.yaml"]


def test_what_prometheus_may_read_instead_is_a_service_of_the_compose_file() -> None:
    others = re.findall(r"^    # (\w+: \[.*)$", (DEPLOY / "prometheus.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    said = yaml.safe_load("\n".join(others))

    assert said["static_configs"][0]["targets"] == ["senim:8080"]
    assert set(said["dns_sd_configs"][0]["names"]) | {"senim"} <= SERVICES.keys()


@pytest.mark.skipif(not shutil.which("promtool"), reason="needs promtool on PATH (Debian: prometheus)")
@pytest.mark.parametrize("check", [("check", "config", "prometheus.yaml"), ("test", "rules", TRIAL)], ids=" ".join)
def test_prometheus_own_tool_finds_no_fault(check: tuple[str, ...]) -> None:
    code, said = run("promtool", *check, folder=DEPLOY)

    assert code == 0, said


@pytest.fixture
def service(tmp_path: Path) -> Path:
    """`deploy/senim` on a machine of its own, where the program prints its arguments and what it was set to."""
    (tmp_path / "telegram_token").write_text("1:token", encoding="utf-8")
    (tmp_path / "program").write_text('#!/bin/sh\necho "$@"\nenv\n', encoding="utf-8")
    script = (DEPLOY / "senim").read_text(encoding="utf-8")
    script = script.replace("/etc/senim", str(tmp_path)).replace("/opt/senim/bin/senim", str(tmp_path / "program"))
    (tmp_path / "senim").write_text(script, encoding="utf-8")
    for name in ("program", "senim"):
        (tmp_path / name).chmod(0o755)
    return tmp_path / "senim"


def test_a_command_beside_the_service_has_its_settings(service: Path) -> None:
    settings = '# a remark\nSTATE_URL=redis://:a$b&c;d@host\n STATE_KEY = "k=1 2" \r\n\nMY-VAR=1\nno line\nFEEDBACK=on'
    service.with_name("senim.env").write_text(settings, encoding="utf-8")

    code, said = run(service, "counts", "--days", "366")
    lines = said.splitlines()

    assert (code, lines[0]) == (0, "counts --days 366")
    assert {"STATE_URL=redis://:a$b&c;d@host", "STATE_KEY=k=1 2", "FEEDBACK=on"} <= {*lines}


def test_a_service_without_further_settings_has_its_token_and_state(service: Path) -> None:
    _, said = run(service, "doctor")

    assert f"TELEGRAM_TOKEN_FILE={service.with_name('telegram_token')}\n" in said
    assert "STATE_DIRECTORY=/var/lib/senim\n" in said


def test_a_service_that_is_not_set_up_is_told_so(service: Path) -> None:
    service.with_name("telegram_token").unlink()

    code, said = run(service, "doctor")

    assert (code, "telegram_token is missing" in said) == (1, True)


def test_a_value_that_systemd_may_read_as_something_else_is_refused(service: Path) -> None:
    service.with_name("senim.env").write_text('STATE_KEY="a\\"b"', encoding="utf-8")

    code, said = run(service, "doctor")

    assert (code, "STATE_KEY" in said, "a\\" in said) == (1, True, False)


def test_a_command_beside_the_service_reads_what_the_service_reads() -> None:
    script = (DEPLOY / "senim").read_text(encoding="utf-8")
    read = re.search(r"LoadCredential=\w+:(\S+)", UNIT), re.search(r"EnvironmentFile=-(\S+)", UNIT)
    paths = [found[1] for found in read if found] + ["/opt/senim/bin/senim"]

    assert len(paths) == 3
    assert [path for path in paths if path not in script or path not in UNIT] == []
    assert "StateDirectory=senim\n" in UNIT
