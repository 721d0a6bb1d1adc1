"""`senim explain`: on one screen, why a question gets its answer."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.conversation import Conversation
from bot.core.dialogue import Dialogue
from bot.core.matching import Ranking

_SHOWN = 5
_REASONS = 6


def explain_question(dialogue: Dialogue, question: str) -> None:
    console = Console(highlight=False)
    reply = Conversation(dialogue).say(question)
    typed = dialogue.reader.typed(question)
    ranking = dialogue.matcher.rank(typed)
    zones = dialogue.matcher.zones
    console.print(f"[bold]Question[/bold]     {_plain(question)}", markup=True)
    console.print(f"[bold]Words[/bold]        {' '.join(ranking.evidence.words) or '(none)'}")
    console.print(f"[bold]Meanings[/bold]     {_names(ranking.evidence.meanings)}")
    console.print(f"[bold]Names[/bold]        {_names(ranking.evidence.names)}")
    console.print(f"[bold]Language[/bold]     {dialogue.languages.of(question) or 'not shown by the text'}")
    console.print(f"[bold]Crisis[/bold]       {_crisis(dialogue, question)}")
    console.print(f"[bold]Known[/bold]        {ranking.known:.0%} of the question's words, weighted by rarity")
    console.print(f"[bold]Strangeness[/bold]  {ranking.strange:+.2f} (above 0: like questions that no entry answers)\n")
    console.print(_candidates(dialogue, ranking))
    console.print(_reasons(dialogue, question, ranking))
    console.print(
        f"[bold]Zone[/bold]         {reply.kind}: the first candidate is right with probability "
        f"{ranking.probability:.2f} (answer from {zones.answer:.2f}, choices from {zones.suggest:.2f})"
    )


def _plain(text: str) -> str:
    return text.replace("[", "\\[")


def _names(features: tuple[str, ...]) -> str:
    return ", ".join(feature[1:] for feature in features) or "(none)"


def _crisis(dialogue: Dialogue, question: str) -> str:
    sign = dialogue.recogniser.recognise(question)
    return f"{sign.crisis}, {sign.level}, by {sign.rule} ({sign.score:+.2f})" if sign else "no sign"


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
            dialogue.matcher.phrase_of(candidate),
        )
    return table


def _reasons(dialogue: Dialogue, question: str, ranking: Ranking) -> str:
    if not ranking.candidates:
        return ""
    first = ranking.candidates[0].entry
    parts = dialogue.matcher.reasons(dialogue.reader.typed(question), first)[:_REASONS]
    return f"\n[bold]For {first}[/bold]  " + ", ".join(f"{feature} {weight:+.2f}" for feature, weight in parts)
