"""The tables as SQL, version by version. A file of an older version is brought up to date in its working copy."""

import uuid
from collections.abc import Callable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from core.storage.versions import v001_ledger, v002_saves

_VERSIONS: tuple[tuple[str, Callable[[Database], None], str], ...] = (
    ("m001_ledger", v001_ledger.migrate, v001_ledger.SCHEMA_HASH),
    ("m002_saves", v002_saves.migrate, v002_saves.SCHEMA_HASH),
)
"""Each version's name in the files, what leads to it from the one before, and the hash of what it is made of."""

SCHEMA_VERSION = len(_VERSIONS)
"""user_version of a file with all migrations applied: their number."""

SCHEMA_HASHES = {number: schema_hash for number, (_, _, schema_hash) in enumerate(_VERSIONS, 1)}
"""What a ledger of each version is made of (core/storage/rows/digest.schema_hash), new or migrated: a file with any
other part was made by somebody else, and a trigger in it would change what is never asked for."""

MIGRATIONS = Migrations("anbuncho")


def migrate(db: Database) -> None:
    """Bring the database, new or of an older version, to SCHEMA_VERSION. A newer one must not come here."""
    MIGRATIONS.apply(db)


def identify(db: Database, created_with: str, document_id: str = "") -> None:
    """Give a new database its identity: a document id that every copy of the file keeps, and revision 0."""
    values = (document_id or str(uuid.uuid4()), created_with)
    db.execute(
        "INSERT INTO meta (id, document_id, revision, content_hash, created_with, sealed_at, sealed_by)"
        " VALUES (1, ?, 0, '', ?, '', '')",
        values,
    )


def _numbered(number: int, lead_to: Callable[[Database], None]) -> Callable[[Database], None]:
    def migration(db: Database) -> None:
        lead_to(db)
        db.execute(f"PRAGMA user_version = {number}")

    return migration


for _number, (_name, _lead_to, _) in enumerate(_VERSIONS, 1):
    MIGRATIONS(name=_name)(_numbered(_number, _lead_to))
