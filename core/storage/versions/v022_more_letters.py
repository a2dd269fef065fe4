"""Version 22: charges, claims, scoring, selection and improvements have letters of their own, and a fixed sheet says
which number its last letter bears."""

import sqlite3

SCHEMA_HASH = "f9ef94f476b1ec13765cce5f861ac4991c2d214b43e4d221433516f6bb01e477"

_KINDS = ("notice", "questionnaire", "reminder", "gap-inquiry", "improvement-inquiry")
_NEW_KINDS = ("charge-notice", "charge-claims", "settlement-notice", "score-sheets", "evaluation-notice")
_SORTS = ("notice", "inquiry", "request", "reminder", "answer", "claim")


def migrate(db: sqlite3.Connection) -> None:
    """Let the table of texts know the new letters, with the rows that are there; of older sheets the last number is not
    known."""
    kinds, sorts = (", ".join(f"'{word}'" for word in words) for words in (_KINDS + _NEW_KINDS, _SORTS))
    db.execute(
        f"""
        CREATE TABLE letters_anew (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL UNIQUE CHECK (kind IN ({kinds})),
            subject TEXT NOT NULL,
            sort TEXT NOT NULL CHECK (sort IN ({sorts})),
            body TEXT NOT NULL,
            particulars TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("INSERT INTO letters_anew SELECT id, kind, subject, sort, body, particulars FROM letters")
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'letters_anew'")
    db.execute("INSERT INTO sqlite_sequence SELECT 'letters_anew', seq FROM sqlite_sequence WHERE name = 'letters'")
    db.execute("DROP TABLE letters")
    db.execute("ALTER TABLE letters_anew RENAME TO letters")
    db.execute("ALTER TABLE fixed_sheets ADD COLUMN last_number TEXT NOT NULL DEFAULT ''")
