from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.core.knowledge import Contact, Knowledge
from bot.core.model import to_plain
from bot.core.replying.compose import Composer
from bot.loading.folder import hours_of

MONDAY_NOON = datetime(2024, 11, 25, 12)
MONDAY_NIGHT = datetime(2024, 11, 25, 23)


def filled(knowledge: Knowledge, text: str, language: str = "en", at: datetime = MONDAY_NOON) -> str:
    return to_plain(Composer(knowledge).paragraphs(text, language, at))


def with_contact(knowledge: Knowledge, contact: Contact) -> Knowledge:
    return replace(knowledge, contacts={contact.id: contact})


def test_a_number_is_filled_in_and_bold(small_knowledge: Knowledge) -> None:
    ((before, number, after),) = Composer(small_knowledge).paragraphs("Call {number:112}.", "en", MONDAY_NOON)

    assert (before.text, number.text, after.text) == ("Call ", "112", ".")
    assert number.bold


@pytest.mark.parametrize(("language", "expected"), [("en", "1 May 2025"), ("ru", "1 мая 2025 года")])
def test_a_date_is_written_as_the_language_writes_it(small_knowledge: Knowledge, language: str, expected: str) -> None:
    assert filled(small_knowledge, "{date:fair}", language) == expected


def test_a_day_has_no_year(small_knowledge: Knowledge) -> None:
    assert filled(small_knowledge, "{day:fair}") == "1 May"


def test_kazakh_puts_the_year_first(knowledge: Knowledge) -> None:
    assert Composer(knowledge).date(date(2024, 11, 27), "kk") == "2024 жылғы 27 қараша"


def test_a_link_shows_the_title_and_opens_the_page(small_knowledge: Knowledge) -> None:
    (((link),),) = Composer(small_knowledge).paragraphs("{link:programme}", "en", MONDAY_NOON)

    assert (link.text, link.link) == ("The programme", "https://fair.example/programme")


def test_a_contact_shows_number_name_and_facts(small_knowledge: Knowledge) -> None:
    shown = filled(small_knowledge, "{contact:112}")

    assert shown.startswith("112 · Rescue service\n")
    assert "contact.always · english contact.free" in shown


def test_the_name_of_the_bot_is_filled_in(small_knowledge: Knowledge) -> None:
    named = replace(small_knowledge, texts={"menu.prompt": {"en": "I am {bot:name}"}})

    assert filled(small_knowledge, "This is {bot:name}.") == "This is Fair."
    assert Composer(named).text("menu.prompt", "en") == "I am Fair"


@pytest.mark.parametrize("text", ["no placeholder", "a { brace", "{}", "{x}", "50 % {", "}{"])
def test_other_braces_stay(small_knowledge: Knowledge, text: str) -> None:
    assert filled(small_knowledge, text) == text


def test_what_fills_a_placeholder_is_not_filled_again(small_knowledge: Knowledge) -> None:
    contact = small_knowledge.contacts["112"]._replace(number="{date:fair}")

    assert filled(with_contact(small_knowledge, contact), "{number:112}") == "{date:fair}"


def test_blank_lines_part_paragraphs(small_knowledge: Knowledge) -> None:
    paragraphs = Composer(small_knowledge).paragraphs("one\ntwo\n\nthree\n  \n\nfour\n", "en", MONDAY_NOON)

    assert [to_plain([p]) for p in paragraphs] == ["one\ntwo", "three", "four"]


def test_an_answer_ends_with_its_source(small_knowledge: Knowledge) -> None:
    *_, last = Composer(small_knowledge).answer(small_knowledge.entries["fair.where"], "en", MONDAY_NOON)

    assert to_plain([last]).endswith("The programme, 04.2025")
    assert last[1].link == "https://fair.example/programme"


def test_an_answer_without_a_source_has_no_source_line(small_knowledge: Knowledge) -> None:
    paragraphs = Composer(small_knowledge).answer(small_knowledge.entries["help.numbers"], "en", MONDAY_NOON)

    assert "source.label" not in to_plain(paragraphs)


def test_a_missing_language_falls_back_on_the_first(small_knowledge: Knowledge) -> None:
    assert Composer(small_knowledge).text("contact.free", "kk") == "русский contact.free"


@pytest.mark.parametrize(
    ("hours", "claimed", "at", "key"),
    [
        ("24/7", None, MONDAY_NIGHT, "contact.always"),
        (None, "24/7", MONDAY_NOON, "contact.no_hours"),
        ("Mo-Fr 09:00-18:00", None, MONDAY_NOON, "contact.open"),
        ("Mo-Fr 09:00-18:00", None, MONDAY_NIGHT, "contact.closed"),
        ("Mo-Fr 09:00-18:00", "24/7", MONDAY_NOON, "contact.open"),
        ("Mo-Fr 09:00-18:00", "24/7", MONDAY_NIGHT, "contact.unsure"),
    ],
)
def test_hours_say_no_more_than_the_sources(
    small_knowledge: Knowledge, hours: str | None, claimed: str | None, at: datetime, key: str
) -> None:
    contact = small_knowledge.contacts["112"]._replace(hours=hours_of(hours), hours_claimed=hours_of(claimed))

    assert key in filled(with_contact(small_knowledge, contact), "{contact:112}", at=at)


