"""The Telegram library brings its rarely used parts only where nobody keeps them from it; each in a new process."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.fake_telegram import FakeTelegram
from tests.support.senim_program import ROOT

HEAVY = ("cryptography", "httpx", "pygments", "rich")
LEAN = "from bot.telegram.lean_imports import import_lean; import_lean()"
SOME_RUNS_NEED = (
    "importlib.resources",
    "phonenumbers",
    "prometheus_client",
    "pydantic",
    "redis",
    "starlette",
    "uvicorn",
    "yaml",
)
MOST_DATACLASSES = 21
"""Of a start. Each takes five times as long to make as a named tuple, which serves wherever a value is only held."""
DATACLASSES = """
import sys
from dataclasses import is_dataclass
own = [module for name, module in sys.modules.items() if name.startswith("bot.")]
print(len({one for module in own for one in vars(module).values() if isinstance(one, type) and is_dataclass(one)}))
"""
LOADED = f"import sys; print(*(name for name in {HEAVY} if name in sys.modules))"
SEALED = """
from bot.settings import Secret
from bot.state.keys import Keys
from bot.state.sealing import Seal
seal = Seal(Keys(Secret("1:token")))
print(seal.open(seal.close(b"7 8"), 60))
"""


DAY = timedelta(days=1)
ASKS_OVER_HTTPS = """
import asyncio, os
async def ask():
    async with Requests(connections=1) as requests:
        try:
            print(await call(requests, os.environ["URL"], {}))
        except Exception as error:
            print(type(error).__name__)
