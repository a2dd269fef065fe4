"""Every fact of the pages 4-(3) and 4-(4) of the source comes out of the sample: in the ledger and on paper."""

import json

from core.documents.foundation import merits, neighbours, network, requirements, risks, safety, services
from core.documents.paper.document import texts
from core.documents.paper.settings import PrintSettings
from core.model.book import Book
from core.model.council import Municipality
from core.model.foundation.lines import Line, Role
from core.model.foundation.requirements import Requirement, Result, SiteCheck
from core.model.foundation.services import ServiceState, ServiceStatus

MERITS = {
    "耐災害性の強化": [
        "ハザードマップ等の情報を基に安全な場所に立地されている。",
        "震度6以上の耐震性能の有する。",
        "消火設備、落雷対策設備、防水設備、非常灯設備等が備えられている。",
        "24時間365日の空調管理ができています。",
        "停電時でも、復旧するまで必要な時間電源供給ができる非常用発電装置を備えている。",
    ],
    "情報セキュリティ対策の強化": [
        "入退館の管理体制（外部からの進入防止、入退室制限）がとられている。",
        "構内の各所で監視カメラが作動している。",
        "センター内のサーバは、ラック搭載で施錠管理されている。",
    ],
}
DEMERITS = {
    "情報漏洩への懸念": [
        "外部のデータセンターで住民情報等が管理されることにより、委託先職員等による情報漏洩のおそれがあるのではないか。"
    ],
    "ブラックボックス化によるより強固な囲い込みへの懸念": [
        "自治体職員が容易に立ち入ることのできないデータセンターで情報システムが管理されることから、"
        "情報システムのブラックボックス化が一段と進み、ベンダーによるより強固な囲い込みが行われるのではないか。"
    ],
}
OF_NETWORK = ["比較的安全である。", "市町村の新規参加、途中離脱に柔軟に対応できる。"]
PROBLEM = "大地震に耐えられるか？"
MEASURE = "BCP必要。"
COLLECTING = {"射水市", "滑川市", "入善町", "朝日町", "上市町", "舟橋村"}
KEYWORDS = ["ハザードマップ", "震度6以上", "落雷", "24時間365日", "非常用発電装置", "入退館", "監視カメラ", "施錠"]
"""One of each of the eight merits, in their order: by these the requirements are known to be drawn from them."""
PLAIN = PrintSettings(anonymous=False)


def test_merits_and_demerits_stand_under_the_headings_of_the_source(book: Book) -> None:
    told = dict(json.loads(merits.result(book, PLAIN))["parts"])
    assert dict(told["データセンターのメリット"]) == MERITS
    assert dict(told["データセンターのデメリット"]) == DEMERITS
    assert told["ネットワークのメリット"] == [["", OF_NETWORK]]
    assert told["ネットワークの課題"] == [["", [f"{PROBLEM}\n→ {MEASURE}"]]]
    said = {text for _, text in texts(merits.build(book, PLAIN))}
    for line in (line for part in (MERITS, DEMERITS) for lines in part.values() for line in lines):
        assert line in said


def test_the_data_centre_meets_by_the_word_of_the_source_what_it_lists(book: Book) -> None:
    rows = list(book.all(Requirement).values())
    assert [word for word, one in zip(KEYWORDS, rows, strict=True) if word not in one.content] == []
    assert {one.result for one in book.all(SiteCheck).values()} == {Result.MET}
    told = json.loads(requirements.result(book, PLAIN))
    assert told["met"] == {"民間データセンター": ["8/8(100%)", "－", "8/8(100%)"]}


def test_the_outer_network_is_doubled_and_nothing_more_is_known_of_it(book: Book) -> None:
    lines = list(book.all(Line).values())
    assert [one.role for one in lines] == [Role.MAIN, Role.SPARE]
    assert {(one.provider, one.kind, one.bandwidth, one.availability, one.monthly_yen) for one in lines} == {
        ("", None, None, None, None)
    }
    told = json.loads(network.result(book, PLAIN))
    assert told["parts"] == [["ネットワークのメリット", *OF_NETWORK], ["ネットワークの課題", PROBLEM]]
    assert "未算定" in told["availability"][0]


def test_the_problem_and_the_worries_are_risks_that_nobody_has_graded(book: Book) -> None:
    rows = json.loads(risks.result(book, PLAIN))["rows"]
    assert [(row[1], row[3].split("\n")[-1], row[6], row[7]) for row in rows] == [
        ("デメリット", DEMERITS["情報漏洩への懸念"][0], "未評価", ""),
        ("デメリット", next(reversed(DEMERITS.values()))[0], "未評価", ""),
        ("課題", PROBLEM, "未評価", MEASURE),
    ]
    assert json.loads(safety.result(book, PLAIN))["risks"][-1] == [PROBLEM, "未評価", MEASURE, ""]


def test_six_collect_in_shops_and_one_city_considers_issuing(book: Book) -> None:
    names = {one.id: one.name for one in book.all(Municipality).values()}
    rows = [one for one in book.all(ServiceStatus).values() if one.state is ServiceState.RUNNING]
    assert {names[one.municipality_id] for one in rows} == COLLECTING
    told = json.loads(neighbours.result(book, PLAIN))
    assert told["services"]["コンビニ収納"] == dict.fromkeys(COLLECTING, "●")
    assert told["running"] == ["6/6", "0/6", "0/6"]
    assert list(told["services"]) == ["コンビニ収納", "住民票のコンビニ交付", "総合窓口"]
    assert set(told["services"]["住民票のコンビニ交付"].values()) == {""}, "which city it was, the source does not say"
    for paper in (neighbours, services):
        assert any("1市において実施を検討中" in text for _, text in texts(paper.build(book, PLAIN)))
