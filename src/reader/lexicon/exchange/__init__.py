"""Exchange: glossaries in the formats of others.

`formats` knows them by name; `tables` (CSV, TSV, OmegaT), `tbx` and `tbx_out` (TermBase eXchange), `yomitan`.
Reading never stops at the first bad row: what is sound comes out, and every problem with its line.
"""
