"""Running the bot: its metrics, health and memory, and how a changed knowledge is loaded and tried."""
