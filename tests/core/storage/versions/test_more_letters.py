"""The texts of letters go on as they were in version 22, which knows more letters."""

import sqlite3

from core.storage.versions import v022_more_letters
from core.storage.versions.migrations import VERSIONS


def test_the_words_of_a_ledger_stay_and_no_id_is_used_again() -> None:
    db = sqlite3.connect(":memory:", isolation_level=None)
    before = [name for name, _, _ in VERSIONS].index("m022_more_letters")
    for _, lead_to, _ in VERSIONS[:before]:
        lead_to(db)
    rows = [(3, "notice", "件名", "answer", "本文", "記書き"), (7, "reminder", "", "reminder", "", "")]
    db.executemany("INSERT INTO letters VALUES (?, ?, ?, ?, ?, ?)", rows)
    db.execute("DELETE FROM letters WHERE id = 7")
    v022_more_letters.migrate(db)
    assert db.execute("SELECT * FROM letters").fetchall() == rows[:1]
    new = "INSERT INTO letters (kind, subject, sort, body, particulars) VALUES ('charge-claims', '', 'claim', '', '')"
    assert db.execute(new).lastrowid == 8
    assert db.execute("SELECT count(*) FROM sqlite_sequence WHERE name LIKE 'letters%'").fetchone() == (1,)
    db.close()
