"""The page, and what lies over it when it is asked for."""
