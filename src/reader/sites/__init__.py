"""What a reader has taught about sites: files of rules (YAML), read and added to."""
