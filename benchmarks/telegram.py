"""Senim beside a bare echo bot, end to end: `python -m benchmarks.telegram`.

Each bot is a process of its own on one core, the Bot API that plays the people another on the other core, and the two
bots take turns. Only ratios mean something: the machine does other things, too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from time import monotonic, sleep
from typing import Any
from urllib.request import Request, urlopen

import click
from rich.console import Console
from rich.table import Table

from benchmarks.telegram_api import Play, Played
from bot.measuring.questions import read_questions

ROOT = Path(__file__).parents[1]
TOKEN = "123456:TEST-TOKEN_abcdefghijklmnopqrstuvwxyz12"
SENIM = [sys.executable, "-m", "bot", "run"]
ECHO = [sys.executable, "-m", "benchmarks.echo_bot"]
CONCURRENT = ("0", "16", "32", "256")
"""Settings of the echo bot among which its best one counts."""
DISTANCE = 0.05
"""Seconds that real Telegram takes for a send."""
CRISES = 40
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Bar:
    """What must hold: a ratio to the echo bot's figure, at least or at most."""

    what: str
    bar: float
    aim: float
    at_least: bool = False

    def holds(self, ratio: float) -> bool:
        return ratio >= self.bar if self.at_least else ratio <= self.bar


BARS = (
    Bar("updates per CPU second", 1.5, 2.5, at_least=True),
    Bar("updates/s, 50 ms a send", 4.0, 6.0, at_least=True),
    Bar("p95 at half load", 1.0, 1.0),
    Bar("resident memory", 1.5, 1.25),
    Bar("start to first poll", 1.5, 1.5),
    Bar("CPU until first poll", 1.5, 1.5),
)


class BotProcess:
    """A bot and the Bot API that it talks to."""

    def __init__(self, api: int, bot: subprocess.Popen[bytes], started: float) -> None:
        self._api, self._bot = api, bot
        while not (first := self._ask("first_poll")) and bot.poll() is None:
            sleep(0.01)
        self.start, self.start_cpu = first - started, self.cpu()

    def play(self, play: Play) -> Played:
        return Played(**self._ask("play", asdict(play)))

    def cpu(self) -> float:
        """Seconds so far."""
        fields = Path(f"/proc/{self._bot.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def resident(self) -> float:
        """MB."""
        status = Path(f"/proc/{self._bot.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def _ask(self, what: str, body: Mapping[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body else None
        with urlopen(Request(f"http://127.0.0.1:{self._api}/{what}", data), timeout=3600) as answer:
            return json.load(answer)


@contextmanager
def running(command: list[str], **settings: str) -> Iterator[BotProcess]:
    """Starts a Bot API and a bot, each on a core of its own."""
    cores = sorted(os.sched_getaffinity(0))
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("TELEGRAM_", "SENIM_", "STATE_", "WEBHOOK_"))}
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as log:
        api = subprocess.Popen([sys.executable, "-m", "benchmarks.telegram_api"], cwd=ROOT, stdout=subprocess.PIPE)
        os.sched_setaffinity(api.pid, {cores[-1]})
        assert api.stdout
        port = int(api.stdout.readline())
        address = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": f"http://127.0.0.1:{port}"}
        environment = kept | address | {"XDG_STATE_HOME": folder} | settings
        started = monotonic()
        bot = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        os.sched_setaffinity(bot.pid, {cores[0]})
        try:
            yield BotProcess(port, bot, started)
        finally:
            for process in (bot, api):
                process.kill()
                process.wait()


@dataclass
class Figures:
    """What one bot did in one round."""

    values: dict[str, float] = field(default_factory=dict)
    unanswered: int = 0
    rate: float = 0.0


def measure(command: list[str], texts: list[str], updates: int, half_load: float = 0.0, **settings: str) -> Figures:
    """`half_load` 0: half of what this bot itself has reached."""
    figures = Figures()
    with running(command, **settings) as bot:
        figures.values["start to first poll"] = bot.start
        figures.values["CPU until first poll"] = bot.start_cpu
        bot.play(Play(texts, 200, 50, at_once=10))
        before = bot.cpu()
        played = bot.play(Play(texts, updates, updates))
        figures.values["updates per CPU second"] = updates / (bot.cpu() - before)
        figures.rate, figures.unanswered = updates / played.seconds, played.unanswered
        figures.values["resident memory"] = bot.resident()
        rate = half_load or figures.rate / 2
        played = bot.play(Play(texts, int(rate * 5), updates, rate=rate))
        figures.values["p95 at half load"] = played.milliseconds["p95"]
        figures.unanswered += played.unanswered
    return figures


