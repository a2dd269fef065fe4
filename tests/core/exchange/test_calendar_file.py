import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from core.documents.schedule.entries import Entry
from core.exchange.calendar_file import calendar_bytes

NOW = datetime(2026, 11, 29, 1, 2, 3, tzinfo=UTC)
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")) | st.just("\n"), max_size=120)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def value(lines: list[str], name: str) -> str:
    (line,) = (line for line in lines if re.match(f"{name}[:;]", line))
    return line.split(":", 1)[1]


def plain(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


def test_a_time_is_whole_days_whose_end_is_the_day_after() -> None:
    entry = Entry("tasks#7@x", "5.4 データ移行, 試験; 本番", "2026-12-28", "2027-01-05", "事務局\n備考", "作業")
    lines = unfolded(calendar_bytes([entry], "協議会", NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert value(lines, "DTSTART") == "20261228"
    assert value(lines, "DTEND") == "20270106"
    assert value(lines, "DTSTAMP") == "20261129T010203Z"
    assert value(lines, "UID") == "tasks#7@x"
    assert value(lines, "SUMMARY") == "5.4 データ移行\\, 試験\\; 本番"
    assert value(lines, "DESCRIPTION") == "事務局\\n備考"


@given(TEXTS, TEXTS)
def test_lines_are_short_and_give_back_every_letter(title: str, detail: str) -> None:
    content = calendar_bytes([Entry("1", title, "2026-04-01", "2026-04-01", detail)], "協議会", NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    lines = unfolded(content)
    assert plain(value(lines, "SUMMARY")) == title
    if detail:
        assert plain(value(lines, "DESCRIPTION")) == detail
