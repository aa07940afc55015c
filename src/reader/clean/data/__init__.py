"""The data of this room, read by `forest`."""
