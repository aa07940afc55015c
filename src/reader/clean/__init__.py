"""Finds the article: a decoded page in, its blocks and its title out, and a verdict for whatever was left out.

``stage.clean`` is the way in. Text pages and HTML pages become the same candidates (``lines``, ``tree``), which one
judge (``judge``, by the figures of ``figures`` and the rules of ``verdicts``) keeps or drops; ``fragment`` reads the
structure of the kept part of an HTML page, ``head`` what the page says of itself.
"""
