"""S6: whoever needs help does not wait behind others, whatever is queued and however Telegram answers.

Of `bot/telegram/scheduling/order.py`, `bot/telegram/outgoing/outbox.py` and `bot/telegram/scheduling/gate.py`.
"""

from collections import Counter

import pytest

from bot.core.dialogue import Dialogue
from bot.core.model import Memory
from bot.telegram.outgoing import outbox
from bot.telegram.outgoing.outbox import ORDINARY_PATIENCE
from bot.telegram.scheduling import order
from tests.fake_telegram import FakeTelegram, Person
from tests.support.fixture_types import Start, Words
from tests.support.state_of_chats import new_state
from tests.support.waiting import until

CRISIS = "my husband beats me every day"
FALSE_ALARM = "Can the abuser be made to leave the flat?"
"""Alarming at first sight, and answered as the question about the law that it is."""
FEW = 2 * order.AT_ONCE
"""Replies that were on their way already, and those that start until Telegram has handed over the next update."""

pytestmark = pytest.mark.usefixtures("short_end")


def sends(telegram: FakeTelegram) -> list[int]:
    """The chats of all tries to send so far."""
    return [int(call.params["chat_id"]) for call in telegram.calls if call.method == "sendMessage"]


async def test_an_answer_that_help_overtook_is_no_context_and_offers_nothing(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    """Else "and who made it?" just after help would still mean the film."""
    telegram.fails("sendMessage", "held", saying=answer("film.gulmira", "en")[:20])
    await anna.says("tell me about Gulmira")
    await until(lambda: bool(sends(telegram)))
    await anna.says(CRISIS)
    first = await anna.next_reply()
    telegram.release.set()
    await anna.next_reply()
    await anna.says("and who made it?")

    assert "102" in first.text
    assert (await anna.next_reply()).text != answer("film.gulmira.director", "en")


async def test_a_language_that_was_chosen_is_kept_though_help_overtook_it(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    await anna.says("/language")
    shown = await anna.next_reply()
    telegram.fails("sendMessage", "held", saying=line("language.set", "kk")[:8])
    await anna.presses(shown, "Қазақша")
    await until(lambda: len(sends(telegram)) == 2)
    await anna.says("SOS")
    await anna.next_reply()
    telegram.release.set()
    await anna.next_reply()
    await anna.says("/films")

    assert "Гүлмира" in (await anna.next_reply()).text


async def test_a_reply_that_help_overtook_does_not_undo_a_language_chosen_meanwhile(
    silent_telegram: FakeTelegram, start: Start, dialogue: Dialogue, answer: Words
) -> None:
    """Chosen where another process answers."""
    anna, state = silent_telegram.person("en"), new_state()
    await state.remember(anna.id, Memory(chosen_language="ru"))
    silent_telegram.fails("sendMessage", "held", saying=answer("film.gulmira", "ru")[:20])
    async with start(dialogue, state):
        await anna.says("Гульмира")
        await until(lambda: bool(sends(silent_telegram)))
        await state.remember(anna.id, (await state.memory(anna.id))._replace(chosen_language="kk"))
        await anna.says("SOS")
        await anna.next_reply()
        silent_telegram.release.set()
        await anna.next_reply()

    assert (await state.memory(anna.id)).chosen_language == "kk"


async def crowd_asks(telegram: FakeTelegram, people: int, questions: int) -> None:
    """Queues so many questions, and waits until the bot has fetched the last of them."""
    for person in [telegram.person("en") for _ in range(people)]:
        for _ in range(questions):
            await person.says("/films")
    await until(lambda: not telegram.updates.pending)


@pytest.mark.parametrize("text", [CRISIS, "SOS", "/support", "/help"])
async def test_help_overtakes_thousands_of_questions(telegram: FakeTelegram, anna: Person, text: str) -> None:
    await crowd_asks(telegram, people=500, questions=5)
    before = len(sends(telegram))
    await anna.says(text)
    await anna.next_reply()

    assert len(sends(telegram)) - before <= FEW
    assert before < 2500 - 2 * FEW


async def test_help_goes_out_while_telegram_slows_the_whole_bot_down(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", 429, retry_after=50, times=3)
    await crowd_asks(telegram, people=500, questions=4)
    before = len(sends(telegram))
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text
    assert len(sends(telegram)) - before <= FEW


async def test_alarms_that_were_false_hold_no_call_for_help(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", 429, retry_after=50, times=3)
    await crowd_asks(telegram, people=3 * order.AT_ONCE, questions=1)
    for person in [telegram.person("en") for _ in range(2 * order.AT_ONCE)]:
        await person.says(FALSE_ALARM)
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text


async def test_ordinary_replies_rest_while_telegram_slows_the_whole_bot_down(
    telegram: FakeTelegram, anna: Person
) -> None:
    telegram.fails("sendMessage", 429, retry_after=50, times=3)
    await crowd_asks(telegram, people=order.AT_ONCE * 4, questions=1)
    await until(lambda: len(sends(telegram)) >= 3)
    for _ in range(calls := 20):
        await anna.says("SOS")
        await anna.next_reply()

    assert len(sends(telegram)) <= 3 + order.AT_ONCE + calls


async def test_ordinary_replies_rest_no_longer_than_one_may_wait(
    telegram: FakeTelegram, anna: Person, answer: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "LONGEST_FLOOD_WAIT", 1.0)
    telegram.fails("sendMessage", 429, retry_after=3000, times=outbox.SEVERAL_CHATS)
    await crowd_asks(telegram, people=outbox.SEVERAL_CHATS, questions=1)
    await until(lambda: len(sends(telegram)) == outbox.SEVERAL_CHATS)
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_groups_that_meet_their_own_limit_hold_nobody_else(
    telegram: FakeTelegram, anna: Person, answer: Words
) -> None:
    """20 messages a minute, and in a full hall several groups ask the bot at once."""
    telegram.fails("sendMessage", 429, retry_after=50, times=outbox.SEVERAL_CHATS)
    for number in range(outbox.SEVERAL_CHATS):
        await telegram.group(f"Row {number}", [anna]).says(anna, "/films")
    await until(lambda: len(sends(telegram)) == outbox.SEVERAL_CHATS)
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")


async def test_after_their_rest_ordinary_replies_all_go_out(telegram: FakeTelegram) -> None:
    crowd = [telegram.person("en") for _ in range(order.AT_ONCE * 2)]
    telegram.fails("sendMessage", 429, retry_after=1, times=3)
    for person in crowd:
        await person.says("/films")
    for person in crowd:
        await person.next_reply()

    assert len(sends(telegram)) == len(crowd) + 3


async def test_help_overtakes_earlier_questions_of_the_same_chat(telegram: FakeTelegram, anna: Person) -> None:
    for _ in range(50):
        await anna.says("/films")
    await anna.says(CRISIS)
    replies = [(await anna.next_reply()).text for _ in range(51)]

    assert ["102" in text for text in replies].index(True) < 10


async def test_a_flood_of_one_chat_never_swallows_its_call_for_help(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", 429, retry_after=30)
    for _ in range(order.WAITING_IN_ONE_CHAT + 100):
        await anna.says("/films")
    await until(lambda: not telegram.updates.pending)
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text


async def test_a_flood_of_calls_for_help_gets_help_and_holds_nobody(telegram: FakeTelegram, anna: Person) -> None:
    boris = telegram.person("en")
    for _ in range(1000):
        await anna.says("SOS")
    await boris.says(CRISIS)

    assert "102" in (await boris.next_reply()).text
    assert "102" in (await anna.next_reply()).text


@pytest.mark.parametrize("seconds", [40, 2 * int(outbox.LONGEST_FLOOD_WAIT)])
async def test_a_call_for_help_is_tried_again_sooner_than_telegram_asks(
    telegram: FakeTelegram, anna: Person, seconds: int
) -> None:
    telegram.fails("sendMessage", 429, retry_after=seconds)
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text


async def test_of_many_calls_for_help_that_telegram_refuses_one_knocks_for_all(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "URGENT_PATIENCE", outbox.URGENT_PATIENCE._replace(longest_pause=0.2))
    monkeypatch.setattr(outbox, "LONGEST_BEHIND_ANOTHER", 50.0)
    monkeypatch.setattr(outbox, "NEARLY_THE_SAME_TIME", 50.0)
    people = [telegram.person("en") for _ in range(10)]
    telegram.fails("sendMessage", 429, retry_after=50, times=30)
    for person in people:
        await person.says(CRISIS)
    helped = [(await person.next_reply()).text for person in people]

    assert all("102" in text for text in helped)
    assert sorted(Counter(sends(telegram)).values())[-2] <= 3  # all but one


async def test_a_call_for_help_is_not_held_up_while_telegram_refuses_others(
    telegram: FakeTelegram, anna: Person
) -> None:
    people = [telegram.person("en") for _ in range(outbox.SEVERAL_CHATS + 1)]
    telegram.fails("sendMessage", 429, retry_after=50, times=len(people))
    for person in people:
        await person.says(CRISIS)
    await until(lambda: len(sends(telegram)) >= len(people))
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text
    assert all(["102" in (await person.next_reply()).text for person in people])


async def test_a_call_for_help_outlasts_a_broken_line(telegram: FakeTelegram, anna: Person) -> None:
    telegram.fails("sendMessage", "drop", times=ORDINARY_PATIENCE.tries)
    await anna.says(CRISIS)

    assert "102" in (await anna.next_reply()).text


async def test_nothing_asked_before_hide_appears_after_it(telegram: FakeTelegram, anna: Person, line: Words) -> None:
    for text in ["/films"] * 30 + [CRISIS] * 3:
        await anna.says(text)
    await anna.says("/hide")
    while (reply := await anna.next_reply()).text != line("hidden.all", "en"):
        pass
    await anna.says("/films")
    last = await anna.next_reply()

    assert [m for chat, m in telegram.messages if chat == anna.id] == [
        reply.message_id,
        last.message_id - 1,
        last.message_id,
    ]


async def test_a_crisis_reply_that_waits_for_telegram_does_not_appear_after_hide(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    telegram.fails("sendMessage", 429, retry_after=50, times=100, saying="102")
    await anna.says("/films")
    await anna.says(CRISIS)
    await anna.next_reply()
    await until(lambda: len(sends(telegram)) >= 2)
    await anna.says("/hide")
    reply = await anna.next_reply()

    assert reply.text == line("hidden.all", "en")
    assert [m for chat, m in telegram.messages if chat == anna.id] == [reply.message_id]


async def test_nothing_asked_before_forget_is_answered_after_it(
    telegram: FakeTelegram, anna: Person, line: Words, answer: Words
) -> None:
    telegram.fails("sendMessage", 429, retry_after=50)
    for text in ("/films", "/films", "/forget"):
        await anna.says(text)
    forgotten = await anna.next_reply()
    await anna.says("/speakers")

    assert line("forgotten", "en") in forgotten.text
    assert (await anna.next_reply()).text == answer("speakers.all", "en")


async def test_hide_does_not_wait_for_a_flood_wait_of_its_chat_to_end(
    telegram: FakeTelegram, anna: Person, line: Words
) -> None:
    telegram.fails("sendMessage", 429, retry_after=50)
    await anna.says("/films")
    await until(lambda: len(sends(telegram)) == 1)
    await anna.says("/hide")

    assert (await anna.next_reply()).text == line("hidden.all", "en")
    assert [chat for chat, _ in telegram.messages if chat == anna.id] == [anna.id]


async def test_beyond_the_bound_the_oldest_questions_go_unanswered(
    telegram: FakeTelegram, anna: Person, monkeypatch: pytest.MonkeyPatch, answer: Words
) -> None:
    monkeypatch.setattr(order, "WAITING", 100)
    telegram.fails("sendMessage", 429, retry_after=2, times=3)
    await crowd_asks(telegram, people=400, questions=1)
    await anna.says("/films")

    assert (await anna.next_reply()).text == answer("films.all", "en")
    assert len(set(sends(telegram))) < 400
