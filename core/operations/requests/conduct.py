"""What requests and quotes must keep: 統合先 and 方針 belong together, an adopted option is the request's own."""

from collections.abc import Iterator, Mapping

from core.calc.members import members_of
from core.model.machine.faults import Fault
from core.model.machine.kinds import FieldValue
from core.model.machine.records import Record
from core.model.requests import Customization, Disposition, Option, Quote
from core.operations.council.conduct import needs_population, weights_exist
from core.operations.editing.conduct import Columns, Conduct
from core.operations.editing.draft import Draft, Ledger


def _implementers(_: Ledger, quote: Quote) -> Iterator[Fault]:
    if quote.implementers < 1:
        yield Fault("implementers", "implementers", {"n": quote.implementers})


def _populations_exist(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    if not needs_population(customization.rule or ""):
        return
    missing = [member.name for member in members_of(ledger) if member.population is None]
    if missing:
        yield Fault("rule", "population_missing", {"names": "、".join(missing)})


def _merged(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    merges, target = customization.disposition is Disposition.MERGED, customization.merged_into_id
    if merges and target is None:
        yield Fault("disposition", "merge_target", {"item": customization.item})
    elif target is not None and not merges:
        facts = {"item": customization.item, "disposition": customization.disposition.label}
        yield Fault("merged_into_id", "target_without_merge", facts)
    elif target == customization.id:
        yield Fault("merged_into_id", "merge_into_itself", {"item": customization.item})
    elif target is not None and customization.id in _path(ledger, target):
        path = "→".join(f"項{ledger.all(Customization)[id].item}" for id in [customization.id, *_path(ledger, target)])
        yield Fault("merged_into_id", "merge_circle", {"path": path})


def _path(ledger: Ledger, start: int) -> list[int]:
    """Return the requests that `start` is merged into, one after the other, up to the end or a circle's closing."""
    path: list[int] = []
    at: int | None = start
    while at is not None and at not in path:
        path.append(at)
        at = ledger.all(Customization)[at].merged_into_id
    return path


def _adopted(ledger: Ledger, customization: Customization) -> Iterator[Fault]:
    id = customization.adopted_option_id
    if id is not None and ledger.all(Option)[id].customization_id != customization.id:
        yield Fault("adopted_option_id", "option_of_another", {"item": customization.item})


def _follows(draft: Draft, customization: Customization, typed: Columns) -> None:
    """Let 方針 and 統合先の項 follow each other where only one of them was typed."""
    if typed.isdisjoint({"disposition", "merged_into_id"}):
        return
    if "disposition" not in typed and customization.merged_into_id is not None:
        customization = draft.update(customization, disposition=Disposition.MERGED)
    if "merged_into_id" not in typed and customization.disposition is not Disposition.MERGED:
        draft.update(customization, merged_into_id=None)


def _released(customization: Customization, name: str) -> tuple[Mapping[str, FieldValue], str]:
    """A request that was merged into one that goes is under review again."""
    if name != "merged_into_id" or customization.disposition is not Disposition.MERGED:
        return {}, ""
    return {"disposition": Disposition.UNDER_REVIEW}, f"は{Disposition.UNDER_REVIEW.label}に戻す"


CONDUCT: dict[type[Record], Conduct] = {
    Customization: Conduct(
        rules=(
            (frozenset({"disposition", "merged_into_id"}), _merged),
            (frozenset({"adopted_option_id"}), _adopted),
            (frozenset({"rule"}), weights_exist),
            (frozenset({"rule"}), _populations_exist),
        ),
        follows=_follows,
        released=_released,
    ),
    Quote: Conduct(rules=((frozenset({"implementers"}), _implementers),)),
}
