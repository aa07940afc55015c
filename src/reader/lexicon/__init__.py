"""Lexicon: what words mean.

`glossary.Glossary` holds the entries of the field; `files` reads them from YAML and says what is wrong with a file.
"""
