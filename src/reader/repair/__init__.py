"""Repair: what content farms and converters did to a text is undone, edit by edit; the rest is left alone.

`survey` measures the document once; `repair_block` runs the rules, in order, on one block. See `rules.RULES`.
"""
