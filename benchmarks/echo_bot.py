"""The smallest bot that python-telegram-bot makes, with its own HTTP client: what Senim's speed is compared with."""

from __future__ import annotations

import os

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.effective_message:
        await update.effective_message.reply_text(update.effective_message.text or "?")


def main() -> None:
    root, concurrent = os.environ["TELEGRAM_API_URL"], int(os.environ.get("CONCURRENT", "0"))
    app = (
        ApplicationBuilder()
        .token(os.environ["TELEGRAM_TOKEN"])
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .concurrent_updates(concurrent or False)
        .connection_pool_size(256)
        .pool_timeout(60)
        .build()
    )
    app.add_handler(MessageHandler(filters.ALL, echo))
    app.run_polling()


if __name__ == "__main__":
    main()
