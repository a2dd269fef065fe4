"""The papers with made-up figures: marks, rates, pictures, and one page for a council whatever stands in the ledger."""

import json
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.calc.foundation.lines import sections_of
from core.calc.foundation.risks import grid_of
from core.documents.foundation import continuity, neighbours, network, requirements, risks, safety, services
from core.documents.foundation.grid import risk_grid
from core.documents.foundation.picture import network_picture
from core.documents.paper.document import Chart, Document
from core.documents.paper.drawing import Dash, Drawing, Line, Rect, Text
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Consortium, Municipality
from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.foundation.lines import Line as Cable
from core.model.foundation.lines import Role, Route
from core.model.foundation.requirements import Need, Requirement, Result, Site, SiteCheck
from core.model.foundation.risks import Risk, RiskKind
from core.model.foundation.services import (
    Channel,
    FeeKind,
    Service,
    ServiceCount,
    ServiceFee,
    ServiceState,
    ServiceStatus,
)
from core.model.machine.changes import ChangeSet, Insert, Update
from core.model.machine.records import to_row
from core.model.registry import table_of
from core.model.values.paper import Paper
from core.printing.render import render
from core.sample import sample
from tests.core.documents.sheets import column, table, tables

PLAIN = PrintSettings(anonymous=False, as_of="2014-08-06")


def add(book: Book, *rows: Any) -> None:
    book.apply(ChangeSet("試し", tuple(Insert(table_of(type(one)).name, to_row(one)) for one in rows)))


def pages(document: Document) -> int:
    return len(pypdfium2.PdfDocument(BytesIO(render(document))))


def words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in drawing.shapes if isinstance(shape, Text)]


def test_a_site_shows_marks_values_and_what_has_expired(book: Book) -> None:
    add(
        book,
        Site(90, "第2センター", position=2),
        Requirement(90, "9", "認証", need=Need.EXTRA, threshold="27001", basis="独自"),
        SiteCheck(90, 90, 90, Result.MET, evidence="登録証", valid_until="2014-08-05"),
        SiteCheck(91, 1, 90, Result.PARTLY, "海抜2m", substitute="止水板を置く"),
    )
    found = table(requirements.build(book, PLAIN))
    marks = [row.cells[8] for row in found.rows]
    assert (marks[0], marks[-1]) == ("△", "○期限切れ")
    assert found.rows[0].cells[9] == "海抜2m\n止水板を置く"
    assert found.rows[-1].cells[9] == "登録証\n有効期限 H26.8.5"
    assert [row.cells[7] for row in found.totals] == ["8/8(100%)", "0/1(0%)", "8/9(89%)"]
    assert [row.cells[9] for row in found.totals] == ["0/8(0%)", "0/1(0%)", "0/9(0%)"]


def test_the_gravest_risk_comes_first_and_stands_in_its_cell(book: Book) -> None:
    third = next(one for one in book.all(Risk).values() if one.kind is RiskKind.PROBLEM)
    book.apply(ChangeSet("試し", (Update("risks", third.id, {"impact": 5, "likelihood": 3}),)))
    document = risks.build(book, PLAIN)
    assert column(table(document), "番号")[0] == third.number
    (chart,) = [block for block in document.sheets[0].blocks if isinstance(block, Chart)]
    assert third.number in words(chart.drawing)
    assert chart.drawing.words == f"影響5・可能性3: {third.number}"
    assert sum(isinstance(shape, Rect) for shape in chart.drawing.shapes) == 25


def test_a_cell_with_many_risks_counts_them() -> None:
    many = [Risk(n, str(n), RiskKind.PROBLEM, "試し", impact=1, likelihood=1) for n in range(1, 40)]
    assert "39件" in words(risk_grid(grid_of(many), 300))


def network_book(*lines: Cable, members: int = 2) -> Book:
    known = [Municipality(n, f"{n:06}", f"団体{n}", position=n) for n in range(1, members + 1)]
    return Book({"consortium": [Consortium(1, "試し")], "municipalities": known, "lines": list(lines)})


