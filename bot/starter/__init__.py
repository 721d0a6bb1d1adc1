"""Makes a knowledge folder for another event; the files beside this one are what it holds of its own."""

from bot.starter.folder import NotEmptyError, write_starter

__all__ = ["NotEmptyError", "write_starter"]
