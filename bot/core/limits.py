"""Limits that several modules share, so that they change together: three probabilities of what is asked.

A limit of one module stands in that module; the alarm from which help comes at all is learned by `senim fit`
(`thresholds.py`).
"""

from __future__ import annotations

CLEAR = 0.8
"""The question is understood: it is answered without alternatives, counts as one of several questions in a message, and
outweighs a faint alarm.
"""
PLAIN = 0.95
"""The question can hardly mean anything else, even just after help, or beside another one that no word joins to it."""
CERTAIN = 0.97
"""The question is understood by itself, whatever was shown or offered before."""
