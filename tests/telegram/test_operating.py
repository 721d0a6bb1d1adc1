"""What those who operate the bot see: health, readiness, metrics; and nothing of a person in any of it.

Of `server.py` and `counted.py` of `bot/telegram`, and `health.py` and `prometheus.py` of `bot/operating`.
"""

import json
import logging
import re
from collections.abc import AsyncIterator
from time import monotonic

import pytest

from bot.core.dialogue import Dialogue
from bot.operating.health import LONGEST_SILENCE, Health
from bot.operating.metrics import Metrics
from bot.operating.prometheus import PrometheusMetrics
from bot.settings import Address
from bot.state.counts import FEWEST
from bot.telegram.incoming import polling
from bot.telegram.incoming.server import listen_on
from bot.telegram.scheduling import order
from bot.telegram.stopping import CannotRunError
from tests.fake_telegram import TOKEN, FakeTelegram
from tests.support.fixture_types import Calls
from tests.support.listening_bot import SECRET, Listening, listening
from tests.support.questions import question
from tests.support.waiting import until

CANARY = "Канарейка"
CRY = "my husband beats me every day"
CHAT = 7_305_118_846

pytestmark = pytest.mark.usefixtures("short_end")


@pytest.fixture
async def bot(silent_telegram: FakeTelegram, dialogue: Dialogue) -> AsyncIterator[Listening]:
    """Polls; what is counted is the same under a webhook."""
    async with listening(silent_telegram, dialogue, webhook=False) as running:
        yield running


async def test_a_process_that_works_is_healthy(bot: Listening) -> None:
    assert await bot.get("/healthz") == (200, "ok")


async def test_a_poller_that_shows_no_sign_of_life_is_not(bot: Listening, calls_of: Calls) -> None:
    await calls_of("getUpdates")
    now = bot.health.intake.clock()
    bot.health.intake.clock = lambda: now + LONGEST_SILENCE + 1

    assert await bot.get("/healthz") == (503, "stuck")


async def test_a_bot_is_ready_while_telegram_is_within_reach(bot: Listening, silent_telegram: FakeTelegram) -> None:
    await until(bot.health.is_ready)
    within_reach, _ = await bot.get("/readyz")
    silent_telegram.fails("getUpdates", "drop", times=1000)
    silent_telegram.updates.end_poll(conflict=False)
    await until(lambda: not bot.health.is_ready())
    out_of_reach, _ = await bot.get("/readyz")
    silent_telegram.recovers()
    await until(bot.health.is_ready)

    assert (within_reach, out_of_reach) == (200, 503)


async def test_what_is_counted_tells_whether_people_are_answered(bot: Listening, silent_telegram: FakeTelegram) -> None:
    """Polls that fail come ever more slowly, so that their number would tell nothing."""
    await until(bot.health.is_ready)
    within_reach = await bot.counted("senim_ready")
    silent_telegram.fails("getUpdates", "drop", times=1000)
    silent_telegram.updates.end_poll(conflict=False)
    await until(lambda: not bot.health.is_ready())

    assert (within_reach, await bot.counted("senim_ready")) == (1, 0)


async def test_what_is_counted_tells_that_the_bot_gives_help_only(
    silent_telegram: FakeTelegram, dialogue: Dialogue
) -> None:
    async with listening(silent_telegram, dialogue.alone) as running:
        broken = await running.counted("senim_help_only")
        running.bot.use(dialogue)

        assert (broken, await running.counted("senim_help_only")) == (1, 0)


async def test_a_bot_whose_webhook_is_open_is_ready(silent_telegram: FakeTelegram, dialogue: Dialogue) -> None:
    async with listening(silent_telegram, dialogue) as running:
        while_open = running.health.is_ready()

    assert (while_open, running.health.is_ready()) == (True, False)


async def test_a_bot_that_has_stopped_polling_is_not_ready(silent_telegram: FakeTelegram, dialogue: Dialogue) -> None:
    async with listening(silent_telegram, dialogue, webhook=False) as running:
        await until(running.health.is_ready)

    assert not running.health.is_ready()


async def test_readiness_tells_the_knowledge_and_the_last_reload(bot: Listening) -> None:
    await until(bot.health.is_ready)
    _, page = await bot.get("/readyz")

    assert json.loads(page) == {"ready": True, "knowledge": "0123456789ab", "last_reload": "none since start"}


async def test_a_knowledge_whose_version_is_not_known_yet_is_told_as_null(bot: Listening) -> None:
    bot.health.knowledge.version = ""
    _, page = await bot.get("/readyz")

    assert json.loads(page)["knowledge"] is None


def test_an_address_that_is_not_on_this_machine_is_named_as_it_stands_in_the_settings() -> None:
    with pytest.raises(CannotRunError, match=re.escape("LISTEN: [2001:db8::1]:8080 cannot be opened")):
        listen_on(Address("2001:db8::1", 8080))


async def test_a_webhook_needs_no_sign_of_life() -> None:
    assert Health().is_alive()


