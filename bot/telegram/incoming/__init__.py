"""How updates come from Telegram, by long polling or by the webhook, and what each of them says."""
