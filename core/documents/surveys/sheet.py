"""満足度結果: question by question how many answered what, as bars and figures, by system and by municipality, what
changed since the survey before, and what was written freely."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.calc.surveys.results import (
    HIDDEN,
    Group,
    Result,
    comments_of,
    questions_of,
    results_of,
    survey_before,
    surveys_of,
)
from core.calc.surveys.tally import NO_MEAN, TERMS, show_change, show_mean, show_part, show_tenths
from core.documents.meetings.wording import document
from core.documents.paper.document import (
    Align,
    Block,
    Chart,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
    room_of,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, sheet_date
from core.documents.surveys.chart import charts_of
from core.model.book import Book
from core.model.operating.surveys import BLANK, UNKNOWN, Scale, Survey
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

TITLE = PRINTOUTS["survey"].title
_TOGETHER = 8
"""So many rows of one question stand on one page."""
EMPTY = "満足度調査はまだ登録されていません。"
NO_ANSWERS = "この調査の回答はまだ登録されていません。"


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each survey, the latest one first."""
    surveys = surveys_of(book)
    if not surveys:
        return document(book, settings, TITLE, (Paragraph(EMPTY),))
    sheets = tuple(
        Sheet(
            f"{TITLE}　{one.name}",
            tuple(_blocks(book, settings, one)),
            sheet_date(book, settings),
            settings.number,
            sender=book.consortium.name,
        )
        for one in surveys
    )
    landscape = Orientation.LANDSCAPE
    return Document(TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=landscape)


def _blocks(book: Book, settings: PrintSettings, survey: Survey) -> Iterator[Block]:
    results = results_of(book, survey)
    pairs = facts_of(book, survey, results)
    if pairs:
        yield KeyValues(pairs, columns=2)
    answered = [one for one in results if one.total.tally.n]
    if not answered:
        yield Paragraph(NO_ANSWERS)
    else:
        width = room_of(settings.paper, Orientation.LANDSCAPE)[0]
        for drawing in charts_of(results, width):
            yield Heading(drawing.title)
            yield Chart(drawing)
        yield from _tables(survey, results)
        yield from _crossings(answered)
    comments = comments_of(book, survey)
    if comments:
        rows = tuple(Row((f"問{question.number}", who, text)) for question, who, text in comments)
        yield Heading(f"自由記述 {len(rows):,}件")
        columns = (Column("設問", width=3), Column("団体・業務", width=8), Column("記述", width=20, weight=1))
        yield Table(columns, rows, sparing=True)
    yield Notes((*TERMS, f"全体の平均は{survey.mean_of.label}です。構成比の端数は、{survey.shares.label}。"))


def facts_of(book: Book, survey: Survey, results: Sequence[Result]) -> tuple[tuple[str, str], ...]:
    """Return when and of whom was asked, and how many answered, as far as it is known."""
    days = "〜".join(show_date(day) for day in (survey.held_from, survey.held_until) if day)
    most = max((one.total.tally.n for one in results), default=0)
    before = survey_before(book, survey)
    rate = f"(対象者の{100 * most / survey.asked:.1f}%)" if survey.asked and most else ""
    pairs = (
        ("期間", days),
        ("対象", survey.audience),
        ("対象者数", f"{survey.asked:,}人" if survey.asked is not None else ""),
        ("回答(最も多い設問)", f"{most:,}件{rate}" if most else ""),
        ("前回の調査", before.name if before is not None else ""),
        ("備考", survey.note),
    )
    return tuple(pair for pair in pairs if pair[1])


def _tables(survey: Survey, results: Sequence[Result]) -> Iterator[Block]:
    for scale in dict.fromkeys(one.question.scale for one in results):
        own = [one for one in results if one.question.scale is scale]
        columns = _columns(scale)
        yield Heading(f"設問ごとの結果({scale.label})")
        yield Table(columns, tuple(_row(survey, one, one.total, _asked(one)) for one in own), sparing=True)
        for name, groups in (("業務", "by_system"), ("団体", "by_municipality")):
            rows: list[Row] = []
            for one in own:
                parts: tuple[Group, ...] = getattr(one, groups)
                if parts:
                    rows.append(Row((_asked(one), *[""] * (len(columns) - 1)), Emphasis.SECTION))
                    own_rows = [_row(survey, one, part, part.name) for part in parts]
                    if len(own_rows) <= _TOGETHER:
                        own_rows = [replace(row, joined=True) for row in own_rows]
                    rows += own_rows
            if rows:
                yield Heading(f"{name}別の結果({scale.label})")
                yield Table((Column(name, width=14, weight=2, repeat=True), *columns[1:]), tuple(rows), sparing=True)


