from __future__ import annotations

from bot.core.knowledge import Knowledge
from bot.measuring.phrases_apart import keep_apart


def all_phrases(knowledge: Knowledge) -> list[str]:
    return [p for e in knowledge.entries.values() for listed in e.phrases.values() for p in listed]


def test_about_a_quarter_of_the_phrases_is_kept_apart_and_none_is_lost(small_knowledge: Knowledge) -> None:
    rest, apart = keep_apart(small_knowledge)
    phrases = [q.text for q in apart if q.in_scope]

    assert sorted(all_phrases(rest) + phrases) == sorted(all_phrases(small_knowledge))
    assert 0.1 < len(phrases) / len(all_phrases(small_knowledge)) < 0.4


def test_each_is_labelled_with_where_it_stood(small_knowledge: Knowledge) -> None:
    _, apart = keep_apart(small_knowledge)
    wrong = [
        q for q in apart if q.in_scope and q.text not in small_knowledge.entries[q.expected.label].phrases[q.language]
    ]

    assert wrong == []


def test_examples_of_distress_are_kept_apart_too(small_knowledge: Knowledge) -> None:
    rest, apart = keep_apart(small_knowledge)
    examples = [e for c in rest.crisis.values() for listed in c.examples.values() for e in listed]

    assert any(q.is_crisis for q in apart)
    assert not {q.text for q in apart} & set(examples)
