"""Library: what is remembered about the person, in one SQLite file in the folder for a person's data.

`Library` (`reader.library.library`) opens it, mends a damaged one and brings it to the present schema. Its parts:

    documents    what was read: by content, with its pages, its position, what was decided about it
    marks        letters and bookmarks      highlights   ranges in a colour      notes    in the person's words
    words        which are known, being learned or ignored; the sentences they were met in
    history      what was opened and looked up, when

Places are `anchors.Anchor`s; `anchors.Places` makes them in a document and finds them in a later edition of it.
"""
