"""What a file that is no ledger seems to be, in words for people: by its first bytes, never by its name alone."""

from pathlib import Path

_ANSWER_FILE = 0x414E4241
"""The application id of an answer file (core/storage/answer_file.py)."""

_SQLITE = b"SQLite format 3\0"
_BEGINNINGS = (
    (b'{"kind": "anbuncho-log-', "締め切った変更履歴"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "古い形式のExcel・Word文書(またはパスワード付きの文書)"),
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "画像(PNG)"),
    (b"\xff\xd8\xff", "画像(JPEG)"),
    (b"GIF8", "画像(GIF)"),
    (b"BM", "画像(BMP)"),
    (b"MZ", "プログラム(.exeなど)"),
    (b"\x1f\x8b", "圧縮ファイル(gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "圧縮ファイル(7-Zip)"),
    (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", "SQLiteの作業用ファイル(journal)"),
    (b"7\x7f\x06\x82", "SQLiteの作業用ファイル(WAL)"),
)
_PACKED = (("xl/", "Excelブック"), ("word/", "Word文書"), ("ppt/", "PowerPoint文書"))
_ENCODINGS = ("utf-8", "cp932")
_ENOUGH = 4_096


def seems(path: Path) -> str:
    """Return what the file seems to be, for a sentence like …のようです. Raises OSError."""
    with path.open("rb") as file:
        beginning = file.read(_ENOUGH)
    if beginning.startswith(_SQLITE):
        is_answer_file = int.from_bytes(beginning[68:72], "big") == _ANSWER_FILE
        return "回答ファイル" if is_answer_file else "ほかのプログラムのデータベース(SQLite)"
    if beginning.startswith(b"PK"):
        return _packed(path)
    for mark, name in _BEGINNINGS:
        if beginning.startswith(mark):
            return name
    return "テキストかCSV" if _is_text(beginning) else "種類の分からないファイル"


def _packed(path: Path) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return "途中で切れたZIP書庫かOffice文書"
    for folder, name in _PACKED:
        if any(one.startswith(folder) for one in names):
            return name
    return "ZIP書庫"


def _is_text(beginning: bytes) -> bool:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in beginning:
        return False
    # The last letter may be cut.
    for cut in range(4):
        for encoding in _ENCODINGS:
            try:
                beginning[: len(beginning) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
