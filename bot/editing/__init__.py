"""What the terminal and the desk share for whoever edits and tries a knowledge: a talk without Telegram, the languages
in which editors are addressed, and what was changed since the last commit.
"""
