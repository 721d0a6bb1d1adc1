"""`senim explain`: on one screen, why a question gets its answer."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.clock import now_in
from bot.core.dialogue import Dialogue
from bot.core.features import bare
from bot.core.matching import Match, NoMatch, Ranking, Suggestions
from bot.core.model import Memory, Question
from bot.core.understanding import Decision

_SHOWN = 5
_REASONS = 6
_ZONES = {Match: "answer", Suggestions: "choices", NoMatch: "fallback"}
_FOUND_BY = {
    "safe word": "the whole message is a safe word",
    "rule": "by the rule {rule}",
    "example": "an example, word for word",
    "learned": "by what was learned ({alarm:+.2f})",
    "half": "by what was learned, in one half ({alarm:+.2f})",
    "after help": "because help was just shown ({alarm:+.2f})",
}
_REPLIES = {
    "answer": "the answer",
    "choices": "the choices",
    "fallback": "that it does not know",
    "crisis": "help first",
}


def explain_question(dialogue: Dialogue, text: str) -> None:
    console = Console(highlight=False)
    question = Question(text, now_in(dialogue.knowledge.time_zone))
    decided = dialogue.understanding.decide(question, Memory())
    understood, ranking, zones = decided.understood, decided.outcome.ranking, dialogue.understanding.matcher.zones
    console.print("[bold]Question[/bold]    ", Text(text))
    if understood.text != text:
        console.print("[bold]Read as[/bold]     ", Text(understood.text))
    console.print(f"[bold]Words[/bold]        {' '.join(ranking.evidence.words) or '(none)'}")
    console.print(f"[bold]Meanings[/bold]     {_names(ranking.evidence.meanings)}")
    console.print(f"[bold]Names[/bold]        {_names(ranking.evidence.names)}")
    console.print(f"[bold]Language[/bold]     {understood.language or 'not shown by the text'}")
    console.print(f"[bold]Crisis[/bold]       {_crisis(decided)}")
    console.print(f"[bold]Known[/bold]        {ranking.known:.0%} of the question's words, weighted by rarity")
    console.print(
        f"[bold]Strangeness[/bold]  {ranking.strange:+.2f} (above 0: like questions that no entry answers); "
        f"{ranking.unanswered:.0%} like the nearest of them\n"
    )
    console.print(_candidates(dialogue, ranking))
    console.print(_reasons(dialogue, understood.text, ranking))
    console.print(
        f"[bold]Zone[/bold]         {_ZONES[type(decided.outcome)]}: the first candidate is right with probability "
        f"{ranking.probability:.2f} (answer from {zones.answer:.2f}, choices from {zones.suggest:.2f})"
    )
    console.print(f"[bold]Reply[/bold]        {_REPLIES[dialogue.reply_to(question).kind]}")


def _names(features: tuple[str, ...]) -> str:
    return ", ".join(map(bare, features)) or "(none)"


def _crisis(decided: Decision) -> str:
    found, heeded = decided.understood.sign, decided.sign
    if found is None:
        return "no sign"
    said = f"{found.crisis}, {found.level}, {_FOUND_BY[found.found_by].format(rule=found.rule, alarm=found.alarm)}"
    if heeded == found:
        return said
    return f"{said}; the question is surely calm, so {'one soft line' if heeded else 'not heeded'}"


def _candidates(dialogue: Dialogue, ranking: Ranking) -> Table:
    table = Table(title="Candidates", title_justify="left", box=None, header_style="bold")
    for name in ("entry", "total", "model", "nearest phrase", ""):
        table.add_column(name, justify="right" if name in ("total", "model") else "left", overflow="fold")
    for candidate in ranking.candidates[:_SHOWN]:
        table.add_row(
            candidate.entry,
            f"{candidate.total:+.2f}",
            f"{candidate.linear:+.2f}",
            f"{candidate.nearest:.2f}",
            Text(dialogue.understanding.matcher.phrase_of(candidate)),
        )
    return table


def _reasons(dialogue: Dialogue, text: str, ranking: Ranking) -> str:
    if not ranking.candidates:
        return ""
    first = ranking.candidates[0].entry
    parts = dialogue.understanding.matcher.reasons(text, first)[:_REASONS]
    return f"\n[bold]For {first}[/bold]  " + ", ".join(f"{feature} {weight:+.2f}" for feature, weight in parts)
