"""Running the bot: its metrics, health and memory, how a changed knowledge is loaded and tried, and how findings of an
examination are told.
"""