async def test_updates_and_replies_are_counted(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna = silent_telegram.person("en")
    for text in [*[CRY] * FEWEST, "/films"]:
        await anna.says(text)
        await anna.next_reply()

    assert await bot.counted('senim_replies_total{kind="crisis",language="en",soft_help="no"}') == FEWEST
    assert await bot.counted('senim_crisis_replies_total{crisis="disclosure"}') == FEWEST
    assert await bot.counted('senim_updates_total{kind="message"}') >= FEWEST


def test_nothing_that_can_be_counted_is_left_to_the_class_that_counts_nothing() -> None:
    counted = {name for name in vars(Metrics) if not name.startswith("_")}

    assert counted <= vars(PrometheusMetrics).keys()


async def test_what_few_were_answered_is_shown_in_no_number(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna = silent_telegram.person("en")
    for text in [*[CRY] * (FEWEST - 1), "/films"]:
        await anna.says(text)
        await anna.next_reply()
    _, page = await bot.get("/metrics")

    assert "senim_updates_total{" in page
    assert [shown for shown in ("senim_replies_total{", "senim_crisis_replies_total{") if shown in page] == []


def test_one_more_answer_does_not_show_by_itself(dialogue: Dialogue) -> None:
    metrics, reply = PrometheusMetrics(), dialogue.reply_to(question(CRY))
    shown = []
    for _ in range(2 * FEWEST):
        metrics.reply(reply)
        shown.append(metrics.registry.get_sample_value("senim_crisis_replies_total", {"crisis": "disclosure"}))

    assert shown == [None] * (FEWEST - 1) + [FEWEST] * FEWEST + [2 * FEWEST]


async def test_no_number_tells_since_when_it_is_counted(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna = silent_telegram.person("en")
    await anna.says("/films")
    await anna.next_reply()
    _, page = await bot.get("/metrics")

    assert "senim_updates_total{" in page
    assert "_created" not in page


@pytest.mark.parametrize(("fault", "label"), [(502, "502"), (429, "429"), ("drop", "BrokenOffError")])
async def test_errors_of_telegram_are_counted(
    bot: Listening, silent_telegram: FakeTelegram, fault: int, label: str
) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", fault, retry_after=0 if fault == 429 else None)
    await anna.says("/films")
    await anna.next_reply()

    assert await bot.counted(f'senim_telegram_errors_total{{error="{label}",method="sendMessage"}}') == 1


async def test_what_waits_is_seen_for_each_lane(bot: Listening, silent_telegram: FakeTelegram, calls_of: Calls) -> None:
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=50, times=2)
    await anna.says("/films")
    await calls_of("sendMessage")
    await anna.says("SOS")
    await until(lambda: [call.method for call in silent_telegram.calls].count("sendMessage") == 2)

    assert await bot.counted('senim_queue_length{lane="ordinary"}') == 1
    assert await bot.counted('senim_queue_length{lane="urgent"}') == 1


async def test_the_time_of_an_update_begins_when_it_is_taken(
    bot: Listening, silent_telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a bot on which everybody waits for minutes would look quick."""
    monkeypatch.setattr(order, "monotonic", lambda: monotonic() - 59)
    anna = silent_telegram.person("en")
    await anna.says("/films")
    await anna.next_reply()
    await until(lambda: b'senim_update_seconds_count{kind="message"} 1.0' in bot.metrics.page())

    assert await bot.counted('senim_update_seconds_bucket{kind="message",le="30.0"}') == 0


async def test_a_reply_that_does_not_arrive_is_counted(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna, boris = silent_telegram.person("en"), silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 404)
    silent_telegram.fails("sendMessage", 403)  # nobody reads it any more
    await anna.says("/films")
    await until(lambda: b"senim_replies_unsent_total 1.0" in bot.metrics.page())
    await boris.says("/films")
    await until(lambda: b'senim_update_seconds_count{kind="message"} 2.0' in bot.metrics.page())

    assert await bot.counted("senim_replies_unsent_total") == 1


async def test_what_goes_unanswered_is_counted(
    bot: Listening, silent_telegram: FakeTelegram, calls_of: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "WAITING_IN_ONE_CHAT", 1)
    anna = silent_telegram.person("en")
    silent_telegram.fails("sendMessage", 429, retry_after=1)
    await anna.says("/films")
    await calls_of("sendMessage")
    for _ in range(3):
        await anna.says("/films")
    await anna.next_reply()
    await anna.next_reply()

    assert await bot.counted("senim_unanswered_updates_total") == 2


async def test_what_is_confirmed_before_it_is_answered_is_counted_and_told_once(
    bot: Listening, silent_telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "FEW", 0)
    silent_telegram.fails("sendMessage", "held", times=2)
    people = [silent_telegram.person("en") for _ in "12"]
    with caplog.at_level(logging.INFO, "senim"):
        for number, person in enumerate(people, start=1):
            await person.says("/films")
            await until(lambda: f"confirmed_early_total {number}.0".encode() in bot.metrics.page())  # noqa: B023
    silent_telegram.release.set()
    for person in people:
        await person.next_reply()

    assert await bot.counted("senim_updates_confirmed_early_total") == 2
    assert [record.getMessage() for record in caplog.records].count("updates confirmed before they are answered") == 1


async def test_nothing_of_a_person_and_no_secret_is_on_any_page(bot: Listening, silent_telegram: FakeTelegram) -> None:
    anna = silent_telegram.person("en", CANARY, id=CHAT, username=CANARY)
    silent_telegram.fails("sendMessage", 400)
    await anna.says(f"my husband beats me {CANARY}")
    await anna.presses_data(await anna.next_reply(), CANARY)
    await anna.next_reply()
    pages = "".join([(await bot.get(path))[1] for path in ("/metrics", "/readyz", "/healthz", f"/{CANARY}")])

    assert [secret for secret in (CANARY, str(CHAT), SECRET, TOKEN.partition(":")[2]) if secret in pages] == []


async def test_labels_stay_few(bot: Listening, silent_telegram: FakeTelegram) -> None:
    for number in range(20):
        anna = silent_telegram.person("en")
        await anna.says(f"question {number}")
        await anna.next_reply()
    _, page = await bot.get("/metrics")

    assert len([line for line in page.splitlines() if line.startswith("senim_")]) < 60
