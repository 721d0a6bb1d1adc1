"""Running the bot: its log, counts, health, self-check, and taking up changed knowledge."""
