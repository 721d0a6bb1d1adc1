"""Running the bot: its log, counts, health, self-check, and loading changed knowledge."""
