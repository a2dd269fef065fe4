"""show organisation, meetings and chronicle, as of a day and as JSON, and the papers of them, from the command line."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.cli.desk import Call

PAPERS = (
    "organisation",
    "roster",
    "roster-by-member",
    "vacancies",
    "agenda",
    "attendance",
    "minutes",
    "sessions",
    "votes",
    "decisions",
    "chronicle",
)


def test_the_bodies_are_shown_as_they_stood_on_a_day(call: Call, ledger: Path) -> None:
    now = call("show", ledger, "organisation", "--as-of", "2014-08-06", "--json").json
    assert (now["as_of"], now["as_of_shown"]) == ("2014-08-06", "平成26年8月6日")
    assert "富山県情報システム共同利用推進協議会" in [one["name"] for one in now["bodies"]]
    before = call("show", ledger, "organisation", "--as-of", "H25.6.1", "--json").json
    assert "富山県情報システム共同利用推進協議会" not in [one["name"] for one in before["bodies"]]
    assert "富山県共同利用型自治体クラウド会議" in call("show", ledger, "organisation", "--as-of", "H25.6.1").out


def test_sessions_are_counted_and_dates_are_told_both_ways(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "meetings", "--json").json
    assert (told["as_of"], told["as_of_shown"]) == (None, None)
    gaps, selection = told["series"]
    assert (gaps["total"], gaps["unlisted"], gaps["first_on"], gaps["first_on_shown"]) == (
        137,
        137,
        "2014-04-22",
        "平成26年4月22日",
    )
    assert selection["total"] == 2
    assert "延べ137回" in call("show", ledger, "meetings").out


def test_as_of_a_day_the_sessions_of_later_are_not_counted(call: Call, ledger: Path) -> None:
    told = call("show", ledger, "meetings", "--as-of", "H26.1.28", "--json").json
    assert (told["as_of"], told["as_of_shown"]) == ("2014-01-28", "平成26年1月28日")
    assert [(one["total"], len(one["meetings"])) for one in told["series"]] == [(137, 0), (1, 1)]


def test_minutes_and_the_next_day_come_in_from_a_list(call: Call, ledger: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "会議.csv"
    head = "系列,回次,開催日,議事録,次回,次回の場所"
    row = '選考審査会,3,H26.3.1,"<b>甲</b>は𠮷田案、\n乙は保留",２０１４/４/１,県庁'
    sheet.write_text(f"{head}\n{row}\n", encoding="utf-8-sig")
    assert call("import", ledger, sheet).code == 0
    (*_, selection) = call("show", ledger, "meetings", "--json").json["series"]
    last = selection["meetings"][-1]
    assert last["record"] == "<b>甲</b>は𠮷田案、\n乙は保留"
    assert (last["next_on"], last["next_on_shown"], last["next_at"]) == ("2014-04-01", "平成26年4月1日", "県庁")


VIEWS = ("organisation", "meetings", "gaps", "issues", "local_rules", "chronicle", "schedule", "dues")


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_promotion_says_as_of_when_it_tells(call: Call, ledger: Path, view: str) -> None:
    told = call("show", ledger, view, "--as-of", "H26.8.6", "--json").json
    assert (told["as_of"], told["as_of_shown"]) == ("2014-08-06", "平成26年8月6日")


@pytest.mark.parametrize("view", VIEWS)
def test_every_date_is_told_as_it_is_stored_and_as_it_is_shown(call: Call, ledger: Path, view: str) -> None:
    seen = list(_objects(call("show", ledger, view, "--as-of", "H26.8.6", "--json").json))
    assert seen
    for one in seen:
        for name, value in one.items():
            if isinstance(value, str) and re.fullmatch(r"[0-9]{4}(-[0-9]{2}){1,2}", value):
                assert f"{name}_shown" in one, (view, name)


def _objects(told: object) -> Iterator[dict[str, object]]:
    if isinstance(told, dict):
        yield told
    for part in told.values() if isinstance(told, dict) else told if isinstance(told, list) else ():
        yield from _objects(part)


def test_the_chronicle_has_its_dates_in_front_and_ends_on_a_day(call: Call, ledger: Path) -> None:
    lines = call("show", ledger, "chronicle").out.splitlines()
    assert "平成26年2月3日" in [line.split()[0] for line in lines if line.strip()]
    chapters = call("show", ledger, "chronicle", "--as-of", "2013-12-31", "--json").json["chapters"]
    dates = [event["began_on"] for chapter in chapters for event in chapter["events"] if event["began_on"]]
    assert "2010-09" in dates
    assert max(dates) == "2013-12-11"


def test_a_day_is_refused_where_it_means_nothing(call: Call, ledger: Path) -> None:
    done = call("show", ledger, "municipalities", "--as-of", "2014-08-06")
    assert done.code == 2
    assert "--as-of は" in done.err


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_comes_out_of_the_sample(call: Call, ledger: Path, tmp_path: Path, paper: str) -> None:
    out = tmp_path / f"{paper}.pdf"
    assert call("print", ledger, paper, "-o", out).code == 0
    assert out.read_bytes().startswith(b"%PDF")
