"""Cells of the matrices are rows: made where there is none, gone where they say nothing."""

from typing import Any

from core.model.council import Municipality
from core.model.foundation.continuity import ContinuityPlan
from core.model.foundation.requirements import Requirement, Result, Site, SiteCheck
from core.model.foundation.services import Service, ServiceState, ServiceStatus
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults
from core.operations.foundation.matrices import check_cells, status_cells
from core.operations.foundation.planning import plan_all
from core.words.sentences import sentence


def test_signs_words_and_keys_are_read_alike_and_all_or_none(ledger: Any) -> None:
    book = ledger.book
    service = ledger.find(Service, name="住民票のコンビニ交付")
    members = list(book.all(Municipality).values())
    typed = ["●", "決定", "3", "×", "？", "未回答"]
    ledger.do(status_cells(book, [(service, one, text) for one, text in zip(members, typed, strict=True)]))
    states = {one.municipality_id: one.state for one in book.children(ServiceStatus, service.id).values()}
    assert [states.get(one.id) for one in members] == [*ServiceState, None]
    wish = status_cells(book, [(service, members[0], "0"), (service, members[1], "たぶん")])
    assert isinstance(wish, Faults)
    assert "「たぶん」" in sentence(next(iter(wish)))
    assert next(iter(wish)).facts["cell"] == 1


def test_a_cell_that_says_nothing_is_no_row(ledger: Any) -> None:
    book = ledger.book
    requirement, site = ledger.find(Requirement, number="1"), ledger.find(Site, name="民間データセンター")
    check = next(iter(book.children(SiteCheck, requirement.id).values()))
    ledger.do(check_cells(book, [(requirement, site, "未確認")]))
    assert book.all(SiteCheck)[check.id].result is None, "its evidence still says something"
    for name in ("evidence", "method"):
        ledger.do(check_cells(book, [(requirement, site, "")], name))
    assert book.children(SiteCheck, requirement.id) == {}
    ledger.do(check_cells(book, [(requirement, site, "△")]))
    (row,) = book.children(SiteCheck, requirement.id).values()
    assert row.result is Result.PARTLY


def test_evidence_is_not_valid_until_a_day_before_it_was_checked(ledger: Any) -> None:
    book = ledger.book
    requirement, site = ledger.find(Requirement, number="1"), ledger.find(Site, name="民間データセンター")
    ledger.do(check_cells(book, [(requirement, site, "H26.8.1")], "checked_on"))
    wish = check_cells(book, [(requirement, site, "H26.7.31")], "valid_until")
    assert isinstance(wish, Faults)
    assert "証明の有効期限" in sentence(next(iter(wish)))


def test_every_system_without_a_plan_gets_one_in_one_action(ledger: Any) -> None:
    wish = plan_all(ledger.book)
    assert isinstance(wish, ChangeSet)
    assert wish.label == "16業務のBCPを追加"
    ledger.do(wish)
    assert len(ledger.book.all(ContinuityPlan)) == 16
    assert plan_all(ledger.book).changes == ()
