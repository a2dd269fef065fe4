"""What improvements must keep: nothing is answered, decided or done before it was received, nobody supports itself."""

from collections.abc import Iterator

from core.model.council import municipality_name
from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.operating.improvements import Improvement, ImprovementSupport, Verdict
from core.operations.editing.conduct import Columns, Conduct, Texts
from core.operations.editing.draft import Draft, Ledger
from core.operations.organisation.conduct import in_right_order


def _another(ledger: Ledger, support: ImprovementSupport) -> Iterator[Fault]:
    one = ledger.all(Improvement)[support.improvement_id]
    if one.municipality_id == support.municipality_id:
        name = municipality_name(ledger, support.municipality_id)
        yield Fault("municipality_id", "supports_itself", {"number": one.number, "name": name})


def _secretariat_meant(_: Ledger, texts: Texts, _improvement: Improvement | None) -> Texts:
    """Take 事務局, which is shown where no municipality asks, for none."""
    return {**texts, "municipality_id": ""} if texts.get("municipality_id", "").strip() == "事務局" else texts


def _done(_: Ledger, one: Improvement) -> Iterator[Fault]:
    if one.done_on is not None and one.verdict is Verdict.DECLINED:
        yield Fault("done_on", "declined_and_done", {"number": one.number})


def _following(draft: Draft, one: Improvement, typed: Columns) -> None:
    """A day of completion without a decision means that it was adopted."""
    if "done_on" in typed and "verdict" not in typed and one.done_on is not None and one.verdict is Verdict.OPEN:
        draft.update(one, verdict=Verdict.ADOPTED)


CONDUCT: dict[type[Record], Conduct] = {
    Improvement: Conduct(
        rules=(
            *(
                (frozenset({"raised_on", name}), in_right_order("raised_on", name))
                for name in ("answered_on", "decided_on", "due_on", "done_on")
            ),
            (frozenset({"verdict", "done_on"}), _done),
        ),
        meant=_secretariat_meant,
        follows=_following,
    ),
    ImprovementSupport: Conduct(rules=((frozenset({"improvement_id", "municipality_id"}), _another),)),
}
