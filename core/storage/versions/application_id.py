"""The number by which SQLite's header says that a file is ours: it stands in the first version and in every check."""

APPLICATION_ID = 0x414E4255
"""ANBU."""
