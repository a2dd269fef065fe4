import os
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.storage.document.backups import (
    BEFORE_IMPORT,
    DAYS,
    MARKS,
    MONTHS,
    NEWEST,
    OVERWRITTEN,
    UNSAVED,
    WEEKS,
    Backup,
    back_up,
    backup_path,
    backups_in,
    beside,
    has_backup_of_today,
    thin,
    title_in_names,
    worth_keeping,
)

moments = st.datetimes(datetime(2014, 1, 1), datetime(2026, 12, 31)).map(lambda at: at.replace(microsecond=0))


NEW_LINE = ["\n"] if os.name == "posix" else []
titles = st.one_of(
    st.text(st.characters(min_codepoint=32, exclude_characters='/\\:*?"<>|', codec="utf-8"), min_size=1, max_size=70),
    st.lists(st.sampled_from(["計画", "_", *MARKS, "_20261123-101500", "-2", ".x", "𠮷", *NEW_LINE]), min_size=1).map(
        "".join
    ),
)


def made(moments: list[datetime]) -> list[Backup]:
    return [Backup(Path(f"{number}.anbun"), "台帳", "", at) for number, at in enumerate(moments)]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "台帳 髙.anbun"
    path.write_bytes(b"content")
    return path


def test_a_backup_bears_the_name_and_the_time(document: Path, tmp_path: Path) -> None:
    backup = back_up(document, tmp_path / "backups")
    assert backup.read_bytes() == b"content"
    assert backup.name.startswith(f"台帳 髙_{datetime.now():%Y%m%d}-")
    assert backup.suffix == ".anbun"


def test_two_backups_in_one_second_do_not_replace_each_other(document: Path, tmp_path: Path) -> None:
    names = {back_up(document, tmp_path / "backups").name for _ in range(5)}
    assert {path.name for path in (tmp_path / "backups").iterdir()} == names
    assert len(names) == 5
    assert {backup.path.name for backup in backups_in(tmp_path / "backups")} == names


def test_a_name_says_title_reason_and_time(tmp_path: Path) -> None:
    for name in (
        "予算_案_取り込み前_20261123-101500.anbun",
        "題_20261122-101500-2.anbun",
        "題_20269999-000000.anbun",
        "x",
    ):
        (tmp_path / name).write_bytes(b"")
    first, second = backups_in(tmp_path)
    assert (first.title, first.mark, first.at) == ("予算_案", "取り込み前", datetime(2026, 11, 23, 10, 15))
    assert (second.title, second.mark, second.at) == ("題", "", datetime(2026, 11, 22, 10, 15))


def test_a_folder_that_is_not_there_has_no_backups(tmp_path: Path) -> None:
    assert backups_in(tmp_path / "ない") == []


@given(st.lists(moments, max_size=80))
def test_the_newest_are_always_kept_and_thinning_again_takes_nothing_more(at: list[datetime]) -> None:
    backups = made(at)
    kept = worth_keeping(backups)
    assert [backup.at for backup in kept[:NEWEST]] == sorted(at, reverse=True)[:NEWEST]
    assert worth_keeping(kept) == kept
    assert len(kept) <= NEWEST + 2 * DAYS + WEEKS + MONTHS


@given(st.lists(moments, min_size=1, max_size=80))
def test_the_last_backup_of_each_recent_month_is_kept(at: list[datetime]) -> None:
    kept = {backup.at for backup in worth_keeping(made(at))}
    last: dict[tuple[int, int], datetime] = {}
    for moment in sorted(at):
        last[moment.year, moment.month] = moment
    newest = sorted(last.values(), reverse=True)[:MONTHS]
    assert set(newest) <= kept


def test_ten_years_of_daily_saves_leave_days_weeks_and_months() -> None:
    last = datetime(2026, 11, 23, 17)
    kept = [backup.at for backup in worth_keeping(made([last - timedelta(days=day) for day in range(3_650)]))]
    assert kept[:DAYS] == [last - timedelta(days=day) for day in range(DAYS)]
    assert max(Counter(f"{at:%G%V}" for at in kept[DAYS + 7 :]).values()) == 1
    assert len({f"{at:%Y%m}" for at in kept}) == MONTHS


def test_thinning_deletes_nothing_but_backups(tmp_path: Path) -> None:
    (tmp_path / "読んでください.txt").write_bytes(b"")
    for day in range(60):
        at = datetime(2026, 11, 23) - timedelta(hours=day)
        (tmp_path / f"{'乙甲'[day % 2]}_{at:%Y%m%d-%H%M%S}.anbun").write_bytes(b"")
    thin(tmp_path)
    assert (tmp_path / "読んでください.txt").exists()
    assert NEWEST < len(backups_in(tmp_path)) < 20


