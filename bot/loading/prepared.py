"""A knowledge folder made ready for answering: its texts, and what was learned from them."""

from __future__ import annotations

from hashlib import blake2s
from pathlib import Path
from secrets import token_hex

from bot.core.dialogue import Dialogue
from bot.core.knowledge import Knowledge
from bot.core.replying.privacy import KEEPS_NOTHING, Retention
from bot.core.scoring.learned import DamagedError, Learned
from bot.loading import load_knowledge
from bot.loading.compiled import read_compiled
from bot.loading.faults import Fault, KnowledgeError
from bot.loading.fitted_file import FITTED, UnreadableError, read_fitted
from bot.loading.long_lists import Keep, in_memory
from bot.loading.sentences import say


def load_dialogue(folder: Path, retention: Retention = KEEPS_NOTHING, keep: Keep = in_memory) -> Dialogue:
    """`keep` takes the long lists of what was learned. Raises KnowledgeError with every fault of the folder."""
    knowledge = read_compiled(folder, lambda: load_knowledge(folder)) or load_knowledge(folder)
    return dialogue_of(knowledge, folder, retention, keep)


def dialogue_of(
    knowledge: Knowledge, folder: Path, retention: Retention = KEEPS_NOTHING, keep: Keep = in_memory
) -> Dialogue:
    """A dialogue with what was learned for this folder. Raises KnowledgeError where the folder cannot be used."""
    return Dialogue(knowledge, load_fitted(folder, keep), retention, cache_key=token_hex(16))


def load_fitted(folder: Path, keep: Keep = in_memory) -> Learned | None:
    """What `senim fit` wrote; None where it was never run: the bot then matches without learned weights."""
    try:
        return Learned.from_data(read_fitted(folder / FITTED, keep=keep))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnreadableError as error:
        raise KnowledgeError([Fault(FITTED, 0, "", say("fit.unreadable"))]) from error
    except DamagedError as error:
        raise KnowledgeError([Fault(FITTED, 0, error.part, say("fit.unreadable"))]) from error


def digest_of(knowledge: Knowledge) -> str:
    """A digest that changes when anything changes that `senim fit` learns from."""
    learned = [
        sorted((e.id, sorted(e.phrases.items())) for e in knowledge.entries.values()),
        sorted((c.id, sorted(c.examples.items()), sorted(c.near_misses.items())) for c in knowledge.crisis.values()),
        sorted(knowledge.synonyms.items()),
        sorted((t.id, t.names) for t in knowledge.topics.values()),
        sorted(knowledge.out_of_scope.items()),
        sorted(knowledge.follow_ups.items()),
    ]
    return blake2s(repr(learned).encode(), digest_size=8).hexdigest()
