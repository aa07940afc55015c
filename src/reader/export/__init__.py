"""Export: a document as text, Markdown or JSON; siblings over one walk.

An exporter is a function ``(document, policy) → str``; `formats.EXPORTERS` names them.
"""
