"""Version 21: cost items of a year stand in the accounts under 款, 項, 目 and 節."""

import sqlite3

SCHEMA_HASH = "821c8695f4cb4976e6a7062c2283f8a2e593b71345cea184f99ab42597d7f049"

_COLUMNS = ("chapter", "article", "paragraph", "section")


def migrate(db: sqlite3.Connection) -> None:
    """Add the columns; of the items that are there nobody said where they stand."""
    for name in _COLUMNS:
        db.execute(f"ALTER TABLE year_items ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
