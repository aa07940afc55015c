"""Pages out of files: folders, JSON lines, Parquet, WARC; every page gives one record, also where it is damaged."""