def test_the_picture_has_a_box_for_each_place_and_a_stroke_for_each_line() -> None:
    book = network_book(
        Cable(1, "1", Role.MAIN, "各団体", "中継", provider="甲通信", bandwidth=1000),
        Cable(2, "2", Role.SPARE, "各団体", "中継", route=Route.SEPARATE),
        Cable(3, "3", Role.MAIN, "中継", "センター"),
        Cable(4, "4", Role.MAIN, "出張所", "中継"),
    )
    drawing = network_picture(sections_of(book), ["団体1", "団体2"], 600)
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Rect)]
    strokes = [shape for shape in drawing.shapes if isinstance(shape, Line)]
    assert len(boxes) == 4
    assert [one.dash for one in strokes] == [Dash.SOLID, Dash.DASHED, Dash.SOLID, Dash.SOLID]
    assert {"各団体", "団体1", "団体2", "中継", "センター", "出張所", "主 1,000Mbps 甲通信"} <= set(words(drawing))
    assert all(one.x >= 0 and one.x + one.width <= drawing.width for one in boxes)
    assert all(one.x0 < one.x1 for one in strokes), "lines go from left to right"
    for box in boxes:
        for other in boxes:
            apart = box.y + box.height <= other.y or other.y + other.height <= box.y
            assert box is other or apart or box.x + box.width <= other.x or other.x + other.width <= box.x


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("甲乙丙丁")).filter(lambda p: p[0] != p[1]), min_size=1
    )
)
def test_any_network_is_drawn_inside_its_picture_circles_too(ends: list[tuple[str, str]]) -> None:
    lines = [Cable(n, str(n), Role.MAIN, first, last) for n, (first, last) in enumerate(ends, 1)]
    drawing = network_picture(sections_of(network_book(*lines)), [], 500)
    assert {place for pair in ends for place in pair} <= set(words(drawing))
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            assert 0 <= shape.x <= shape.x + shape.width <= 500
            assert 0 <= shape.y <= shape.y + shape.height <= drawing.height


def test_how_one_joins_and_leaves_is_said_once_for_the_lines_that_share_it(book: Book) -> None:
    for line in list(book.all(Cable).values()):
        book.apply(
            ChangeSet("試し", (Update("lines", line.id, {"joining": "3か月前に申し込む", "monthly_yen": 10_000}),))
        )
    document = network.build(book, PLAIN)
    assert column(table(document), "月額(円)")[-1] == "20,000"
    assert [line for block in document.sheets[0].blocks for line in getattr(block, "lines", ())].count(
        "回線1、2: 3か月前に申し込む"
    ) == 1


def test_plans_and_drills_stand_together_and_what_took_too_long_is_said(book: Book) -> None:
    add(
        book,
        ContinuityPlan(1, 1, rto_hours=4, rpo_hours=0, fallback="手書き"),
        Drill(1, "2014-06-10", "地震", hours=6, outcome="切り替わった"),
        Drill(2, "2014-09-01", "停電"),
    )
    plans, drills = tables(continuity.build(book, PLAIN))
    assert plans.rows[0].cells[:5] == ("住基情報", "", "4", "0", "手書き")
    assert column(plans, "直近の訓練")[0] == "H26.6.10 6時間 RTO超過"
    assert column(plans, "優先度")[1:] == ["未策定"] * 15
    assert column(drills, "訓練日") == ["平成26年6月10日"], "the other one is held later"


def test_costs_and_fees_stand_beside_the_state(book: Book) -> None:
    service = next(one for one in book.all(Service).values() if one.name == "住民票のコンビニ交付")
    add(
        book,
        ServiceStatus(
            90, service.id, 1, ServiceState.RUNNING, "2014-04", fixed_yen=3_000_000, case_yen=123, counter_case_yen=600
        ),
        ServiceStatus(91, service.id, 2, ServiceState.REFUSED, fixed_yen=1, case_yen=600, counter_case_yen=123),
        ServiceFee(90, service.id, 1, Channel.ELSEWHERE, "2013-04-01", 300),
        ServiceFee(91, service.id, 1, Channel.ELSEWHERE, "2013-04-01", 200, FeeKind.REDUCTION, "2014-08-06"),
        ServiceCount(90, service.id, 1, 2013, 9_000, 1_000),
    )
    _, found = tables(services.build(book, PLAIN))
    first, second = found.rows
    assert first.cells == (
        "射水市",
        "●\nH26.4",
        "",
        "",
        "100\n(200円減額\nH26.8.6まで)",
        "3,000,000",
        "123",
        "平成25年度",
        "9,000",
        "1,000",
        "10.0%",
        "3,123",
        "6,290",
        "200,000",
    )
    assert second.cells[-2:] == ("回収しない", "")


