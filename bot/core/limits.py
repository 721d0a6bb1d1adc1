"""Limits that several modules share, so that they change together: three probabilities of what is asked, and an alarm.

A limit of one module stands in that module; the alarm from which help comes at all is learned by `senim fit`
(`thresholds.py`).
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
PLAIN_RUN = 2.0
"""Alarm from which a run of words within a long sentence counts by itself."""
