"""Reads a knowledge folder: YAML files in, a `Knowledge` or every fault at once out."""

from bot.loading.faults import Fault, KnowledgeError
from bot.loading.folder import load_knowledge, shipped_folder

__all__ = ["Fault", "KnowledgeError", "load_knowledge", "shipped_folder"]
