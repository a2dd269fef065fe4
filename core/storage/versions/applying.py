"""Making and migrating the tables, by sqlite-utils: it keeps in each file the account of what was applied to it."""

import sqlite3
from collections.abc import Callable, Iterable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

Version = tuple[str, Callable[[Database], None], str]
"""Its name in the files, what leads to it from the one before, and the hash of what it is made of."""


def apply(connection: sqlite3.Connection, versions: Iterable[Version]) -> None:
    """Apply what the database, new or of an older version, lacks of all versions."""
    migrations = Migrations("anbuncho")
    for number, (name, lead_to, _) in enumerate(versions, 1):
        migrations(name=name)(_numbered(number, lead_to))
    migrations.apply(Database(connection, execute_plugins=False))


def _numbered(number: int, lead_to: Callable[[Database], None]) -> Callable[[Database], None]:
    def migration(db: Database) -> None:
        lead_to(db)
        db.execute(f"PRAGMA user_version = {number}")

    return migration
