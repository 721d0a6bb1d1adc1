"""`senim explain`: on one screen, why a question gets its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.model import Memory, Question
from bot.core.understanding.zone import ZoneName
from bot.core.why import Crisis, Rival, Why, why

_FOUND_BY = {
    "safe word": "the whole message is a safe word",
    "rule": "by the rule {rule}",
    "example": "an example, word for word",
    "learned": "by what was learned ({alarm:+.2f})",
    "part": "by what was learned, in a part of it ({alarm:+.2f})",
    "after help": "because help was just shown ({alarm:+.2f})",
    "age": "because help was just shown, and a child writes",
    "correction": "because help was just shown, and it says whom it is about",
    "farewell": "because help on suicide was just shown, and it says farewell",
    "earnest": "because help was shown lately, and it says that this is no joke, or asks whether it is over",
    "arrival": "because help was shown lately, and it says that whoever hurts its author has come",
    "own story": "because an answer was just shown, and it says that this is its author's own life",
    "variant": "because it goes on with help that was just shown, in the words of a variant of that class",
}
_REPLIES = {
    "answer": "the answer",
    "choices": "the choices",
    "fallback": "that it does not know",
    "crisis": "help first",
}
_FALLBACKS: Mapping[ZoneName, str] = {
    "closing": "a greeting or a goodbye, with the numbers",
    "undecided": "that nobody has to decide now, with the numbers",
    "address given": "that nobody comes or calls back",
    "numbers again": "the numbers again",
}
"""What a fallback says where it is another one."""
_WITHOUT_CANDIDATES: Mapping[ZoneName, str] = {
    "help first": "the candidates did not count",
    "not me": "the message only says that help was not meant for its author; the candidates did not count",
    "in language": "the message only asks for another language; the candidates did not count",
    "several": "each part of the question is clear by itself",
    "closing": "help was just shown, and the message only greets or takes leave; the candidates did not count",
    "undecided": "help was just shown, and the message tells of love or doubt; the candidates did not count",
    "address given": "the message only leaves an address or a telephone number; the candidates did not count",
}
"""Zones in which the first candidate is not what the reply rests on, and what it rests on."""


def explain_question(dialogue: Dialogue, text: str) -> None:
    console = Console(highlight=False)
    question = Question(text, now_in(dialogue.knowledge.time_zone))
    reply = dialogue.reply_to(question)
    found = why(dialogue, question, Memory(), reply.language)
    console.print("[bold]Question[/bold]    ", Text(text))
    if found.typed:
        console.print("[bold]Read as[/bold]     ", Text(found.typed))
    console.print(f"[bold]Normal form[/bold]  {_normal_form(found.words)}")
    console.print(f"[bold]Meanings[/bold]     {_listed(found.meanings)}")
    console.print(f"[bold]Names[/bold]        {_listed(found.names)}")
    console.print(f"[bold]Language[/bold]     {found.language or 'not shown by the text'}")
    console.print(f"[bold]Crisis[/bold]       {_crisis(found.crisis)}")
    console.print(f"[bold]Known[/bold]        {found.known:.0%} of the question's words, weighted by rarity")
    console.print(
        f"[bold]Strangeness[/bold]  {found.strange:+.2f} (above 0: more like a question that no entry answers); "
        f"{found.unanswered:.0%} like the nearest of those\n"
    )
    console.print(_candidates(found.rivals))
    console.print(_reasons(found))
    console.print(f"[bold]Zone[/bold]         {_zone(found)}")
    if found.asked:
        asked = _listed(f"{part.entry} ({part.probability:.2f})" for part in found.asked)
        console.print(f"[bold]Asks[/bold]         {asked}")
    if found.beside:
        console.print(f"[bold]Beside[/bold]       {found.beside.entry}, which is asked as well")
    said = "the first two answers" if reply.also else _FALLBACKS.get(found.zone, _REPLIES[reply.kind])
    console.print(f"[bold]Reply[/bold]        {said}")


def _normal_form(words: Sequence[str]) -> str:
    return f"{' '.join(words)} (how the words sound, whatever their spelling)" if words else "(no words)"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "(none)"


def _zone(found: Why) -> str:
    if found.zone in _WITHOUT_CANDIDATES:
        return f"{found.zone}: {_WITHOUT_CANDIDATES[found.zone]}"
    return (
        f"{found.zone}: the first candidate is right with probability {found.probability:.2f} "
        f"(answer from {found.answer_from:.2f}, choices from {found.choices_from:.2f})"
    )


def _crisis(crisis: Crisis) -> str:
    found, heeded = crisis.sign, crisis.heeded
    if found is None:
        return "no sign"
    said = f"{found.crisis}, {found.level}, {_FOUND_BY[found.found_by].format(rule=found.rule, alarm=found.alarm)}"
    if heeded and heeded._replace(variant=found.variant, to_child=found.to_child) == found:
        return said if heeded.variant is None else f"{said}, answered in the words of {heeded.variant}"
    if crisis.is_not_me:
        return f"{said}; not heeded, since the message says that it is not about its author"
    return f"{said}; the question is surely calm, so {'one soft line' if heeded else 'not heeded'}"


def _candidates(rivals: Iterable[Rival]) -> Table:
    table = Table(title="Candidates", title_justify="left", box=None, header_style="bold")
    for name in ("entry", "total", "model", "nearest phrase", ""):
        table.add_column(name, justify="right" if name in ("total", "model") else "left", overflow="fold")
    for rival in rivals:
        figures = f"{rival.total:+.2f}", f"{rival.linear:+.2f}", f"{rival.nearest:.2f}"
        table.add_row(rival.entry, *figures, Text(rival.phrase))
    return table


def _reasons(found: Why) -> str:
    if not found.rivals:
        return ""
    parts = ", ".join(f"{feature} {weight:+.2f}" for feature, weight in found.reasons)
    return f"\n[bold]For {found.rivals[0].entry}[/bold]  {parts}"
