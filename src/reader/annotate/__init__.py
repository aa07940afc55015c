"""Annotate: which terms stand where.

`match.Matcher` finds them in a text; `stage.annotate_block` notes them on a block.
"""
