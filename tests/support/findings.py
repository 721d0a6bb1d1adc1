"""What `senim doctor` finds, as its tests look at it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.doctor.findings import Finding

Examine = Callable[..., Awaitable[list[Finding]]]
"""The findings under these settings."""


def faults_of(findings: list[Finding]) -> dict[str, str]:
    return {finding.about: finding.what for finding in findings if finding.level == "fault"}
