"""The tables as SQL, version by version. A file of an older version is brought up to date in its working copy."""

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from core.storage.versions import (
    v001_ledger,
    v002_saves,
    v003_right_years,
    v004_request_rule,
    v005_rules,
    v006_kinds_of_members,
    v007_organisation,
    v008_lines,
    v009_local_rules,
    v010_gaps,
    v011_schedule,
    v012_evaluation,
    v013_meetings,
    v014_resilience,
    v015_selection,
    v016_sla,
    v017_operations,
    v018_charges,
    v019_letters,
    v020_handout,
    v021_accounts,
    v022_more_letters,
    v023_handouts,
    v024_handout_days,
    v025_stages,
)
from core.version import RESOURCES

if TYPE_CHECKING:
    from sqlite_utils import Database

Versions = tuple[tuple[str, Callable[[sqlite3.Connection], None], str], ...]

VERSIONS: Versions = (
    ("m001_ledger", v001_ledger.migrate, v001_ledger.SCHEMA_HASH),
    ("m002_saves", v002_saves.migrate, v002_saves.SCHEMA_HASH),
    ("m003_right_years", v003_right_years.migrate, v003_right_years.SCHEMA_HASH),
    ("m004_request_rule", v004_request_rule.migrate, v004_request_rule.SCHEMA_HASH),
    ("m005_rules", v005_rules.migrate, v005_rules.SCHEMA_HASH),
    ("m006_kinds_of_members", v006_kinds_of_members.migrate, v006_kinds_of_members.SCHEMA_HASH),
    ("m007_organisation", v007_organisation.migrate, v007_organisation.SCHEMA_HASH),
    ("m008_lines", v008_lines.migrate, v008_lines.SCHEMA_HASH),
    ("m009_local_rules", v009_local_rules.migrate, v009_local_rules.SCHEMA_HASH),
    ("m010_gaps", v010_gaps.migrate, v010_gaps.SCHEMA_HASH),
    ("m011_schedule", v011_schedule.migrate, v011_schedule.SCHEMA_HASH),
    ("m012_evaluation", v012_evaluation.migrate, v012_evaluation.SCHEMA_HASH),
    ("m013_meetings", v013_meetings.migrate, v013_meetings.SCHEMA_HASH),
    ("m014_resilience", v014_resilience.migrate, v014_resilience.SCHEMA_HASH),
    ("m015_selection", v015_selection.migrate, v015_selection.SCHEMA_HASH),
    ("m016_sla", v016_sla.migrate, v016_sla.SCHEMA_HASH),
    ("m017_operations", v017_operations.migrate, v017_operations.SCHEMA_HASH),
    ("m018_charges", v018_charges.migrate, v018_charges.SCHEMA_HASH),
    ("m019_letters", v019_letters.migrate, v019_letters.SCHEMA_HASH),
    ("m020_handout", v020_handout.migrate, v020_handout.SCHEMA_HASH),
    ("m021_accounts", v021_accounts.migrate, v021_accounts.SCHEMA_HASH),
    ("m022_more_letters", v022_more_letters.migrate, v022_more_letters.SCHEMA_HASH),
    ("m023_handouts", v023_handouts.migrate, v023_handouts.SCHEMA_HASH),
    ("m024_handout_days", v024_handout_days.migrate, v024_handout_days.SCHEMA_HASH),
    ("m025_stages", v025_stages.migrate, v025_stages.SCHEMA_HASH),
)
"""Every version there was, the first one first."""

SCHEMA_VERSION = len(VERSIONS)
"""user_version of a file with all migrations applied: their number."""

SCHEMA_HASHES = {number: schema_hash for number, (_, _, schema_hash) in enumerate(VERSIONS, 1)}
"""What a ledger of each version is made of (core/storage/rows/digest.schema_hash), new or migrated: a file with any
other part was made by somebody else, and a trigger in it would change what is never asked for."""

BLANK = RESOURCES / "samples" / "blank.anbun.zlib"
"""The blank ledger as `packed` packs it; tests/data/make_schema.py writes it when a version is made."""

_SET = "anbuncho"
_NOTES = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n   "name" TEXT,\n'
    '   "applied_at" TEXT\n)',
    'CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"\n'
    '    ON "_sqlite_migrations" ("migration_set", "name")',
)
"""Where sqlite-utils notes which migrations a file has seen, as it makes it itself."""


def migrate(db: sqlite3.Connection) -> None:
    """Bring the database, new or of an older version, to SCHEMA_VERSION. A newer one must not come here."""
    if db.execute("SELECT 1 FROM sqlite_schema").fetchone():
        _bring_up_to_date(db)
    else:
        with closing(sqlite3.connect(":memory:")) as made:
            made.deserialize(blank())
            made.backup(db)


def blank() -> bytes:
    """Return the bytes of a ledger that nothing was put into yet and that has no identity.

    The way through all versions takes longer than anything that is then done with it, so it is gone once and kept in
    resources (`packed`); where what is kept is of other versions it is gone again, once in each run.
    """
    return _blank(VERSIONS)


@cache
def _blank(versions: Versions) -> bytes:
    return kept(BLANK, versions) or made_blank(versions)


def made_blank(versions: Versions = VERSIONS) -> bytes:
    """Return what `blank` does, made anew through all versions."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _make(db, versions)
        return db.serialize()


def packed(content: bytes) -> bytes:
    """Return a ledger as it is kept in resources: of which tables it is made (the hash of the newest version), and its
    bytes."""
    return VERSIONS[-1][2].encode() + zlib.compress(content, 9)


def kept(path: Path, versions: Versions = VERSIONS) -> bytes:
    """Return the bytes of the ledger that is kept at `path`; none where it is missing, spoilt or of other versions."""
    try:
        packed = path.read_bytes()
        made_of = versions[-1][2].encode()
        return zlib.decompress(packed[len(made_of) :]) if made_of and packed.startswith(made_of) else b""
    except (OSError, zlib.error):
        return b""


def _make(db: sqlite3.Connection, versions: Versions) -> None:
    """Make a new ledger in one go, just as sqlite-utils would, without loading it: that takes a tenth of the start."""
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in _NOTES:
            db.execute(statement)
        for number, (name, lead_to, _) in enumerate(versions, 1):
            lead_to(db)
            db.execute(f"PRAGMA user_version = {number}")
            db.execute(
                "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
                (_SET, name, str(datetime.now(UTC))),
            )
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _bring_up_to_date(db: sqlite3.Connection) -> None:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations(_SET)
    for number, (name, lead_to, _) in enumerate(VERSIONS, 1):
        migrations(name=name)(_numbered(number, lead_to))
    migrations.apply(Database(db, execute_plugins=False))


def _numbered(number: int, lead_to: Callable[[sqlite3.Connection], None]) -> "Callable[[Database], None]":
    def migration(db: "Database") -> None:
        lead_to(db.conn)
        db.execute(f"PRAGMA user_version = {number}")

    return migration


def identify(db: sqlite3.Connection, created_with: str, document_id: str = "") -> None:
    """Give a new database its identity: a document id that every copy of the file keeps, and revision 0."""
    import uuid

    values = (document_id or str(uuid.uuid4()), created_with)
    db.execute(
        "INSERT INTO meta (id, document_id, revision, content_hash, created_with, sealed_at, sealed_by)"
        " VALUES (1, ?, 0, '', ?, '', '')",
        values,
    )
