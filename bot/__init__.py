"""Senim: a Telegram bot that answers, in three languages, from curated knowledge.

Each folder says at its beginning what it is for. Beside the folders stand only what any of them may need and none owns
(`clock`, `logs`, `replacing` and `settings`, which know nothing of the rest), and the examination of `senim doctor`,
which knows nearly all.
"""

__version__ = "0.1.0"
