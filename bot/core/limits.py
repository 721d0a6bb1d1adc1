"""How sure it must be what is asked: the probabilities that several modules go by, so that they move together.

What only one module weighs stands there; of alarms only `senim fit` knows the thresholds (`thresholds.py`).
"""

from __future__ import annotations

CLEAR = 0.8
"""Understood: it is answered without what else may have been meant, is one of several things that a message asks, and
outweighs a faint alarm.
"""
PLAIN = 0.95
"""It can hardly mean anything else, even just after help, or beside another question that no word joins to it."""
CERTAIN = 0.97
"""It stands for itself, whatever was shown or offered before."""
