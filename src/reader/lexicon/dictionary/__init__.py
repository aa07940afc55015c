"""Dictionaries: files of many formats, indexed in SQLite, behind one look-up.

`cedict`, `table`, `yomitan` and `stardict` read files into records, `formats` tells which of them a file is for;
`build` indexes records, `store` asks the index; `shelf` holds the stores in the person's order; `lookup` is the engine.
"""
