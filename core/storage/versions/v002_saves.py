"""Version 2: which save brought which entries of the change log into the file."""

import sqlite3

SCHEMA_HASH = "e32e75f405e93a8363136d82709766a20ca09dd44bc078ae16222ba0d81d4cff"


def migrate(db: sqlite3.Connection) -> None:
    """Add the table of saves; of the entries that are there the time is unknown."""
    db.execute("CREATE TABLE saves (last_entry INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT")
    db.execute("INSERT INTO saves SELECT max(id), '' FROM change_log HAVING max(id) IS NOT NULL")
