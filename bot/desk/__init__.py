"""`senim desk`: a local web page on which editors talk to the bot, see why it answers, and keep the knowledge right."""
