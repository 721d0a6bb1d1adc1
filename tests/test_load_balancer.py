"""What the shipped load balancer lets through, to whom, and what it keeps out of its log."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from tests.support.load_balancer import LoadBalancer
from tests.support.ports import free_port

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs all of 127.0.0.0/8 to be this machine")

SECRET = "CANARY-secret_0123456789"
TELEGRAM, ELSEWHERE = "127.0.0.1", "127.0.0.9"
REPLICAS = ["127.0.0.11", "127.0.0.12", "127.0.0.13"]

Replica = Callable[[str], Awaitable[web.AppRunner]]


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
async def balancer(tmp_path: Path, port: int) -> AsyncIterator[LoadBalancer]:
    async with LoadBalancer(tmp_path, port) as running:
        yield running


@pytest.fixture
async def replica(balancer: LoadBalancer, port: int) -> AsyncIterator[Replica]:
    """Starts a server that answers with its own address, whatever is asked."""
    running: list[web.AppRunner] = []

    async def start(address: str) -> web.AppRunner:
        async def answer(request: web.Request) -> web.Response:
            await request.read()
            if request.headers.get("X-Break"):
                assert request.transport
                request.transport.abort()
            return web.Response(text=address)

        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/{path:.*}", answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        running.append(runner)
        await runner.setup()
        await web.TCPSite(runner, address, port).start()
        balancer.names.addresses.append(address)
        return runner

    yield start

    for runner in running:
        await runner.cleanup()


async def call(
    balancer: LoadBalancer,
    path: str = "/telegram",
    method: str = "POST",
    *,
    sender: str = TELEGRAM,
    size: int = 2,
    headers: Mapping[str, str] | None = None,
) -> tuple[int, str]:
    connector = aiohttp.TCPConnector(local_addr=(sender, 0))
    async with (
        aiohttp.ClientSession(connector=connector) as session,
        session.request(method, balancer.url + path, data=BytesIO(b" " * size), headers=headers) as response,
    ):
        return response.status, await response.text()


async def until_traffic(balancer: LoadBalancer, expected: set[str]) -> bool:
    """Waits until exactly these replicas get their share: always true, raises TimeoutError where they do not."""
    async with asyncio.timeout(30):
        while {(await call(balancer))[1] for _ in range(12)} != expected:
            await asyncio.sleep(0.1)
    return True


async def test_only_the_webhook_is_let_through(balancer: LoadBalancer, replica: Replica) -> None:
    await replica(REPLICAS[0])
    paths = ["/telegram?v=1", "/healthz", "/readyz", "/metrics", "/", "/telegram/", "/telegram/../metrics"]
    statuses = Counter({f"POST {path}": (await call(balancer, path))[0] for path in paths})
    statuses["GET /telegram"] = (await call(balancer, method="GET"))[0]

    assert statuses.pop("POST /telegram?v=1") == 200
    assert set(statuses.values()) == {404}


async def test_only_telegram_is_let_through(balancer: LoadBalancer, replica: Replica) -> None:
    await replica(REPLICAS[0])
    forwarded = {"X-Forwarded-For": TELEGRAM, "Forwarded": f"for={TELEGRAM}", "X-Real-IP": TELEGRAM}

    assert (await call(balancer))[0] == 200
    assert (await call(balancer, sender=ELSEWHERE, headers=forwarded))[0] == 404


async def test_a_body_that_telegram_would_never_send_is_refused(balancer: LoadBalancer, replica: Replica) -> None:
    await replica(REPLICAS[0])

    assert (await call(balancer, size=900_000))[0] == 200
    assert (await call(balancer, size=1_100_000))[0] == 413


async def test_a_fallen_replica_costs_no_call(balancer: LoadBalancer, replica: Replica) -> None:
    fallen, _ = await replica(REPLICAS[0]), await replica(REPLICAS[1])
    await until_traffic(balancer, set(REPLICAS[:2]))
    await fallen.cleanup()

    assert {await call(balancer) for _ in range(12)} == {(200, REPLICAS[1])}


async def test_replicas_that_come_get_their_share(balancer: LoadBalancer, replica: Replica) -> None:
    await replica(REPLICAS[0])
    await until_traffic(balancer, {REPLICAS[0]})
    await replica(REPLICAS[1])
    await replica(REPLICAS[2])

    assert await until_traffic(balancer, set(REPLICAS))


async def test_a_replica_that_comes_back_gets_its_share_again(balancer: LoadBalancer, replica: Replica) -> None:
    fallen, _ = await replica(REPLICAS[0]), await replica(REPLICAS[1])
    await fallen.cleanup()
    await until_traffic(balancer, {REPLICAS[1]})
    await replica(REPLICAS[0])

    assert await until_traffic(balancer, set(REPLICAS[:2]))


async def test_the_webhooks_secret_stays_out_of_the_log(balancer: LoadBalancer, replica: Replica) -> None:
    await replica(REPLICAS[0])
    broken = await call(balancer, headers={"X-Telegram-Bot-Api-Secret-Token": SECRET, "X-Break": "1"})
    await balancer.stop()

    assert broken[0] == 502
    assert '"status":502' in balancer.log
    assert SECRET not in balancer.log
