"""A subject that exists only in the tests of pages: visits by members, with the papers that were handed out there."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.model.machine.kinds import day, flag, long_text, note, owner, place, refers, text, word, yen
from core.model.machine.table import Table
from core.model.values.words import Word
from tests.trial_tables import definition, known
from ui.session import Session


class Weather(Word):
    SUNNY = "sunny", "晴れ"
    RAINY = "rainy", "雨"


@dataclass(frozen=True, slots=True)
class Visit:
    """視察: what a plain subject declares, with a field of nearly every kind."""

    id: int
    held_on: str = day("視察日")
    municipality_id: int = owner("municipalities", "団体")
    title: str = text("視察名")
    system_id: int | None = refers("systems", "業務")
    weather: Weather = word(Weather, "天気", Weather.SUNNY)
    cost_yen: int | None = yen("旅費", None)
    is_open: bool = flag("公開")
    report: str = long_text("報告")
    position: int = place()
    written_by: str = text("記録者", "事務局", given=True)
    note: str = note()


@dataclass(frozen=True, slots=True)
class Paper:
    """配布物: belongs to a visit; nobody puts papers in order."""

    id: int
    visit_id: int = owner("visits", "視察")
    name: str = text("資料名")


VISITS = Table(
    "visits", Visit, "視察", order=("position",), called=lambda _, one: f"視察「{one.title}」", titled="title"
)
PAPERS = Table("papers", Paper, "配布物")


@contextmanager
def trial_subject(session: Session) -> Iterator[Session]:
    """Give the session's file the tables of the subject, as a migration would, and know the subject for a while."""
    for table in (VISITS, PAPERS):
        session.file.store._connection.execute(definition(table))
    with known(VISITS, PAPERS):
        session.load(session.file)
        yield session
