"""What a message holds that is no text."""

from __future__ import annotations

from typing import Any

from .records import Json

FILE: Json = {"file_id": "FILE", "file_unique_id": "F", "duration": 3, "width": 90, "height": 60}
MEDIA: dict[str, Any] = {
    **dict.fromkeys(("voice", "audio", "video", "animation", "document"), FILE),
    "photo": [FILE],
    "video_note": {**FILE, "length": 240},
    "sticker": {**FILE, "type": "regular", "is_animated": False, "is_video": False},
    "contact": {"phone_number": "+491700000000", "first_name": "Ivan"},
    "location": {"latitude": 52.5, "longitude": 13.4},
    "dice": {"emoji": "🎲", "value": 4},
    "poll": {"id": "1", "question": "?", "options": [], "total_voter_count": 0, "type": "regular"}
    | dict.fromkeys(("is_closed", "is_anonymous", "allows_multiple_answers", "allows_revoting", "members_only"), False),
}
