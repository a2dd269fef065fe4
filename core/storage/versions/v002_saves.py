"""Version 2: which save brought which entries of the change log into the file."""

import sqlite3

SCHEMA_HASH = "8dadad16a6489aa7e6db905839eb384f8e50db1ac01303a47af67f368698122d"


def migrate(db: sqlite3.Connection) -> None:
    """Add the table of saves; of the entries that are there the time is unknown."""
    db.execute("CREATE TABLE saves (last_entry INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO saves SELECT max(id), '' FROM change_log HAVING max(id) IS NOT NULL")
