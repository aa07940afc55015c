"""The reader in a browser; the one home of textual-serve and of aiohttp."""
