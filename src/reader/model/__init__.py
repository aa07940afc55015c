"""The data that every room shares; this package knows no other."""
