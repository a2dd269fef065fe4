"""A PDF whose many small objects stand in streams (ISO 32000-1, 7.5.7): a table of 100,000 cells has as many elements,
and one by one they would make the file five times as large."""

import zlib
from collections.abc import Sequence
from itertools import accumulate
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc

from core.printing.pdf.tagging import Tagging

_AT_ONCE = 4_096
"""So many objects go into one stream."""
_LEVEL = 1
"""How hard is tried to make them small: they repeat themselves so much that trying on gains little."""

_NEXT, _CARRY = b"\2\0\0\0\0\0\0\1", b"\2\0\0\0\0\0\1\1"
_RUN = (_NEXT * 255 + _CARRY) * (_AT_ONCE // 256)
"""The places of objects in one stream, each as the difference to the one before: only the last two bytes count on."""


def packed(document: Any, tagging: Tagging) -> bytes:
    """Return the bytes of ReportLab's document, as its own `format` would, but with the structure in streams of
    objects, and the places of all objects in one more."""
    document.encrypt.prepare(document)
    catalog, info = (document.Reference(one).format(document).decode() for one in (document.Catalog, document.info))
    document.__accum__ = file = pdfdoc.PDFFile(document._pdfVersion)
    entries, root = [pack(">BIH", 0, 0, 65_535)], 0
    while (name := document.numberToId.get(len(entries))) is not None:
        one = document.idToObject[name]
        if one is tagging.root:
            root = len(entries)
            entries.append(b"")
        else:
            entries.append(pack(">BIH", 1, file.add(pdfdoc.PDFIndirectObject(name, one).format(document)), 0))
    del document.__accum__
    first = len(entries)
    objects = tagging.objects(root, first)
    numbers = [root, *range(first, first + len(objects) - 1)]
    streams = first + len(objects) - 1
    entries[root] = pack(">BIH", 2, streams, 0)
    runs, behind = [], []
    for number, at in enumerate(range(0, len(objects), _AT_ONCE), streams):
        some = objects[at : at + _AT_ONCE]
        which = numbers[at : at + _AT_ONCE]
        runs.append((pack(">BIH", 2, number, int(at == 0)), len(some) - (at == 0)))
        behind.append(pack(">BIH", 1, file.add(_of_objects(number, which, some)), 0))
    place, size = file.offset, streams + len(behind) + 1
    behind.append(pack(">BIH", 1, place, 0))
    identity = document.ID().decode("latin-1").partition("%")[0].strip()
    said = f"/Type/XRef/Size {size}/W[1 4 2]/Root {catalog}/Info {info}/ID{identity}"
    said += "/DecodeParms<</Predictor 12/Columns 7>>"
    file.add(_stream(size - 1, said, zlib.compress(_differences(entries, runs, behind))))
    file.add(f"startxref\n{place}\n%%EOF\n")
    written: bytes = file.format(document)
    return written


def _of_objects(number: int, numbers: Sequence[int], objects: Sequence[str]) -> bytes:
    """Return a stream of objects, each of which is all ASCII, with their numbers."""
    places = accumulate(map(len, objects), initial=0)
    head = " ".join(map("%d %d".__mod__, zip(numbers, places, strict=False)))
    data = zlib.compress(f"{head}\n{''.join(objects)}".encode("ascii"), _LEVEL)
    return _stream(number, f"/Type/ObjStm/N {len(objects)}/First {len(head) + 1}", data)


def _stream(number: int, said: str, data: bytes) -> bytes:
    head = f"{number} 0 obj\n<<{said}/Filter/FlateDecode/Length {len(data)}>>\nstream\n"
    return head.encode("latin-1") + data + b"\r\nendstream\nendobj\n"


def _differences(entries: Sequence[bytes], runs: Sequence[tuple[bytes, int]], behind: Sequence[bytes]) -> bytes:
    """Return all places, each as the difference to the one before; of `runs` the first place and how many there are."""
    code, before = [], bytes(7)
    for entry in entries:
        code.append(_difference(before, entry))
        before = entry
    for entry, count in runs:
        if count:
            at = int.from_bytes(entry[5:], "big")
            code += (_difference(before, entry), _RUN[8 * at : 8 * (at + count - 1)])
            before = entry[:5] + (at + count - 1).to_bytes(2, "big")
    for entry in behind:
        code.append(_difference(before, entry))
        before = entry
    return b"".join(code)


def _difference(before: bytes, entry: bytes) -> bytes:
    return b"\2" + bytes([(now - then) & 255 for then, now in zip(before, entry, strict=True)])
