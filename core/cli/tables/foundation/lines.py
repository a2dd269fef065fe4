"""回線 for the command show: each section with its lines, how available it is, and the ways from end to end."""

from fractions import Fraction
from typing import Any

from core.calc.foundation.lines import LINE_TERMS, Section, rate_of, sections_of, show_rate, ways_of
from core.cli.output import print_table
from core.documents.foundation.network import section_line, way_line
from core.model.book import Book
from core.model.council import municipality_name
from core.model.foundation.lines import Line
from core.model.values.money import show_yen


def lines_json(book: Book) -> dict[str, Any]:
    """Return sections and ways; rates as exact fractions of 1 and as they are shown, null where nothing can be said."""
    sections = sections_of(book)
    return {
        "terms": LINE_TERMS,
        "sections": [_section(book, one) for one in sections],
        "ways": [{"ends": list(one.ends), **_rate(one.rate)} for one in ways_of(sections)],
    }


def _rate(rate: Fraction | None) -> dict[str, str | None]:
    return {
        "rate": str(rate) if rate is not None else None,
        "rate_shown": show_rate(rate) if rate is not None else None,
    }


def _section(book: Book, one: Section) -> dict[str, Any]:
    return {
        "from": one.from_end,
        "to": one.to_end,
        "double": one.is_double,
        **_rate(one.rate),
        "note": one.note,
        "monthly_yen": one.monthly_yen,
        "lines": [_line(book, line) for line in one.lines],
    }


def _line(book: Book, one: Line) -> dict[str, Any]:
    return {
        "id": one.id,
        "number": one.number,
        "role": one.role.label,
        "municipality": municipality_name(book, one.municipality_id) if one.municipality_id is not None else None,
        "provider": one.provider,
        "kind": one.kind.label if one.kind else None,
        "bandwidth_mbps": one.bandwidth,
        "route": one.route.label if one.route else None,
        "switch": one.switch.label if one.switch else None,
        "switch_minutes": one.switch_minutes,
        **_rate(rate_of(one)),
        "monthly_yen": one.monthly_yen,
        "ends_on": one.ends_on,
        "joining": one.joining,
        "leaving": one.leaving,
        "note": one.note,
    }


def lines_text(book: Book) -> None:
    """Print the lines, then what is said of sections and ways."""
    sections = sections_of(book)
    rows = [
        (
            line.number,
            f"{one.from_end}〜{one.to_end}",
            line.role.label,
            line.provider,
            line.kind.label if line.kind else "",
            show_yen(line.bandwidth),
            line.route.label if line.route else "",
            show_rate(rate_of(line)),
            show_yen(line.monthly_yen),
        )
        for one in sections
        for line in one.lines
    ]
    headings = ["番号", "区間", "主・副", "事業者", "種別", "帯域(Mbps)", "経路", "稼働率", "月額(円)"]
    print_table(headings, rows, [False] * 5 + [True, False, True, True])
    for text in (*map(section_line, sections), *map(way_line, ways_of(sections)), LINE_TERMS):
        print(text)