def distant(command: list[str], texts: list[str], updates: int, **settings: str) -> tuple[float, int]:
    """Updates a second where every send takes 50 ms, and how many went unanswered."""
    with running(command, **settings) as bot:
        bot.play(Play(texts, 100, 50, at_once=10))
        played = bot.play(Play(texts, updates, updates, delay=DISTANCE))
    return updates / played.seconds, played.unanswered


def crisis(texts: list[str], background: int) -> dict[str, float]:
    """Milliseconds from a call for help to the reply: alone, and behind many questions while Telegram says 429."""
    help_first = [question.text for question in read_questions([ROOT / "tests/questions/crisis.jsonl"])][:CRISES]
    with running(SENIM) as bot:
        alone = bot.play(Play(help_first, CRISES, CRISES, at_once=1))
    with running(SENIM) as bot:
        play = Play(texts, 0, 1, background=background, flooded=20, delay=DISTANCE)
        bot.play(play)
        loaded = bot.play(Play(help_first, CRISES, CRISES, rate=10, delay=DISTANCE))
    return {
        "alone, p50": alone.milliseconds["p50"] + 1000 * DISTANCE,
        "under load, p50": loaded.milliseconds["p50"],
        "under load, p95": loaded.milliseconds["p95"],
        "unanswered": loaded.unanswered,
    }


def flat(texts: list[str], updates: int, chats: int) -> list[float]:
    """Resident MB once every chat has written, and then after each further fifth of that many updates."""
    share, sizes = chats // 5, []
    with running(SENIM) as bot:
        for number in range(updates // share):
            first = 1 + number * share % chats
            bot.play(Play(texts, share, share, first_chat=first, at_once=100))
            sizes.append(bot.resident())
    return sizes[4:]


@click.command()
@click.option("--rounds", default=3, show_default=True)
@click.option("--updates", default=1500, show_default=True, help="People who write at the same moment.")
@click.option("--background", default=20_000, show_default=True, help="Questions in front of a call for help.")
@click.option("--long", is_flag=True, help="Also 200,000 updates from 50,000 chats; takes some ten minutes.")
def main(rounds: int, updates: int, background: int, long: bool) -> None:
    """Speed, memory and start of Senim as ratios to a bare echo bot's, measured in one run."""
    texts = ordinary_texts()
    table = Table("ratio to the echo bot", "echo", "Senim", "ratio", "bar", "aim", "")
    echoes, ours, far = [], [], []
    unanswered = 0
    for number in range(rounds):
        say(f"Round {number + 1} of {rounds} …")
        echoes.append(measure(ECHO, texts, updates))
        ours.append(measure(SENIM, texts, updates, half_load=echoes[-1].rate / 2))
        echo_far = max(distant(ECHO, texts, 500 if c != "0" else 60, CONCURRENT=c)[0] for c in CONCURRENT)
        speed, lost = distant(SENIM, texts, updates)
        far.append((echo_far, speed))
        unanswered += lost + ours[-1].unanswered
    for bar in BARS:
        pairs = (
            far
            if "50 ms" in bar.what
            else [(e.values[bar.what], o.values[bar.what]) for e, o in zip(echoes, ours, strict=True)]
        )
        ratio = median(o / e for e, o in pairs)
        echo, own = median(e for e, _ in pairs), median(o for _, o in pairs)
        sign = "≥" if bar.at_least else "≤"
        verdict = "holds" if bar.holds(ratio) else "fails"
        table.add_row(bar.what, f"{echo:.4g}", f"{own:.4g}", f"{ratio:.2f}", f"{sign} {bar.bar}", f"{bar.aim}", verdict)
    Console().print(table)
    Console().print(f"unanswered: {unanswered}")
    found = crisis(texts, background)
    ratio = found["under load, p50"] / found["alone, p50"]
    Console().print(f"crisis reply behind {background:,} questions: {ratio:.2f} times as long as alone", found)
    if long:
        sizes = flat(texts, 200_000, 50_000)
        Console().print("resident MB from 50,000 chats on, up to 200,000 updates:", [round(size) for size in sizes])


def ordinary_texts() -> list[str]:
    """Questions as people type them, in three languages in turn."""
    listed = [read_questions([ROOT / f"tests/questions/{code}.jsonl"]) for code in ("kk", "ru", "en")]
    return [q.text for row in zip(*listed, strict=False) for q in row if not q.is_crisis]


def say(what: str) -> None:
    Console(stderr=True).print(what)


if __name__ == "__main__":
    main()