def service_book(members: int, count: int = 10) -> Book:
    statuses = [
        ServiceStatus((s - 1) * members + m, s, m, ServiceState.RUNNING, "2014-10")
        for s in range(1, count + 1)
        for m in range(1, members // 2 + 1)
    ]
    return Book(
        {
            "consortium": [Consortium(1, "試し")],
            "municipalities": [Municipality(n, f"{n:06}", f"試しの{n}市", position=n) for n in range(1, members + 1)],
            "services": [Service(n, f"証明書のコンビニ交付{n}", position=n) for n in range(1, count + 1)],
            "service_statuses": statuses,
        }
    )


@pytest.mark.parametrize("members", [6, 12, 13, 20, 21, 32, 33, 60])
def test_however_many_members_there_are_it_is_one_page(members: int) -> None:
    document = neighbours.build(service_book(members), PLAIN)
    assert pages(document) == 1
    found = table(document)
    cells = [cell for row in found.rows for cell in row.cells]
    assert sum(cell.startswith("試しの") for cell in cells) == (members if members > 12 else 0)
    assert sum(cell.startswith("●") for cell in cells) == members // 2 * 10
    assert any("H26.10" in cell for cell in cells) == (members <= 20)
    assert (document.paper is Paper.A3) == (members > 32)
    if members > 12:
        assert found.totals[0].cells[1] == f"{members // 2}/{members}"


def test_the_answer_to_a_mayor_is_one_page(book: Book) -> None:
    add(book, *(Service(n, f"サービス{n}", position=n) for n in range(90, 97)))
    assert len(table(neighbours.build(book, PLAIN)).rows) == 10
    assert pages(neighbours.build(book, PLAIN)) == 1


def test_a_council_reads_what_is_missing_and_what_is_done_instead(book: Book) -> None:
    book.apply(
        ChangeSet("試し", (Update("site_checks", 2, {"result": "unmet", "substitute": "別の拠点に写しを置く"}),))
    )
    add(book, Drill(1, "2014-06-10", "地震", outcome="切り替わった", next_on="2014-09-10"))
    told = json.loads(safety.result(book, PLAIN))
    assert told["missing"] == [
        ["震度6以上の耐震性能を有する(必須)", "民間データセンター", "満たさない", "別の拠点に写しを置く"]
    ]
    book.apply(
        ChangeSet("試し", (Update("requirements", 2, {"content": "耐震性能", "threshold": "震度7", "unit": ""}),))
    )
    assert json.loads(safety.result(book, PLAIN))["missing"][0][0] == "耐震性能(震度7、必須)"
    facts = dict(told["facts"])
    assert facts["拠点と要件の充足"] == "民間データセンター 必須 7/8(88%)"
    assert facts["訓練"] == "前回 平成26年6月10日「地震」切り替わった　次回予定 平成26年9月10日"
    assert facts["業務継続計画(BCP)"] == "16業務のうち0業務で策定済"


SAMPLE = sample()
LETTERS = {"wide": "災", "latin": "W", "words": "risk "}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 300), st.sampled_from(sorted(LETTERS)))
def test_it_is_one_page_whatever_stands_in_the_ledger(missing: int, graver: int, long: int, letter: str) -> None:
    text = (LETTERS[letter] * long)[:long].strip() or "災"
    ledger = Book({})
    ledger.apply(SAMPLE)
    add(
        ledger,
        *(Site(n, f"{n}番の拠点{text[:40]}", text[:40], text[:40]) for n in range(90, 94)),
        *(Requirement(n, str(n), text) for n in range(90, 90 + missing)),
        *(SiteCheck(n, n, 90, Result.UNMET, substitute=text) for n in range(90, 90 + missing)),
        *(
            Risk(n, str(n), RiskKind.PROBLEM, text, impact=5, likelihood=5, measure=text, remaining=text)
            for n in range(90, 90 + graver)
        ),
        *(Cable(n, str(n), Role.MAIN, text[:60], f"先{n}") for n in range(90, 100)),
    )
    document = safety.build(ledger, PLAIN)
    assert pages(document) == 1
    if missing:
        assert any(getattr(block, "text", "").startswith("ほか") for block in document.sheets[0].blocks)


@pytest.mark.parametrize("paper", [continuity, neighbours, network, requirements, risks, safety, services])
def test_an_empty_ledger_says_what_is_not_there(paper: Any) -> None:
    empty = Book({"consortium": [Consortium(1, "試し")]})
    assert render(paper.build(empty, PLAIN)).startswith(b"%PDF")
