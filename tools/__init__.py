"""Programs that make the data files of Reader from their sources."""
