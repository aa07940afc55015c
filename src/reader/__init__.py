"""Reader: a Chinese-English annotated reader for the terminal."""
