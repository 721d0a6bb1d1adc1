"""How a reply gets to Telegram, once, and what is kept of it."""
