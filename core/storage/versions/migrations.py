"""The tables as SQL, version by version. A file of an older version is brought up to date in its working copy."""

import sqlite3
import uuid
from typing import TYPE_CHECKING

from core.storage.versions import v001_ledger, v002_saves

if TYPE_CHECKING:
    from core.storage.versions.applying import Version

VERSIONS: "tuple[Version, ...]" = (
    ("m001_ledger", v001_ledger.migrate, v001_ledger.SCHEMA_HASH),
    ("m002_saves", v002_saves.migrate, v002_saves.SCHEMA_HASH),
)
"""Every version there was, the first one first."""

SCHEMA_VERSION = len(VERSIONS)
"""user_version of a file with all migrations applied: their number."""

SCHEMA_HASHES = {number: schema_hash for number, (_, _, schema_hash) in enumerate(VERSIONS, 1)}
"""What a ledger of each version is made of (core/storage/rows/digest.schema_hash), new or migrated: a file with any
other part was made by somebody else, and a trigger in it would change what is never asked for."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database, new or of an older version, to SCHEMA_VERSION. A newer one must not come here.

    sqlite-utils, which does it, is loaded only here: a file of this version opens without it.
    """
    from core.storage.versions.applying import apply

    apply(connection, VERSIONS)


def identify(connection: sqlite3.Connection, created_with: str, document_id: str = "") -> None:
    """Give a new database its identity: a document id that every copy of the file keeps, and revision 0."""
    values = (document_id or str(uuid.uuid4()), created_with)
    connection.execute(
        "INSERT INTO meta (id, document_id, revision, content_hash, created_with, sealed_at, sealed_by)"
        " VALUES (1, ?, 0, '', ?, '', '')",
        values,
    )
