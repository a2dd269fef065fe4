"""Rows of a sheet that are no records: totals, notes, headings between the rows, the heading once more."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

from core.model.machine.grids import GridCell, is_blank
from core.model.values.money import UNITS
from core.operations.importing.headings import asides, heading_key, word_of
from core.operations.importing.titles import words_in
from core.pattern import pattern

_AREA = "県|都|道|府|市|町|村|区|郡|国|地域|圏域|管内"
_TOTAL = pattern(
    rf"(?:.*(?:合計|小計|総計|累計|中計)|(?:.*(?:{_AREA}))?計|総数|集計|全国|平均|全体|(?:実施|該当|回答)?団体数)(?:額|値)?(?:\([^()]*\))?"
)
_SUM = pattern(r".*(?:小|合|総|中|累)計額?(?:\([^()]*\))?|[(\[<]?計[)\]>]?")
_PART = pattern(r"[(\[・-]*(?:うち(?!わ)|再掲|内数)")
_NOTE = pattern(r"(?:[※*]|[(\[]?注[)\]:\s0-9]|注記|備考[:)]|資料[:)]|出典[:)\s]|出所[:)\s]|\(出典|\(資料|【注)")
_GROUP = pattern(r"[\[【(<〈]?.*(?:市部|郡部|町村部|郡|圏域|地域|地区|管内)[\]】)>〉]?")
_PAGE = pattern(
    r"-\d+-|[(\[]?\d+/\d+[)\]]?(?:ページ|頁)?|[(\[]?\d+(?:ページ|頁)[)\]]?|(?:page|p)\.?\d+(?:/\d+)?"
    r"|[(\[]?(?:前(?:ページ|頁)から)?(?:の?続き|つづき)[)\]]?|[(\[]?次(?:ページ|頁)(?:へ|に)(?:続く|つづく)[)\]]?"
    r"|-*以下余白-*|以上"
)
"""What stands in a row of its own where a page of a printed list ends, and where the list does."""
_DASHES = frozenset("-‐‑‒–—―−－ーｰ─━…‥・") | {"--", "---", "…", "・・・", "...", "──", "――"}

_OPENING = frozenset("([【〔")
_LONGEST_DASH = 8
_LONGEST_UNIT = 30


def kind_of_row(cells: Sequence[GridCell], headings: Sequence[str], known: Sequence[int]) -> str:
    """Return what a row is that holds no record, as the name of a reason; "" for a row that may hold one.

    `headings` are the keys of the heading, `known` the places of the columns that are read.
    """
    first = next((cell for cell in cells if not is_blank(cell)), None)
    if first is None:
        return "blank_row"
    if not isinstance(first, str):
        return ""
    kinds = _kinds_of_text(first)
    if "total_row" in kinds or "note_row" in kinds:
        return kinds[0]
    if "unit_row" in kinds and sum(not is_blank(cell) for cell in cells) == 1:
        return "unit_row"
    if heading_key(first) in headings and _repeats(cells, headings):
        return "heading_again"
    if "group_row" in kinds and sum(not is_blank(cells[at]) for at in known if at < len(cells)) <= 1:
        return "group_row"
    return ""


@lru_cache(maxsize=1024)
def _kinds_of_text(first: str) -> tuple[str, ...]:
    """Return what a row may be by its first cell alone; thousands of rows may begin alike."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", first))
    if _TOTAL.fullmatch(text):
        return ("total_row",)
    if _NOTE.match(text):
        return ("note_row",)
    is_unit = ("単位" in text or text[:1] in _OPENING) and says_unit(text)
    return (*(["unit_row"] if is_unit else []), *(["group_row"] if _GROUP.fullmatch(text) else []))


def kind_of_sum(cells: Sequence[GridCell]) -> str:
    """Return "total_row" where one of the cells before the figures of a row names a sum, "part_row" where one says that
    they are a part of those above; "" otherwise."""
    for cell in cells:
        if isinstance(cell, str) and ("計" in cell or "うち" in cell or "再掲" in cell or "内数" in cell):
            text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
            if _SUM.fullmatch(text):
                return "total_row"
            if _PART.match(text):
                return "part_row"
    return ""


def page_row(cells: Sequence[GridCell], titles: Collection[str]) -> bool:
    """Whether a row only says that a page ends or begins: its number, or one of the titles once more. `titles` are as
    `title_key` gives them."""
    if len(cells) > 1 and cells[0] and cells[1] and cells[0] != cells[1] and cells[1] != " ":
        return False
    told = ""
    for cell in cells:
        if is_blank(cell) or cell == told:
            continue
        if told or not isinstance(cell, str):
            return False
        told = cell
    if not told:
        return False
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", told)).lower()
    return _PAGE.fullmatch(plain) is not None or (bool(key := title_key(told)) and key in titles)


def is_one_of(cells: Sequence[GridCell], headings: Sequence[Sequence[GridCell]]) -> bool:
    """Whether a row says the words of one of these, and nothing else."""
    first = cells[0] or next((cell for cell in cells if not is_blank(cell)), None)
    return any(first == words[0] and [cell for cell in cells if not is_blank(cell)] == words for words in headings)


def title_key(text: str) -> str:
    """Return a title without the numbers in it, which count its pages."""
    return re.sub(r"\d", "", heading_key(text))


def says_unit(text: str) -> bool:
    """Whether a text does nothing but say a unit of what stands around it: 単位：千円, (千円)."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    is_said = "単位" in plain and len(plain) <= _LONGEST_UNIT
    is_bracket = bool(asides(plain)) and not asides(plain[1:-1])
    return (is_said or is_bracket) and any(word in scales for word in words_in([plain]) for scales in UNITS.values())


def _repeats(cells: Sequence[GridCell], headings: Sequence[str]) -> bool:
    words = [heading_key(word_of(cell)) for cell in cells if not is_blank(cell)]
    return len(words) > 1 and words == [key for key in headings if key]


def is_figure(cell: GridCell) -> bool:
    """Whether a cell holds a number, as a number or as text."""
    if isinstance(cell, str):
        return bool(cell) and cell.strip()[:1].isdecimal() and "年" not in cell
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def is_dash(cell: GridCell) -> bool:
    """Whether the cell holds nothing but a dash, as nothing is written in tables."""
    return cell.__class__ is str and len(str(cell)) <= _LONGEST_DASH and str(cell).strip() in _DASHES


def is_total_heading(text: str) -> bool:
    """Whether a column heading names totals of the columns beside it."""
    return _TOTAL.fullmatch(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))) is not None
