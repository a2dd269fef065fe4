"""What signs and digits stand for in a table of words: a legend that says otherwise than the ledger reads them, and
digits of which nothing says that they are words at all."""

import unicodedata
from collections.abc import Iterable, Iterator

from core.model.machine.faults import Fault, Refused
from core.model.machine.grids import GridCell, csv_text, is_blank
from core.model.machine.kinds import OneOf
from core.model.values.words import Word
from core.pattern import pattern

_PAIR = pattern(r"([0-9○◯〇◎●×✕△▲?])\s*(?:[:=はが.、…・]|-+>|→)\s*([^\s0-9○◯〇◎●×✕△▲,、。;；/／()「」・]+)")


def legend_asks(kind: OneOf, label: str, texts: Iterable[str], cells: Iterable[GridCell]) -> Iterator[Fault]:
    """Yield what has to be asked before signs are taken for words; `texts` stand above and below the cells."""
    told = {csv_text(cell).strip() for cell in cells if not is_blank(cell)}
    for sign, word in (pair for text in texts for pair in _PAIR.findall(unicodedata.normalize("NFKC", text))):
        ours, theirs = _read(kind, sign), _read(kind, word)
        used = {unicodedata.normalize("NFKC", one) for one in told}
        if sign in used and ours is not None and theirs is not None and ours is not theirs:
            facts = {"sign": sign, "word": word, "ours": ours.label, "label": label}
            yield Fault("", "legend_differs", facts)


def are_digits(cells: Iterable[GridCell]) -> bool:
    """Whether nothing but single digits stands in the cells: words in short, or counts of something."""
    told = [csv_text(cell).strip() for cell in cells if not is_blank(cell)]
    return bool(told) and all(len(text) == 1 and text.isdecimal() for text in told)


def _read(kind: OneOf, text: str) -> Word | None:
    try:
        value = kind.read(text)
    except Refused:
        return None
    return value if isinstance(value, Word) else None
