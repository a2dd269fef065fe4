"""The sheets of the survey: one workbook for each member, whose rows are known again when they come back."""

from contextlib import closing
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from core.calc.members import members_of
from core.jobs.importing import read_spreadsheet
from core.jobs.survey import write_survey
from core.model.council import Municipality
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.model.machine.grids import GridCell
from core.model.selection.present_systems import PresentSystem
from core.operations.importing.plan import ImportPlan
from core.operations.intake import plan_file
from core.operations.present_systems.surveying import prepare
from core.sample import sample
from core.storage.disk.places import Home
from core.storage.document.ledger_file import LedgerFile
from core.words.sentences import sentence


def test_what_a_member_fills_in_comes_back_to_its_rows(home: Home, tmp_path: Path) -> None:
    with closing(LedgerFile.new(home, sample())) as file:
        wish = prepare(file.store.book())
        assert isinstance(wish, ChangeSet)
        file.store.apply(wish)
        book = file.store.book()
        ids = {one.id for one in members_of(book)}
        members = [one for one in book.all(Municipality).values() if one.id in ids]
        paths = write_survey(file.store, book, members, tmp_path / "調査票")
        assert not isinstance(paths, Faults)
        assert len(paths) == 6
        assert paths[0].name == "現況調査_162116_射水市.xlsx"
        source = read_spreadsheet(paths[0])
        (sheet,) = source.grids
        headings = list(sheet.rows[0])
        assert [name for name in headings if name in {"事業者", "製品", "契約終了日", "年額", "違約金", "連携"}] == [
            "事業者",
            "製品",
            "契約終了日",
            "年額",
            "違約金",
            "連携",
        ]
        typed: dict[str, GridCell] = {
            "事業者": "今の社",
            "製品": "総合行政",
            "年額": 12_000_000.0,
            "違約金": 0.0,
            "連携": "税、国保",
        }
        first: tuple[GridCell, ...] = tuple(
            typed.get(str(name), cell) for name, cell in zip_longest(headings, sheet.rows[1])
        )
        filled = replace(sheet, rows=(sheet.rows[0], first, *sheet.rows[2:]))
        plan = plan_file(book, file.store.document_id, replace(source, grids=(filled,)))
        assert isinstance(plan, ImportPlan)
        assert not plan.refused, [sentence(fault) for line in plan.refused for fault in line.reasons]
        assert (len(plan.added), len(plan.changed)) == (0, 1)
        file.store.apply(plan.change_set)
        (told,) = [one for one in file.store.book().all(PresentSystem).values() if not one.is_blank]
        assert (told.vendor, told.product, told.yearly_yen, told.penalty_yen, told.interfaces) == (
            "今の社",
            "総合行政",
            12_000_000,
            0,
            "税、国保",
        )


def test_without_rows_there_is_no_sheet(home: Home, tmp_path: Path) -> None:
    with closing(LedgerFile.new(home, sample())) as file:
        book = file.store.book()
        made = write_survey(file.store, book, list(book.all(Municipality).values()), tmp_path / "調査票")
        assert isinstance(made, Faults)
        assert not (tmp_path / "調査票").exists()
