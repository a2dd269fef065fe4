"""F&G結果表, 要否照会票 and 要望の来歴 of the sample and of items that are made up."""

import json
from dataclasses import replace

from core.calc.gaps.fits import DEFINITION
from core.documents.gaps import inquiry, origins, sheet
from core.documents.meetings import lists, session
from core.documents.paper.document import Notes, Table, texts
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Municipality, Participation, System
from core.model.gaps import Conclusion, Fit, Gap, GapNeed, Need, Proposal
from core.model.links import Link, LinkKind
from core.model.machine.changes import ChangeSet, Delete, Insert, Update
from core.model.machine.records import to_row
from core.model.meetings import Meeting

SETTINGS = PrintSettings()


def add(book: Book, *gaps: Gap) -> None:
    book.apply(ChangeSet("項目", tuple(Insert("gaps", to_row(gap)) for gap in gaps)))


def system(book: Book, name: str) -> int:
    return next(one.id for one in book.all(System).values() if one.name == name)


def tables(document: object) -> list[Table]:
    return [block for one in document.sheets for block in one.blocks if isinstance(block, Table)]  # type: ignore[attr-defined]


def judged(book: Book) -> None:
    """Add items of the residents' tax: 6 fit, 3 partly, 1 out, 1 open."""
    fits = [Fit.FITS] * 6 + [Fit.PARTLY] * 3 + [Fit.OUT, Fit.OPEN]
    tax = system(book, "住民税")
    add(book, *(Gap(at, f"機能{at}", at, tax, fit=fit) for at, fit in enumerate(fits, 32)))


def test_the_counts_and_rates_of_a_system_stand_with_their_definition(book: Book) -> None:
    judged(book)
    document = sheet.build(book, SETTINGS)
    counts, different, fitting = tables(document)
    (row,) = [one for one in counts.rows if one.cells[0] == "住民税"]
    assert row.cells == ("住民税", "15", "6", "3", "4", "1", "1", "46.2%", "57.7%", "4", "")
    assert counts.totals[0].cells[:7] == ("合計", "42", "6", "3", "31", "1", "1")
    notes = [line for block in document.sheets[0].blocks if isinstance(block, Notes) for line in block.lines]
    assert notes[:3] == list(DEFINITION)
    assert notes[3] == (
        "業務部会によるフィット&ギャップ　延べ137回(うち内訳のない137回 平成26年4月22日〜平成26年10月10日)"
    )
    assert len(different.rows) == 35 + len(counts.rows)
    assert "住民税　8件(全15件、適合率 46.2%)" in {one.cells[0] for one in different.rows}
    assert [one.cells[0] for one in fitting.rows] == [
        "住民税　7件(全15件、適合率 46.2%)",
        *map(str, [*range(32, 38), 41]),
    ]


def test_columns_in_which_nothing_stands_leave_their_room_to_the_others(book: Book) -> None:
    headings = [column.heading for column in tables(sheet.build(book, SETTINGS))[1].columns]
    assert headings == ["F&G", "機能", "判定", "要望", "備考"]
    book.apply(ChangeSet("要否", (Insert("gap_needs", to_row(GapNeed(1, 1, 1, Need.NEEDED, ""))),)))
    different = tables(sheet.build(book, SETTINGS))[1]
    assert [column.heading for column in different.columns][2:6] == ["判定", "要", "不要", "未"]
    assert [row.cells[2:6] for row in different.rows if row.cells[0] == "1"] == [("×", "1", "0", "5")]


def test_one_system_is_printed_alone(book: Book) -> None:
    judged(book)
    settings = replace(SETTINGS, system=system(book, "住民税"))
    counts, different, fitting = tables(sheet.build(book, settings))
    assert [one.cells[0] for one in counts.rows] == ["住民税"]
    assert counts.totals == ()
    told = json.loads(sheet.result(book, settings))
    assert told["counts"] == [["住民税", 15, 6, 3, 4, 1, 1, "46.2%"]]
    assert len(told["rows"]) == 15
    assert len(different.rows) + len(fitting.rows) == 15 + 2


def test_without_items_the_sheet_says_so(book: Book) -> None:
    book.apply(ChangeSet("削除", tuple(Delete("gaps", id) for id in list(book.all(Gap)))))
    assert sheet.NOTHING in {text for _, text in texts(sheet.build(book, SETTINGS))}


