"""Help from a knowledge folder that cannot be used as a whole: from what can be read of it, and its last resort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from bot.core.crisis_classes import DISTRESS
from bot.core.knowledge import CrisisClass, Knowledge, Menu, Source, Texts
from bot.core.replying.compose import BOT_NAME, PLACEHOLDER
from bot.core.replying.help import Help
from bot.core.replying.own_texts import OWN_TEXTS
from bot.core.replying.privacy import KEEPS_NOTHING, Retention
from bot.core.replying.screens import Screens
from bot.core.scoring.learned import Learned
from bot.core.understanding.distress.recogniser import Recogniser
from bot.core.understanding.language import LanguageGuess
from bot.core.understanding.reply_language import ReplyLanguage
from bot.loading.faults import KnowledgeError
from bot.loading.folder import (
    contact_of,
    crisis_class_of,
    language_of,
    lines_of,
    pattern_words_of,
    read_folder,
    rules_of,
)
from bot.loading.last_resort import read_last_resort
from bot.loading.merged import merged
from bot.loading.prepared import load_fitted
from bot.loading.schema import CrisisModel, KnowledgeFile


def load_help(folder: Path, retention: Retention = KEEPS_NOTHING) -> Help | None:
    """The help; None where not even one number can be given. `retention` is what it says about privacy."""
    knowledge = knowledge_left(folder)
    if knowledge is None:
        return None
    learned = _learned(folder)
    return Help(
        knowledge, _recogniser(knowledge, learned), _language(knowledge, learned), Screens(knowledge, retention)
    )


def knowledge_left(folder: Path) -> Knowledge | None:
    """Everything that help needs, and no entry; None where that is not complete."""
    parts, faults = read_folder(folder)
    models = [part.model for part in parts]
    kept = read_last_resort(folder)
    # A contact that an editor removed must not come back; one in a file that cannot be read is still meant.
    lost = bool(faults) or not any(m.contacts for m in models)
    return _Rest(models, kept, lost=lost).knowledge() if models or kept else None


class _Rest:
    """What is left: of each text the folder's own where it is whole, else that of the last resort."""

    def __init__(self, models: Sequence[KnowledgeFile], kept: KnowledgeFile | None, *, lost: bool) -> None:
        own, self._all = merged(models), [*models, *([kept] if kept else [])]
        self._whole = merged(self._all)
        self._synonyms, self._is_lost = own.synonyms, lost
        self.name = own.name or ""
        # A language that an editor removed has no texts left; one in a file that cannot be read may have all of them.
        self.languages = self._whole.languages if lost else own.languages or self._whole.languages
        self.sources = {i: Source(i, s.title, s.url, s.date) for i, s in self._whole.sources.items()}
        known = self._whole if lost else own
        listed = [c for c in known.contacts if set(c.sources) <= self.sources.keys()]
        self.contacts = {c.id: contact_of(c, self.sources) for c in reversed(listed)}

    def knowledge(self) -> Knowledge | None:
        crisis = {crisis.id: crisis for crisis in self._crisis()}
        texts = {key: text for key in OWN_TEXTS if (text := self._text(key))}
        if DISTRESS not in crisis or texts.keys() != OWN_TEXTS:
            return None
        return Knowledge(
            name=self.name,
            time_zone=self._whole.time_zone or "UTC",
            languages={code: language_of(code, info) for code, info in self.languages.items()},
            entries={},
            contacts=self.contacts,
            sources=self.sources,
            dates={},
            topics={},
            crisis=crisis,
            safe_words=frozenset(lines_of(self._whole.safe_words or "")),
            texts=texts,
            menu=Menu((), {}),
            synonyms={i: tuple(words.split()) for i, words in self._synonyms.items()},
            pattern_words=pattern_words_of(self._whole),
        )

    def _crisis(self) -> Iterator[CrisisClass]:
        whole: dict[str, CrisisModel] = {}
        for model in self._whole.crisis:
            if model.reply and self._is_whole(model.reply):
                to_child = model.to_child if model.to_child and self._is_whole(model.to_child) else None
                whole.setdefault(model.id, model.model_copy(update={"to_child": to_child}))
        variants = [variant for variant in self._whole.variants if all(map(self._is_whole, variant.replies))]
        return (self._with_lost_rules(crisis_class_of(model, variants)) for model in whole.values())

    def _with_lost_rules(self, crisis: CrisisClass) -> CrisisClass:
        """The class with the rules of themes whose files cannot be read: the last resort has them."""
        known = (rules_of(model) for model in self._whole.crisis if model.id == crisis.id and self._is_lost)
        return crisis._replace(rules=tuple(dict.fromkeys((*crisis.rules, *chain.from_iterable(known)))))

    def _text(self, key: str) -> Texts | None:
        return next((m.texts[key] for m in self._all if key in m.texts and self._is_whole(m.texts[key])), None)

    def _is_whole(self, texts: Texts) -> bool:
        """In every language, and with every number that it gives, and the name of the bot."""
        named = [text.replace(BOT_NAME, self.name or BOT_NAME) for text in texts.values()]
        found = [match for text in named for match in PLACEHOLDER.finditer(text)]
        numbers = all(match["kind"] in ("number", "contact") and match["name"] in self.contacts for match in found)
        return numbers and bool(self.languages) and self.languages.keys() <= texts.keys()


def _learned(folder: Path) -> Learned | None:
    try:
        return load_fitted(folder)
    except KnowledgeError:
        return None


def _recogniser(knowledge: Knowledge, learned: Learned | None) -> Recogniser | None:
    for known in (learned, None):
        try:
            return Recogniser.of(knowledge, known)
        except Exception:  # whatever it is: without what was learned there are still rules and safe words
            continue
    return None


def _language(knowledge: Knowledge, learned: Learned | None) -> ReplyLanguage | None:
    for known in (learned, None):
        try:
            return ReplyLanguage(knowledge, LanguageGuess(knowledge, known))
        except Exception:  # there is still the language of the person's app
            continue
    return None
