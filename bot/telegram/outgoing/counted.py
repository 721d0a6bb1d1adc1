"""Counts what Telegram refuses and what does not reach it, below everything that calls it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.operating.metrics import Metrics
from bot.telegram.outgoing.http import StatusError


class CountedRequest(BaseRequest):
    """Another request object, counted. Labels are names of methods, status codes and types of errors."""

    def __init__(self, request: BaseRequest, metrics: Metrics) -> None:
        self._request, self._metrics = request, metrics

    @property
    def read_timeout(self) -> float | None:
        return self._request.read_timeout

    async def initialize(self) -> None:
        await self._request.initialize()

    async def shutdown(self) -> None:
        await self._request.shutdown()

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            status, payload = await self._request.do_request(url, *args, **kwargs)
        except TelegramError as error:
            label = str(error.status) if isinstance(error, StatusError) else type(error).__name__
            self._metrics.telegram_error(_method_of(url), label)
            raise
        if status >= HTTPStatus.BAD_REQUEST:
            self._metrics.telegram_error(_method_of(url), str(status))
        return status, payload


def _method_of(url: str) -> str:
    return url.rpartition("/")[2].partition("?")[0]