def test_a_municipality_is_asked_what_concerns_it_and_is_not_decided(book: Book) -> None:
    judged(book)
    tax = system(book, "住民税")
    book.apply(ChangeSet("決定", (Update("gaps", 38, {"conclusion": Conclusion.DECIDED.value}),)))
    book.apply(ChangeSet("要否", (Insert("gap_needs", to_row(GapNeed(1, 39, 1, Need.NEEDED, "年500件"))),)))
    absent = [one.id for one in book.all(Participation).values() if (one.municipality_id, one.system_id) == (2, tax)]
    book.apply(ChangeSet("不参加", tuple(Delete("participations", id) for id in absent)))
    settings = replace(SETTINGS, system=tax)
    told = {one["code"]: one["rows"] for one in json.loads(inquiry.result(book, settings))["sheets"]}
    codes = {one.id: one.code for one in book.all(Municipality).values()}
    assert [number for number, _ in told[codes[1]]] == [8, 11, 13, 14, 39, 40, 42]
    assert dict(told[codes[1]])[39] == "needed"
    assert dict(told[codes[3]])[39] is None
    assert told[codes[2]] == []
    document = inquiry.build(book, replace(settings, municipality=codes[1]))
    assert document.title == "要否照会票(射水市)"
    (table,) = tables(document)
    (row,) = [one for one in table.rows if one.cells[0] == "39"]
    assert row.cells[6:] == ("☑ 要\n☐ 不要", "年500件")


def test_the_minutes_of_a_session_tell_what_came_up_and_was_concluded_there(book: Book) -> None:
    first = next(iter(book.all(Meeting)))
    before = session.build_minutes(book, replace(SETTINGS, meeting=first))
    add(book, Gap(32, "納税通知書", 32, meeting_id=first, fit=Fit.GAP))
    add(book, Gap(33, "照会", 33, fit=Fit.FITS, conclusion=Conclusion.DECIDED, decided_at_id=first))
    table = tables(session.build_minutes(book, replace(SETTINGS, meeting=first)))[-1]
    assert [row.cells for row in table.rows] == [
        ("32", "", "納税通知書", "× 不適合", "", ""),
        ("33", "", "照会", "○ 適合", "", "決定 第1回選考審査会"),
    ]
    assert len(tables(before)) < len(tables(session.build_minutes(book, replace(SETTINGS, meeting=first))))


def test_the_minutes_say_when_people_meet_again_or_leave_a_line_for_it(book: Book) -> None:
    first = next(iter(book.all(Meeting)))
    settings = replace(SETTINGS, meeting=first)
    assert not any("次回の日時・場所　" in text for _, text in texts(session.build_minutes(book, settings)))
    book.apply(ChangeSet("次回", (Update("meetings", first, {"next_on": "2014-09-01", "next_at": "13:30 県庁"}),)))
    told = {text for _, text in texts(session.build_minutes(book, settings))}
    assert "次回の日時・場所　平成26年9月1日 13:30 県庁" in told


def test_what_a_session_concluded_stands_among_the_decisions_with_its_request(book: Book) -> None:
    first = next(iter(book.all(Meeting)))
    decided_there = Gap(32, "納税通知書", 32, fit=Fit.GAP, conclusion=Conclusion.DECIDED, decided_at_id=first)
    add(book, replace(decided_there, proposal=Proposal.CUSTOMIZE, proposed="様式を足す"))
    book.apply(ChangeSet("関連", (Insert("links", to_row(Link(99, "gaps#32", "customizations#5", LinkKind.ORIGIN))),)))
    (table,) = tables(lists.build_decisions(book, SETTINGS))
    assert [row.cells for row in table.rows] == [
        (
            "平成26年1月28日",
            "第1回選考審査会",
            "F&G32 納税通知書(不適合)",
            "決定",
            "カスタマイズ\n様式を足す",
            "",
            "項5",
        )
    ]
    rows = json.loads(lists.result_decisions(book, SETTINGS))["rows"]
    assert rows == [["2014-01-28", "第1回選考審査会", "F&G32 納税通知書(不適合)", "decided", ["項5"]]]


def test_every_request_of_the_sample_has_its_line(book: Book) -> None:
    (table,) = tables(origins.build(book, SETTINGS))
    assert [row.cells[0] for row in table.rows] == [str(at) for at in range(1, 32)]
    row = table.rows[15]
    assert row.cells[2:] == (
        "フィット&ギャップ(延べ137回)",
        "F&G16 不適合",
        "案「資格情報表示および帳票出力」",
        "3,400,000\n(2団体)",
        "実施2\nしない4",
        "",
        "実施",
    )
    told = json.loads(origins.result(book, SETTINGS))["rows"]
    assert told[15] == [
        "16",
        ["フィット&ギャップ(延べ137回)"],
        [16],
        "案「資格情報表示および帳票出力」",
        3_400_000,
        {"yes": 2, "no": 4},
        [],
        "implement",
    ]


def test_what_the_sample_infers_is_printed_as_inferred(book: Book) -> None:
    _, items = tables(sheet.build(book, SETTINGS))
    inferred = [row.cells[-1] for row in items.rows if row.cells[-1]]
    assert len(inferred) == 31
    assert all(text.startswith("推定: ") for text in inferred)
