"""show, print and import of data centre, risks, lines, continuity and services, called as main.py does. Made up."""

from pathlib import Path

import pytest

from core.cli.output import opened
from core.model.machine.records import abouts
from core.model.registry import TABLES
from core.model.values.words import Word
from tests.core.cli.desk import Call


def sheet(folder: Path, name: str, *lines: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8-sig")
    return path


def test_requirements_are_brought_in_with_their_checks_and_shown_as_of_a_day(
    call: Call, ledger: Path, tmp_path: Path
) -> None:
    sheets = (
        sheet(tmp_path, "拠点", "データセンター名,事業者,所在地", "第2センター,試し事業者,試し県"),
        sheet(
            tmp_path,
            "データセンターの要件",
            "番号,区分,要件の内容,基準,必須/加点,根拠",
            "9,認証,ISO27001の認証,27001,任意,独自",
        ),
        sheet(
            tmp_path,
            "要件の確認",
            "要件番号,拠点,判定,根拠資料,方法,有効期限",
            "9,第2センター,○,登録証,証明書,H26.8.5",
            "2,第2センター,△,仕様書,書面,",
        ),
    )
    for one in sheets:
        done = call("import", ledger, one)
        assert done.code == 0, done.err
    told = call("show", ledger, "requirements", "--as-of", "H26.8.6", "--json").json
    nine = next(one for one in told["requirements"] if one["number"] == "9")
    assert (nine["need"], nine["threshold"], nine["sites"]["民間データセンター"]["result"]) == (
        "加点",
        "27001",
        "未確認",
    )
    assert (nine["sites"]["第2センター"]["met"], nine["sites"]["第2センター"]["expired"]) == (False, True)
    assert told["sites"][1]["met"]["全体"] == {"met": 0, "of": 9, "text": "0/9(0%)"}
    assert (
        call("show", ledger, "requirements", "--as-of", "H26.8.5", "--json").json["sites"][1]["met"]["加点"]["met"] == 1
    )
    text = call("show", ledger, "requirements", "--as-of", "H26.8.6").out
    assert "○期限切れ" in text
    assert "充足率は、" in text
    (late,) = call("show", ledger, "dues", "--as-of", "2014-08-06", "--json").json["late"]
    assert late["title"] == "要件9 ISO27001の認証 登録証"


def test_risks_are_told_with_their_scores(call: Call, ledger: Path, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "メリット・リスク",
        "番号,区分,対象,内容,影響度,発生可能性,対策,担当,見直し期限",
        "20,課題,ネットワーク,回線が切れる,4,3,副回線,事務局,H26.8.1",
    )
    done = call("import", ledger, path)
    assert done.code == 0, done.err
    told = call("show", ledger, "risks", "--as-of", "H26.8.6", "--json").json
    assert (told["risks"][0]["number"], told["risks"][0]["score"], told["risks"][0]["review_late"]) == ("20", 12, True)
    assert told["grid"] == {"4×3": ["20"]}
    assert len(told["merits"]) == 10
    assert "(超過)" in call("show", ledger, "risks", "--as-of", "H26.8.6").out


def test_two_independent_lines_are_told_exactly_and_as_they_are_shown(call: Call, ledger: Path, tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        "回線",
        "番号,主副,起点,終点,通信事業者,種別,帯域,異経路,稼働率,月額料金,満了日",
        "1,主,各団体,民間データセンター,甲通信,専用線,100Mbps,,99.9%,30000,H27.3.31",
        "2,副,各団体,民間データセンター,乙通信,閉域網,50,別経路,99.5,1万円,",
    )
    done = call("import", ledger, path)
    assert done.code == 0, done.err
    (section,) = call("show", ledger, "lines", "--json").json["sections"]
    assert (section["rate"], section["rate_shown"], section["note"]) == ("199999/200000", "99.9995%", "")
    assert (section["double"], section["monthly_yen"]) == (True, 40_000)
    assert "99.9995%(主と副の2回線)" in call("show", ledger, "lines").out
    bad = sheet(tmp_path, "回線2", "番号,主副,起点,終点,稼働率", "3,主,各団体,中継,101%")
    refused = call("import", ledger, bad)
    assert refused.code != 0
    assert "「101%」は割合として使えません。" in refused.out + refused.err
    assert len(call("show", ledger, "lines", "--json").json["sections"]) == 1


def test_plans_and_drills_are_told_with_what_is_not_planned(call: Call, ledger: Path, tmp_path: Path) -> None:
    plans = sheet(tmp_path, "BCP", "業務,優先順位,目標復旧時間,目標復旧時点,代替方法", "住基情報,A,4時間,0,手書き")
    drills = sheet(tmp_path, "訓練", "実施日,想定災害,復旧時間,訓練結果", "H26.6.10,地震,6,切り替わった")
    for one in (plans, drills):
        done = call("import", ledger, one)
        assert done.code == 0, done.err
    told = call("show", ledger, "continuity", "--as-of", "H26.8.6", "--json").json
    assert (told["planned"], told["of"], told["systems"][0]["rto_exceeded"]) == (1, 16, True)
    assert (told["systems"][0]["rto_hours"], told["systems"][0]["rpo_hours"]) == (4, 0)
    assert told["systems"][1]["planned"] is False
    assert "RTO超過" in call("show", ledger, "continuity", "--as-of", "H26.8.6").out
    assert call("show", ledger, "continuity", "--as-of", "H26.6.9", "--json").json["drills"] == []


def test_services_are_told_with_fees_and_figures(call: Call, ledger: Path, tmp_path: Path) -> None:
    of = "住民票のコンビニ交付,射水市"
    sheets = (
        sheet(
            tmp_path,
            "住民サービスの団体別状況",
            "住民サービス,団体,状態,開始年月,年間固定費,委託手数料,窓口経費",
            f"{of},◎,H27.1,300万円,123,600",
        ),
        sheet(
            tmp_path,
            "住民の手数料",
            "住民サービス,団体,取扱い,区分,適用開始日,適用終了日,手数料",
            f"{of},コンビニ,通常,H26.4.1,,300円",
            f"{of},コンビニ,減免,H26.8.1,H26.8.31,200円",
        ),
        sheet(
            tmp_path,
            "住民サービスの件数",
            "住民サービス,団体,年度,窓口件数,コンビニ件数",
            f'{of},平成25年度,"9,000",1000',
        ),
    )
    for one in sheets:
        done = call("import", ledger, one)
        assert done.code == 0, done.err
    told = call("show", ledger, "services", "--as-of", "H26.8.6", "--json").json
    service = next(one for one in told["services"] if one["name"] == "住民票のコンビニ交付")
    here = service["members"]["射水市"]
    assert (here["state"], here["since"], here["since_shown"]) == ("実施決定", "2015-01", "平成27年1月")
    assert here["fees"]["コンビニ等"] == {
        "yen": 100,
        "ordinary": 300,
        "reduction": 200,
        "reduction_ends_on": "2014-08-31",
    }
    assert (here["share"], here["case_cost"], here["break_even"], here["pays"]) == ("1/10", "3123", 6_290, False)
    assert service["counts"]["実施決定"] == 1
    text = call("show", ledger, "services", "--as-of", "H26.8.6").out
    assert "6,290" in text
    assert "1市において実施を検討中" in text


def test_matrices_are_brought_in_as_people_write_them(call: Call, ledger: Path, tmp_path: Path) -> None:
    across = sheet(
        tmp_path,
        "調べ",
        "住民サービス,射水市,滑川市,舟橋村",
        "住民票のコンビニ交付,●,◎,×",
        "総合窓口,？,,検討中",
    )
    done = call("import", ledger, across)
    assert done.code == 0, done.err
    assert "追加 5件" in done.out
    told = {one["name"]: one["members"] for one in call("show", ledger, "services", "--json").json["services"]}
    issuing = [told["住民票のコンビニ交付"][name]["state"] for name in ("射水市", "滑川市", "舟橋村", "上市町")]
    assert issuing == ["実施中", "実施決定", "実施しない", "未回答"]
    assert told["総合窓口"]["舟橋村"]["state"] == "検討中"
    done = call("import", ledger, sheet(tmp_path, "判定", "要件番号,民間データセンター", "1,○", "2,△", "3,×"))
    assert done.code == 0, done.err
    assert "変更 2件" in done.out
    (site,) = call("show", ledger, "requirements", "--json").json["sites"]
    assert site["met"]["全体"]["text"] == "6/8(75%)"


@pytest.mark.parametrize(
    "report", ["safety", "requirements", "merits", "network", "risks", "continuity", "neighbours", "services"]
)
def test_the_papers_are_printed(call: Call, ledger: Path, tmp_path: Path, report: str) -> None:
    done = call("print", ledger, report, "-o", tmp_path / "紙.pdf", "--as-of", "2014-08-06")
    assert done.code == 0, done.err
    assert (tmp_path / "紙.pdf").read_bytes().startswith(b"%PDF")


def test_lines_have_no_day(call: Call, ledger: Path) -> None:
    done = call("show", ledger, "lines", "--as-of", "H26.8.6")
    assert done.code == 2
    assert "--as-of" in done.err


@pytest.mark.parametrize(
    ("table", "lines", "found"),
    [
        ("continuity_plans", "業務名,優先度,RTO,RPO\n住民税,高,24時間,1日", ("最優先", 24, 24)),
        ("drills", "実施日,訓練名,対象業務,次回予定\nH27.2.1,停電,住民税,H28.2.1", ("停電", "2016-02-01")),
        ("services", "サービス,種別,根拠条例\n試しの交付,交付,手数料条例", ("交付", "手数料条例")),
        ("service_statuses", "サービス名,射水市,滑川市\nコンビニ収納,×,◎", ("実施決定",)),
        ("site_checks", "要件,民間データセンター\n震度6以上の耐震性能を有する,△", ("条件付き",)),
    ],
)
def test_lists_are_brought_in_under_the_headings_that_offices_use(
    call: Call, ledger: Path, tmp_path: Path, table: str, lines: str, found: tuple[object, ...]
) -> None:
    sheet = tmp_path / f"{table}.csv"
    sheet.write_text(f"{lines}\n", encoding="utf-8-sig")
    done = call("import", ledger, sheet, "--table", table)
    assert (done.code, "取り込まない" in done.out) == (0, False), done.err + done.out
    with opened(str(ledger)) as file:
        record = TABLES[table].record
        rows = [[getattr(one, name) for name in abouts(record)] for one in file.store.book().all(record).values()]
    told = [[value.label if isinstance(value, Word) else value for value in row] for row in rows]
    assert any(all(one in row for one in found) for row in told), told
