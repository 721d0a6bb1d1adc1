"""`python -m bot` is the same program as `senim`."""

from bot.cli import main

main()
