"""All methods of the Bot API that the fake knows."""

from __future__ import annotations

from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from .chat_methods import ChatMethods
from .message_methods import MessageMethods
from .profile_methods import ProfileMethods
from .records import Json
from .refusals import Refusal
from .update_methods import UpdateMethods

if TYPE_CHECKING:
    from .fake import FakeTelegram


class Methods:
    """Any other method is unknown, as at Telegram."""

    def __init__(self, telegram: FakeTelegram) -> None:
        groups = (MessageMethods, ChatMethods, UpdateMethods, ProfileMethods)
        self._by_name = {name: do for group in groups for name, do in group(telegram).by_name.items()}
        self._by_name |= dict.fromkeys(("logOut", "close"), lambda _: True)

    async def run(self, method: str, p: Json) -> Any:
        """Do one method and give its result."""
        if method not in self._by_name:
            raise Refusal(404, "Not Found")
        result = self._by_name[method](p)
        return await result if isawaitable(result) else result