def _crossings(results: Sequence[Result]) -> Iterator[Block]:
    """Yield of each question that is known by both the mean and n, system by municipality."""
    for one in results:
        if one.crossing.rows:
            columns = (
                Column("業務", width=10, weight=1, repeat=True),
                *(Column(name, Kind.FIGURE, Align.RIGHT, 7) for name in one.crossing.names),
            )
            rows = tuple(Row((name, *map(_crossed, groups))) for name, groups in one.crossing.rows)
            yield Heading(f"業務×団体の平均(n)　{_asked(one)}")
            yield Table(columns, rows, sparing=True)


def _crossed(group: Group | None) -> str:
    if group is None:
        return ""
    return HIDDEN if group.is_hidden else f"{show_mean(group.mean)}({group.tally.n:,})"


def _asked(one: Result) -> str:
    return f"問{one.question.number} {one.question.text}"


def _columns(scale: Scale) -> tuple[Column, ...]:
    shares = tuple(
        Column(word, Kind.FIGURE, Align.RIGHT, 6, groups=("構成比",)) for word in (*scale.steps, UNKNOWN, BLANK)
    )
    return (
        Column("設問", width=14, weight=2, repeat=True),
        Column("n", Kind.FIGURE),
        *shares,
        Column("平均", Kind.FIGURE),
        Column("前回差", Kind.FIGURE),
        Column("上位2段", Kind.FIGURE),
        Column("下位2段", Kind.FIGURE),
    )


def _row(survey: Survey, result: Result, group: Group, name: str) -> Row:
    return Row((name, *cells_of(survey, result, group)))


def cells_of(survey: Survey, result: Result, group: Group) -> tuple[str, ...]:
    """Return n, the shares, mean, change, top two and bottom two as texts; x for all of a group that is hidden."""
    tally, width = group.tally, len(result.question.scale.steps) + 2
    if group.is_hidden:
        return (HIDDEN,) * (width + 5)
    is_total = group is result.total
    shares = tuple(show_tenths(one) for one in tally.shares(survey.shares)) or ("",) * width
    change = show_change(result.change) if is_total else ""
    return (
        f"{tally.n:,}",
        *shares,
        show_mean(group.mean),
        change,
        show_part(tally.top_two),
        show_part(tally.bottom_two),
    )


def values_of(book: Book, survey: Survey) -> dict[str, Any]:
    """Return the results as plain values: means as fractions and as shown, null where there is none or it is hidden."""
    before = survey_before(book, survey)
    return {
        "name": survey.name,
        "held_from": survey.held_from,
        "held_until": survey.held_until,
        "audience": survey.audience,
        "asked": survey.asked,
        "shares": survey.shares.label,
        "mean_of": survey.mean_of.label,
        "before": before.name if before is not None else None,
        "questions": [_question(survey, one) for one in results_of(book, survey)],
        "free_questions": [one.number for one in questions_of(book, survey) if one.scale is Scale.FREE],
        "comments": [
            {"question": question.number, "of": who, "comment": text}
            for question, who, text in comments_of(book, survey)
        ],
        "terms": list(TERMS),
    }


def _question(survey: Survey, one: Result) -> dict[str, Any]:
    return {
        "number": one.question.number,
        "text": one.question.text,
        "scale": one.question.scale.label,
        "steps": list(one.question.scale.steps),
        "total": _group(survey, one.total),
        "change": _fraction(one.change),
        "change_shown": show_change(one.change),
        "by_system": [_group(survey, part) for part in one.by_system],
        "by_municipality": [_group(survey, part) for part in one.by_municipality],
        "by_both": [_group(survey, part) for part in one.crossing.groups],
    }


def _group(survey: Survey, group: Group) -> dict[str, Any]:
    if group.is_hidden:
        return {"name": group.name, "hidden": True}
    tally = group.tally
    return {
        "name": group.name,
        "hidden": False,
        "n": tally.n,
        "rated": tally.rated,
        "counts": [*tally.steps, tally.unknown, tally.blank],
        "shares": [show_tenths(one) for one in tally.shares(survey.shares)],
        "mean": _fraction(group.mean),
        "mean_shown": show_mean(group.mean),
        "why_no_mean": None if group.mean is not None else NO_MEAN,
        "top_two": show_part(tally.top_two),
        "bottom_two": show_part(tally.bottom_two),
    }


def _fraction(value: Any) -> str | None:
    return None if value is None else str(value)


def result(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    return canonical({"report": "survey", "surveys": [values_of(book, one) for one in surveys_of(book)]})
