"""Answer files, workbooks and CSV files, made from the sample and then spoilt in every way that comes to mind."""

import io
import random
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from core.exchange.csv_files import csv_bytes, ledger_grids
from core.exchange.questionnaire_book import questionnaire_book, read_questionnaire
from core.exchange.sources import read_source
from core.exchange.workbook import workbook
from core.model.answer_file import AnswerFile, issued_hash, seal_hash
from core.model.book import Book
from core.model.council import Municipality
from core.model.links import Link
from core.model.machine.changes import ChangeSet, Insert
from core.model.machine.faults import Faults
from core.model.machine.grids import SourceRefused
from core.model.machine.records import to_row
from core.model.meetings import AgendaItem, Attendance, Decision
from core.model.organisation import Tenure
from core.model.registry import table_of
from core.operations.answers.answering_file import filled
from core.operations.answers.issuing import IssueTerms, issue
from core.operations.answers.taking import plan_take
from core.operations.intake import plan_file
from core.operations.returning import Returned, TakeStatus
from core.sample import sample
from core.storage.answer_file import answer_file_bytes, read_answer_bytes
from core.storage.disk.errors import CannotOpen


@dataclass(frozen=True, slots=True)
class Originals:
    """A ledger from which an answer file was issued, and what went out of it."""

    book: Book
    file: AnswerFile
    answer_file: bytes
    questionnaire: bytes
    workbook: bytes
    csv: bytes


def originals() -> Originals:
    """Return the sample with one distribution, and its files."""
    book = Book({})
    book.apply(sample())
    rows = (Tenure(1, 1, "氏名"), AgendaItem(1, 1, "議題"), Attendance(1, 1, 1), Decision(1, 1, "決定"))
    for row in (*rows, Link(1, "decisions#1", "customizations#1"), Link(2, "bodies#1", "decisions#1")):
        book.apply(ChangeSet("", (Insert(table_of(type(row)).name, to_row(row)),)))
    terms = IssueTerms("甲", 3, "2026-11-23T09:00:00", "事務局", "按分帳")
    issued = issue(book, [next(iter(book.all(Municipality).values()))], ["配布1"], terms)
    assert not isinstance(issued, Faults)
    book.apply(issued.change_set)
    (file,) = issued.files
    csv = csv_bytes(next(grid for grid in ledger_grids(book) if grid.name == "カスタマイズ"))
    return Originals(book, file, answer_file_bytes(file), questionnaire_book(file), workbook(book, "甲", 3), csv)


def check_answer_file(made: Originals, content: bytes) -> None:
    """Read a spoilt answer file as `take` does; what is accepted must be what was sealed."""
    try:
        file = read_answer_bytes(content, "回答.anbun-answer")
    except CannotOpen:
        return
    assert issued_hash(file) == issued_hash(made.file)
    assert seal_hash(file) == seal_hash(made.file), "a change went unseen"
    _take(made, file)


def check_questionnaire(made: Originals, content: bytes) -> None:
    """Read a spoilt questionnaire as `take` does; what was issued must be what was sealed."""
    try:
        found = read_questionnaire(content)
    except SourceRefused:
        return
    assert issued_hash(found.file) == issued_hash(made.file), "a change went unseen"
    file = filled(found.file, found.texts, found.who, "")
    if not isinstance(file, Faults):
        _take(made, file)


def _take(made: Originals, file: AnswerFile) -> None:
    plan = plan_take(made.book, "甲", [Returned("x", file)], "事務局", "2026-11-24T09:00:00")
    assert {one.status for one in plan.files} <= set(TakeStatus)


def check_import(name: str) -> Callable[[Originals, bytes], None]:
    """Return what reads a spoilt workbook or CSV as `import` does, without changing anything."""

    def check(made: Originals, content: bytes) -> None:
        try:
            source = read_source(content, name)
        except SourceRefused:
            return
        plan_file(made.book, "甲", source)

    return check


Mutation = Callable[[random.Random, bytes], bytes]


