"""The reader in the terminal; the one home of Textual."""
