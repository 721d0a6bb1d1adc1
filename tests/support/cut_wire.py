"""A wire to a server that can be cut just after the server has done what it was asked, before anybody hears of it."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from urllib.parse import urlsplit


class CutWire:
    """Stands before the server of an address; whoever connects again is let through."""

    def __init__(self, url: str) -> None:
        self._server_url = urlsplit(url)
        self._cut_after: bytes | None = None
        self.cuts = 0
        """How many answers were lost so far."""

    @property
    def url(self) -> str:
        credentials, at, _ = self._server_url.netloc.rpartition("@")
        port = self._door.sockets[0].getsockname()[1]
        return self._server_url._replace(netloc=f"{credentials}{at}127.0.0.1:{port}").geturl()

    def cut_after(self, asked: bytes) -> None:
        """Once: the answer to what holds these bytes is lost, and the connection with it."""
        self._cut_after = asked

    async def __aenter__(self) -> CutWire:
        self._door = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._door.close()

    async def _connect(self, client: StreamReader, to_client: StreamWriter) -> None:
        server, to_server = await asyncio.open_connection(self._server_url.hostname, self._server_url.port or 6379)
        is_lost = asyncio.Event()

        async def ask() -> None:
            while asked := await client.read(65536):
                if self._cut_after and self._cut_after in asked:
                    self._cut_after = None
                    is_lost.set()
                to_server.write(asked)
            to_server.close()

        async def answer() -> None:
            while (answer := await server.read(65536)) and not is_lost.is_set():
                to_client.write(answer)
            self.cuts += is_lost.is_set()
            to_client.close()

        await asyncio.gather(ask(), answer(), return_exceptions=True)
