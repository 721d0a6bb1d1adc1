from __future__ import annotations

import os
import socket
from pathlib import Path

import httpx
import pytest

from tests.desk.browser import running_desk
from tests.support.senim_program import senim


@pytest.mark.parametrize("command", ["desk", "fit"])
def test_the_copy_inside_the_installed_program_is_not_edited(tmp_path: Path, command: str) -> None:
    (tmp_path / "bot" / "core").mkdir(parents=True)
    (tmp_path / "bot" / "shipped_knowledge").mkdir()
    ended = senim(command, "--knowledge", tmp_path / "bot" / "shipped_knowledge")

    assert (ended.code, ended.is_plain) == (1, True)
    assert f"senim {command} --knowledge DIR" in ended.err


def test_the_desk_listens_on_this_machine_only(small_folder: Path) -> None:
    with running_desk(small_folder) as address:
        host, port = address.removeprefix("http://").strip("/").split(":")
        html = httpx.get(address, follow_redirects=True).text

        assert host == "127.0.0.1"
        assert _addresses_of(int(port)) == {"127.0.0.1"}
        assert "Senim · Desk" in html


def _addresses_of(port: int) -> set[str]:
    """Where something listens on this port, as the kernel tells."""
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        address, _, number = local.partition(":")
        if int(number, 16) == port and state == "0A":
            found.add(socket.inet_ntoa(bytes.fromhex(address)[::-1]))
    return found


def test_a_port_that_is_taken_is_told(small_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = senim("desk", "--knowledge", small_folder, "--port", str(port), "--no-browser")

    assert (ended.code, ended.is_plain) == (1, True)
    assert f"Port {port} is taken" in ended.err


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    ended = senim("desk", "--knowledge", tmp_path / "gone", "--no-browser")

    assert (ended.code, ended.is_plain) == (1, True)
    assert "is not a folder" in ended.err


def test_without_the_extra_it_says_what_to_install(small_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError(name='starlette')\n", encoding="utf-8")
    settings = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])}
    ended = senim("desk", "--knowledge", small_folder, "--no-browser", settings=settings)

    assert (ended.code, ended.is_plain) == (1, True)
    assert "pip install 'senim[desk]'" in ended.err
