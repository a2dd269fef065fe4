"""What agreements must keep: they end after they were concluded, and articles are numbered as articles."""

from core.model.machine.records import Record
from core.model.operating.agreements import Agreement, Article, numbered
from core.operations.editing.conduct import Conduct, Texts
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order


def _numbered(_ledger: Ledger, texts: Texts, _article: Article | None) -> Texts:
    """Take a bare number as that of an article."""
    return {**texts, "number": numbered(texts["number"])} if texts.get("number", "").strip() else texts


CONDUCT: dict[type[Record], Conduct] = {
    Agreement: Conduct(
        rules=(
            (frozenset({"signed_on", "ends_on"}), in_right_order("signed_on", "ends_on")),
            (frozenset({"effective_on", "ends_on"}), in_right_order("effective_on", "ends_on")),
        ),
    ),
    Article: Conduct(meant=_numbered),
}