@pytest.mark.parametrize("mark", [UNSAVED, BEFORE_IMPORT, OVERWRITTEN])
def test_what_was_kept_for_another_reason_is_not_the_backup_of_the_day(
    document: Path, tmp_path: Path, mark: str
) -> None:
    folder = tmp_path / "backups"
    assert not has_backup_of_today(folder, document)
    back_up(document, folder, mark=mark)
    assert not has_backup_of_today(folder, document)
    back_up(document, folder)
    assert has_backup_of_today(folder, document)


def test_a_backup_of_an_earlier_day_is_not_todays(document: Path, tmp_path: Path) -> None:
    back_up(document, tmp_path / "backups", at=datetime(2014, 8, 6, 9))
    assert not has_backup_of_today(tmp_path / "backups", document)


def test_the_backup_of_the_day_is_of_the_file_that_is_saved(document: Path, tmp_path: Path) -> None:
    folder, made_at = tmp_path / "backups", datetime.now().replace(microsecond=0)
    back_up(document, folder, at=made_at)
    assert has_backup_of_today(folder, document, made_at - timedelta(days=1)), "it is that very state"
    document.write_bytes(b"saved since")
    assert has_backup_of_today(folder, document, made_at)
    document.write_bytes(b"another file of that name")
    assert not has_backup_of_today(folder, document, made_at - timedelta(days=1))
    copy = document.with_name("台帳 髙 - コピー.anbun")
    copy.write_bytes(b"a copy")
    assert not has_backup_of_today(folder, copy, made_at)


@given(titles, st.sampled_from(("", *MARKS)), moments, st.integers(1, 3))
def test_title_and_reason_are_read_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, title: str, mark: str, at: datetime, number: int
) -> None:
    folder = tmp_path_factory.mktemp("backups")
    for _ in range(number):
        backup_path(folder, title, ".anbun", mark, at).write_bytes(b"")
    found = [(one.title, one.mark, one.at) for one in backups_in(folder)]
    assert found == [(title_in_names(title), mark.removeprefix("_"), at)] * number


def test_a_title_that_ends_like_a_reason_has_its_backup_of_the_day(tmp_path: Path) -> None:
    document = tmp_path / "計画_取り込み前.anbun"
    document.write_bytes(b"content")
    back_up(document, tmp_path / "backups")
    assert has_backup_of_today(tmp_path / "backups", document)


@given(st.lists(st.tuples(moments, st.sampled_from(("", "取り込み前", "統合前"))), min_size=1, max_size=60))
def test_the_file_before_the_first_save_of_each_recent_day_is_kept(at: list[tuple[datetime, str]]) -> None:
    backups = [Backup(Path(f"{number}.anbun"), "台帳", mark, moment) for number, (moment, mark) in enumerate(at)]
    first: dict[str, datetime] = {}
    for one in sorted(backups, key=lambda one: one.at, reverse=True):
        if not one.mark:
            first[f"{one.at:%Y%m%d}"] = one.at
    kept = worth_keeping(backups)
    assert {first[day] for day in sorted(first)[-DAYS:]} <= {one.at for one in kept if not one.mark}
    assert worth_keeping(kept) == kept


def test_many_imports_of_one_day_do_not_push_out_the_file_before_its_first_save(document: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    first = back_up(document, folder, at=datetime(2026, 11, 23, 8))
    for minute in range(3 * NEWEST):
        back_up(document, folder, mark=BEFORE_IMPORT, at=datetime(2026, 11, 23, 9, minute))
    assert first.exists()


@pytest.mark.parametrize("letter", ["𠮷", "🧿", "髙", "a"])
def test_a_title_of_any_letters_leaves_room_for_the_rest_of_a_backups_name(
    document: Path, tmp_path: Path, letter: str
) -> None:
    title = letter * 250
    for mark in ("", *MARKS):
        backup = back_up(document, tmp_path / "backups", title, mark)
        assert len(backup.name.encode()) <= 240
    assert title.startswith(title_in_names(title))
    assert beside(tmp_path / f"{title}.anbun").name == title_in_names(title)


def test_a_long_title_is_shortened_not_refused(tmp_path: Path) -> None:
    path = backup_path(tmp_path, "長い名前" * 40, ".anbun", UNSAVED)
    path.write_bytes(b"")
    assert path.name.startswith("長い名前")
