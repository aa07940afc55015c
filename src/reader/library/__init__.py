"""Library: what is remembered about the person, in one SQLite file in the folder for a person's data.

`open_library` opens it, mends it when it is damaged, and brings it to the present schema; `Words` keeps which words
the person knows.
"""