def test_an_answer_that_tells_hours_is_composed_for_each_moment_anew(small_knowledge: Knowledge) -> None:
    line = small_knowledge.contacts["112"]._replace(hours=hours_of("Mo-Fr 09:00-18:00"))
    entry = small_knowledge.entries["fair.where"]._replace(answer={"en": "{contact:112}"})
    composer = Composer(with_contact(small_knowledge, line))
    noon, night = (to_plain(composer.answer(entry, "en", at)) for at in (MONDAY_NOON, MONDAY_NIGHT))

    assert ("contact.open" in noon, "contact.closed" in night) == (True, True)


def test_a_contact_without_any_hours_says_nothing_of_them(small_knowledge: Knowledge) -> None:
    contact = small_knowledge.contacts["112"]._replace(hours=None, hours_claimed=None)
    shown = filled(with_contact(small_knowledge, contact), "{contact:112}")

    assert "contact.always" not in shown
    assert "hours" not in shown


def test_150_is_never_promised_round_the_clock(knowledge: Knowledge) -> None:
    contact = knowledge.contacts["150"]
    at_night = filled(knowledge, "{contact:150}", at=MONDAY_NIGHT)

    assert (contact.hours, contact.hours_claimed) == (hours_of("Mo-Fr 09:00-18:00"), hours_of("24/7"))
    assert Composer(knowledge).text("contact.always", "en") not in at_night


@pytest.mark.parametrize(("language", "days"), [("ru", "Пн–Пт"), ("kk", "Дс–Жм"), ("en", "Mon–Fri")])
def test_days_are_named_in_the_language(knowledge: Knowledge, language: str, days: str) -> None:
    assert f"{days} 09:00–18:00" in filled(knowledge, "{contact:150}", language)


def test_a_call_by_a_person_counts_more_than_the_date_of_a_page(knowledge: Knowledge) -> None:
    contact = knowledge.contacts["111"]._replace(checked_on=date(2024, 11, 20))
    shown = filled(with_contact(knowledge, contact), "{contact:111}")

    assert "20 November 2024" in shown
    assert Composer(knowledge).text("contact.seen", "en", date="") not in shown


def test_a_contact_without_a_dated_source_shows_no_date(small_knowledge: Knowledge) -> None:
    contact = small_knowledge.contacts["112"]._replace(seen="undated")

    assert "contact.seen" not in filled(with_contact(small_knowledge, contact), "{contact:112}")


def out_of_service(knowledge: Knowledge, *names: str) -> Knowledge:
    changed = {name: knowledge.contacts[name]._replace(out_of_service=True) for name in names}
    return replace(knowledge, contacts={**knowledge.contacts, **changed})


@pytest.mark.parametrize("line", ["{contact:150}", "• {number:150}: crisis centres", "{number:150} — day and night"])
def test_a_line_that_offers_only_what_is_out_of_service_is_left_out(knowledge: Knowledge, line: str) -> None:
    shown = filled(out_of_service(knowledge, "150"), f"Call:\n{{number:102}} — police\n{line}\n\nOr write.")

    assert shown == "Call:\n102 — police\n\nOr write."


def test_a_sentence_that_names_what_is_out_of_service_says_so(knowledge: Knowledge) -> None:
    shown = filled(out_of_service(knowledge, "150"), "Ask {number:111} or {number:150} where to go.")

    assert shown == "Ask 111 or 150 (not answering at present) where to go."


def test_a_line_with_another_number_that_works_stays(knowledge: Knowledge) -> None:
    assert filled(out_of_service(knowledge, "150"), "{number:150} · {number:111}").endswith(" · 111")


def test_a_text_of_which_nothing_would_be_left_stays_whole(knowledge: Knowledge) -> None:
    assert filled(out_of_service(knowledge, "150"), "{number:150}: a helpline") == (
        "150 (not answering at present): a helpline"
    )


def test_what_is_out_of_service_is_never_bold(knowledge: Knowledge) -> None:
    spans = Composer(out_of_service(knowledge, "150")).paragraphs("Or {number:150}.", "en", MONDAY_NOON)[0]

    assert not any(span.bold for span in spans)


@pytest.mark.parametrize("name", ["102", "111", "112", "103", "150"])
def test_without_any_one_line_every_crisis_reply_still_offers_a_number(knowledge: Knowledge, name: str) -> None:
    composer = Composer(out_of_service(knowledge, name))
    replies = [
        composer.paragraphs(text, code, MONDAY_NOON)
        for c in knowledge.crisis.values()
        for code, text in c.reply.items()
    ]

    assert all(any(span.bold for paragraph in reply for span in paragraph) for reply in replies)
