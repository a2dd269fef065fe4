"""ネットワーク構成: the lines as a picture and as a table, how available each section is, how a member joins and
leaves, and what speaks for and against the network."""

from core.calc.foundation.lines import LINE_TERMS, Section, Way, rate_of, sections_of, show_rate, ways_of
from core.calc.members import members_of
from core.documents.foundation.merits import parts
from core.documents.foundation.picture import LEGEND, network_picture
from core.documents.foundation.wording import NO_LINES, paper
from core.documents.paper.document import (
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    Kind,
    Notes,
    Paragraph,
    Row,
    Size,
    Table,
    room_of,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import shown_names
from core.model.book import Book
from core.model.foundation.lines import Line, Role
from core.model.foundation.risks import Subject
from core.model.papers.printouts import PRINTOUTS
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.model.values.partial_dates import short_partial_date

TITLE = PRINTOUTS["network"].title
_COLUMNS = (
    Column("番号", width=2, repeat=True),
    Column("区間", width=8, weight=2, repeat=True),
    Column("主・副", width=2),
    Column("事業者", width=4, weight=1),
    Column("種別", width=4),
    Column("帯域(Mbps)", Kind.FIGURE),
    Column("経路", width=4),
    Column("切替", width=4),
    Column("稼働率", width=5),
    Column("月額(円)", Kind.FIGURE),
    Column("満了", width=5),
    Column("備考", width=5, weight=2),
)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return picture, table, availability, ways of joining and leaving, merits and problems."""
    sections = sections_of(book)
    blocks: list[Block] = [Paragraph(NO_LINES)]
    if sections:
        width = room_of(settings.paper, Orientation.LANDSCAPE)[0]
        names = shown_names(book, settings, members_of(book))
        blocks = [
            Chart(network_picture(sections, names, width * 0.8)),
            Paragraph(LEGEND, Size.SMALL),
            Table(
                _COLUMNS,
                tuple(_row(one, line) for one in sections for line in one.lines),
                _totals(sections),
                sparing=True,
            ),
            Heading("区間の稼働率"),
            Notes((*(section_line(one) for one in sections), *(way_line(one) for one in ways_of(sections))), mark="・"),
        ]
        for label, name in (("新規参加の手順", "joining"), ("途中離脱の手順", "leaving")):
            told = ways_of_members([line for one in sections for line in one.lines], name)
            if told:
                blocks += [Heading(label), Notes(told, mark="・")]
    for name, groups in parts(book, (Subject.NETWORK,)):
        told = tuple(
            f"{one.content}{f' → {one.measure}' if one.measure else ''}" for _, group in groups for one in group
        )
        blocks += [Heading(name), Notes(told, mark="・")]
    if sections:
        blocks.append(Notes((LINE_TERMS,)))
    return paper(TITLE, blocks, book, settings)


def ways_of_members(lines: list[Line], name: str) -> tuple[str, ...]:
    """Return how a member joins or leaves, what several lines share once: 回線1、2: …"""
    found: dict[str, list[str]] = {}
    for line in lines:
        text: str = getattr(line, name)
        if text:
            found.setdefault(text, []).append(line.number)
    return tuple(f"回線{'、'.join(numbers)}: {text}" for text, numbers in found.items())


def _row(section: Section, line: Line) -> Row:
    minutes = f"{line.switch_minutes:,}分" if line.switch_minutes is not None else ""
    cells = (
        line.number,
        f"{section.from_end}〜{section.to_end}",
        line.role.label,
        line.provider,
        line.kind.label if line.kind else "",
        show_yen(line.bandwidth),
        line.route.label if line.route else "未確認" if line.role is Role.SPARE else "",
        f"{line.switch.label if line.switch else ''}{minutes}",
        show_rate(rate_of(line)) if line.availability is not None else "",
        show_yen(line.monthly_yen),
        short_partial_date(line.ends_on),
        line.note,
    )
    return Row(cells)


def _totals(sections: list[Section]) -> tuple[Row, ...]:
    costs = [line.monthly_yen for one in sections for line in one.lines]
    known = [yen for yen in costs if yen is not None]
    if not known:
        return ()
    partial = "(一部不明)" if len(known) < len(costs) else ""
    return (Row(("", "合計", *[""] * 7, show_yen(sum(known)), partial, ""), Emphasis.TOTAL),)


def section_line(section: Section) -> str:
    """Return what is said of a section: 各団体〜データセンター: 99.9999%(主と副の2回線)."""
    beside = f"(主と副の{len(section.lines)}回線)" if section.is_told_by_spares else ""
    rate = show_rate(section.rate) if section.rate is not None else "未算定"
    note = f" {section.note}" if section.note else ""
    return f"{section.from_end}〜{section.to_end}: {rate}{beside}{note}"


def way_line(way: Way) -> str:
    """Return the same of sections in series."""
    rate = show_rate(way.rate) if way.rate is not None else "未算定(稼働率の分からない区間があります)"
    return f"全体 {'〜'.join(way.ends)}: {rate}"


def result(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    sections = sections_of(book)
    rows = [list(_row(one, line).cells) for one in sections for line in one.lines]
    told = [section_line(one) for one in sections] + [way_line(one) for one in ways_of(sections)]
    spoken = [
        [name, *(one.content for _, group in groups for one in group)]
        for name, groups in parts(book, (Subject.NETWORK,))
    ]
    return canonical({"report": "network", "rows": rows, "availability": told, "parts": spoken})
