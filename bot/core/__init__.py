"""Everything that decides.

Pure: plain data in, plain data out. No Telegram, YAML, environment, clock, randomness, logging or network;
`tests/core/test_purity.py` proves it.
"""
