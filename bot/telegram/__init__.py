"""The only part that knows Telegram: updates in, replies out."""
