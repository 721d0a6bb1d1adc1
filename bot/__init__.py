"""Senim: a Telegram bot that answers, in three languages, from curated knowledge.

Each folder says at its beginning what it is for. Beside the folders stand only what any of them may need and none owns
(`clock.py`, `logs.py`, `replacing.py` and `settings.py`, which know nothing of the rest), and `conversation.py`, the
talk that the terminal and the desk lead with a dialogue.
"""

__version__ = "0.1.0"
