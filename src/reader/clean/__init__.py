"""Finds the article: a decoded page in, its blocks and its title out, and a verdict for whatever was left out.

``stage.clean`` is the way in. Text pages and HTML pages become the same candidates (``lines``; ``tree``, ``splitter``
and ``pages``). For each of them ``features`` puts together what it says itself (``figures``) and what stands around it
(``places``, ``names``); ``forest`` scores that, ``judge`` keeps or drops, ``verdicts`` tells why, ``refusal`` tells a
page that has no article. ``taught`` lays a reader's rules over the verdicts (``address``, ``selected``, ``glob``;
``proposals`` makes rules to choose from), ``repeats`` folds what is said again. ``fragment`` reads the structure of the
kept part of an HTML page, ``links`` and ``entries`` its links and posts, ``head`` what the page says
of itself. The model, data/cleaner.json, is made by tools/train_cleaner.py.
"""
