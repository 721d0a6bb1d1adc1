"""Senim: a Telegram bot that answers, in three languages, from curated knowledge."""

__version__ = "0.1.0"