asyncio.run(ask())
"""


@asynccontextmanager
async def https_server(folder: Path, answer: str) -> AsyncIterator[str]:
    """Its certificate, signed by itself, is `cert.pem` in this folder."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    about = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    valid = about.serial_number(1).not_valid_before(now - DAY).not_valid_after(now + DAY)
    named = valid.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    (folder / "cert.pem").write_bytes(named.sign(key, SHA256()).public_bytes(Encoding.PEM))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(plain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")

    async def handle(_: web.BaseRequest) -> web.Response:
        return web.Response(text=answer)

    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    yield f"https://localhost:{runner.addresses[0][1]}/bot1:token/getMe"
    await runner.cleanup()


def printed(*lines: str, **settings: str) -> str:
    command, environment = [sys.executable, "-c", "\n".join(lines)], {**os.environ, **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode().strip()


def test_the_library_still_loads_by_itself_what_is_kept_from_it() -> None:
    """Where this fails, `lean_imports.py` has become needless."""
    assert printed("import telegram", LOADED).split() == [*HEAVY]


def test_nothing_heavy_is_loaded_with_the_whole_bot() -> None:
    assert printed(LEAN, "import bot.telegram.app, bot.doctor.telegram", LOADED) == ""


def test_what_only_some_runs_need_is_not_loaded_for_all() -> None:
    loaded = f"import sys; print(*(name for name in {SOME_RUNS_NEED} if name in sys.modules))"

    assert printed(LEAN, "import bot.cli.run, bot.telegram.app", loaded) == ""


def test_a_start_makes_few_dataclasses() -> None:
    assert int(printed(LEAN, "import bot.cli.run, bot.telegram.app", DATACLASSES)) <= MOST_DATACLASSES


def test_the_library_comes_without_docstrings() -> None:
    documented = "print(telegram.Bot.__doc__, telegram.Message.de_json.__doc__)"

    assert printed(LEAN, "import telegram", documented) == "None None"


def test_links_to_whoever_asked_the_organisers_are_sealed_all_the_same() -> None:
    assert printed(LEAN, "import bot.telegram.app", SEALED) == "b'7 8'"


def test_other_programs_that_only_import_the_package_lose_nothing() -> None:
    assert printed("import bot.telegram, telegram, sys", "print('httpx' in sys.modules)") == "True"


def test_a_bot_that_is_given_no_requests_is_refused_rather_than_silent() -> None:
    refused = "try:\n    Bot('1:token')\nexcept TypeError as error:\n    print(error)"

    assert "requests" in printed(LEAN, "from telegram import Bot", refused)


def test_aiohttps_tracing_is_kept_from_it_and_refuses() -> None:
    """What aiohttp offers for it is named all the same, since it imports that itself."""
    traced = "try:\n    aiohttp.TraceConfig()\nexcept TypeError as error:\n    print(error)"

    assert "Trace no requests" in printed(LEAN, "import aiohttp", traced)


@pytest.mark.parametrize(("library", "unused"), [("aiohttp", "email.policy"), ("telegram", "html.entities")])
def test_what_the_libraries_hardly_use_is_not_imported_with_them(library: str, unused: str) -> None:
    """Where the first of the two fails, `lean_imports.py` has become needless for it."""
    loaded = f"import sys; print('{unused}' in sys.modules)"

    assert printed(f"import {library}", loaded) == "True"
    assert printed(LEAN, "import bot.telegram.app", loaded) == "False"


def test_what_is_imported_later_does_what_it_always_does() -> None:
    header = "from aiohttp.helpers import HTTP; from email import message_from_string as read"
    header += "; print(read('Content-Type: text/html; charset=utf-8', policy=HTTP)['content-type'].params['charset'])"
    character = "import html; print(html.unescape('&hearts; &amp &zzz;'))"

    assert printed(LEAN, header, character).splitlines() == ["utf-8", "♥ & &zzz;"]


def test_aiohttps_websockets_are_kept_from_it_and_refuse() -> None:
    opened = "try:\n    aiohttp.ClientWSTimeout()\nexcept TypeError as error:\n    print(error)"

    assert "Open no websocket" in printed(LEAN, "import aiohttp", opened)


READ = "import ssl; print(*(c.cert_store_stats()['x509'] > 0 for c in (connector._SSL_CONTEXT_VERIFIED, {own})))"


@pytest.mark.parametrize(("begun", "aiohttps_own"), [("", "True"), (LEAN, "False")])
def test_certificates_are_read_once_and_only_for_requests(begun: str, aiohttps_own: str) -> None:
    """Where the first of the two fails, `lean_imports.py` has become needless for aiohttp."""
    imports = "from aiohttp import connector; from bot.telegram.outgoing.http import certificates"

    assert printed(begun, imports, READ.format(own="certificates()")) == f"{aiohttps_own} True"


def test_reading_certificates_is_as_before_afterwards() -> None:
    assert printed(LEAN, "import ssl", "print(ssl.create_default_context().cert_store_stats()['x509'] > 0)") == "True"


@pytest.mark.parametrize(("trusted", "heard"), [(True, "{'id': 7}"), (False, "CertificateError")])
async def test_a_server_is_believed_by_the_certificates_of_the_machine(
    tmp_path: Path, trusted: bool, heard: str
) -> None:
    ask = f"{LEAN}\nfrom bot.telegram.outgoing.http import Requests, call\n{ASKS_OVER_HTTPS}"
    async with https_server(tmp_path, '{"ok": true, "result": {"id": 7}}') as url:
        settings = {"URL": url, **({"SSL_CERT_FILE": str(tmp_path / "cert.pem")} if trusted else {})}
        assert await asyncio.to_thread(partial(printed, ask, **settings)) == heard


async def test_a_run_begins_with_it(silent_telegram: FakeTelegram, small_folder: Path) -> None:
    """Telegram refuses the token, so the run ends by itself."""
    settings = {
        "TELEGRAM_TOKEN": "1:refused_token_of_more_than_thirty_letters",
        "TELEGRAM_API_URL": silent_telegram.url,
        "SENIM_KNOWLEDGE": str(small_folder),
        "STATE_URL": "memory://",
    }
    run = "from bot.cli.run import run_bot; run_bot(None)"

    assert await asyncio.to_thread(printed, run, LOADED, **settings) == ""