def flip_bits(draw: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(draw.choice([1, 1, 2, 8, 64])):
        spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    return bytes(spoilt)


def cut(draw: random.Random, content: bytes) -> bytes:
    return content[: draw.randrange(len(content))]


def lengthen(draw: random.Random, content: bytes) -> bytes:
    at = draw.randrange(len(content))
    return content[:at] + draw.randbytes(draw.choice([1, 16, 4096])) + content[at:]


def repeat_a_piece(draw: random.Random, content: bytes) -> bytes:
    start = draw.randrange(len(content))
    end = min(len(content), start + draw.randrange(1, 512))
    return content[:end] + content[start:end] * draw.randrange(1, 50) + content[end:]


def overwrite_numbers(draw: random.Random, content: bytes) -> bytes:
    spoilt = bytearray(content)
    for _ in range(draw.randrange(1, 8)):
        at = draw.randrange(len(spoilt) - 8)
        value = draw.choice([0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, draw.getrandbits(32)])
        spoilt[at : at + 4] = value.to_bytes(4, "big" if draw.random() < 0.5 else "little")
    return bytes(spoilt)


BYTES: tuple[Mutation, ...] = (flip_bits, flip_bits, cut, lengthen, repeat_a_piece, overwrite_numbers)

_STATEMENTS = (
    "UPDATE {table} SET {column} = {value}",
    "UPDATE {table} SET {column} = {value} WHERE rowid = (SELECT min(rowid) FROM {table})",
    "DELETE FROM {table}",
    "INSERT INTO {table} DEFAULT VALUES",
    "ALTER TABLE {table} ADD COLUMN more TEXT",
    "CREATE TRIGGER boom AFTER UPDATE ON {table} BEGIN DELETE FROM answers; END",
    "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    "DROP TABLE {table}; CREATE VIEW {table} AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT i AS id, randomblob(1000000) AS {column} FROM n",
    "CREATE INDEX extra ON {table} ({column})",
    "CREATE TABLE extra AS SELECT zeroblob(100000) AS content",
    "CREATE VIRTUAL TABLE words USING fts5(content)",
    "PRAGMA user_version = {number}",
    "PRAGMA application_id = {number}",
)
_VALUES = (
    "NULL",
    "''",
    "'実施'",
    "-1",
    "9223372036854775807",
    "1.5",
    "x'00ff'",
    "zeroblob(3000000)",
    "'a' || char(0) || 'b'",
)


def with_sql(draw: random.Random, content: bytes) -> bytes:
    """Change an answer file as somebody would who knows SQL; strictness is switched off in its schema first."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        connection.execute("PRAGMA writable_schema = ON")
        if draw.random() < 0.5:
            connection.execute("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '')")
        for _ in range(draw.randrange(1, 3)):
            table = draw.choice(["seal", "issue", "requests", "quotes", "answers", "answering", "history"])
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] or ["id"]
            statement = draw.choice(_STATEMENTS).format(
                table=table, column=draw.choice(columns), value=draw.choice(_VALUES), number=draw.getrandbits(31)
            )
            try:
                connection.executescript(statement)
            except sqlite3.Error:
                continue
        return connection.serialize()


_TEXTS = (
    b"",
    b"1e999",
    b"-1",
    b"NaN",
    b"99999999999999999999",
    b"<f>1+1</f>",
    b"&#0;",
    b"&bomb;",
    b"\xff\xfe",
    b"A" * 40_000,
)
_SPOTS = (b"<v>", b"<t>", b'r="', b's="', b't="', b'ref="', b'count="', b'r:id="', b'Target="', b'sheetId="', b'name="')


def with_xml(draw: random.Random, content: bytes) -> bytes:
    """Change the XML inside a workbook and pack it again."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as spoilt:
        names = archive.namelist()
        victim = draw.choice([name for name in names if name.startswith("xl/")])
        for name in names:
            part = archive.read(name)
            if name == victim:
                if draw.random() < 0.1:
                    continue
                part = _spoil_xml(draw, part)
            spoilt.writestr(name, part)
    return output.getvalue()


def _spoil_xml(draw: random.Random, part: bytes) -> bytes:
    way = draw.randrange(6)
    spot = draw.choice(_SPOTS)
    at = part.find(spot, draw.randrange(max(len(part), 1)))
    if way == 0 and at >= 0:
        end = min((p for p in (part.find(b"<", at + len(spot)), part.find(b'"', at + len(spot))) if p >= 0), default=at)
        return part[: at + len(spot)] + draw.choice(_TEXTS) + part[end:]
    if way == 1:
        return part.replace(
            b'r="B2"', b'r="%s"' % draw.choice([b"XFD1048576", b"ZZZZ1", b"A0", b"B99999999999", b"", b"2"])
        )
    if way == 2:
        entity = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY bomb "' + b"&a;" * 1000 + b'">]>'
        return part.replace(b"?>", b"?>" + entity, 1)
    if way == 3:
        return part.replace(b"</sheetData>", b'<row r="9">' * draw.randrange(1, 2000) + b"</sheetData>")
    if way == 4 and at >= 0:
        return part[:at] + part[at : at + 200] * draw.randrange(2, 500) + part[at:]
    return flip_bits(draw, part) if part else part


_LINES = (
    b'"',
    b'""""',
    b"\r",
    b"\0",
    b",,,,,,",
    b"\xef\xbb\xbf",
    b"\xff",
    "９９９兆円".encode(),
    b"=cmd|'/c calc'!A0",
    b"1-2",
)


def with_cells(draw: random.Random, content: bytes) -> bytes:
    """Change cells of a CSV file."""
    lines = content.split(b"\r\n")
    for _ in range(draw.randrange(1, 5)):
        at = draw.randrange(len(lines))
        cells = lines[at].split(b",")
        cells[draw.randrange(len(cells))] = draw.choice(_LINES) * draw.choice([1, 1, 100])
        lines[at] = b",".join(cells)
    if draw.random() < 0.2:
        lines *= draw.randrange(2, 20)
    return b"\r\n".join(lines)


def zip_bomb(size: int, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a small archive one part of which unpacks to `size` bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open(name, "w", force_zip64=True) as part:
            block = b" " * 1_000_000
            for _ in range(size // len(block)):
                part.write(block)
    return output.getvalue()
