"""What agreements must keep: they end after they were concluded, and no article is amended before it is in force."""

from collections.abc import Iterator

from core.model.machine.faults import Fault
from core.model.machine.records import Record
from core.model.operating.agreements import Agreement, Amendment, Article, article_name
from core.model.values.dates import show_date
from core.operations.editing.conduct import Conduct
from core.operations.editing.draft import Ledger
from core.operations.organisation.conduct import in_right_order


def _after(ledger: Ledger, amendment: Amendment) -> Iterator[Fault]:
    article = ledger.all(Article)[amendment.article_id]
    agreement = ledger.all(Agreement)[article.agreement_id]
    began = article.added_on or agreement.effective_on or agreement.signed_on
    if began is not None and amendment.effective_on < began:
        facts = {
            "article": article_name(ledger, article.id),
            "amended": show_date(amendment.effective_on),
            "began": show_date(began),
        }
        yield Fault("effective_on", "amended_early", facts)


def _says_something(ledger: Ledger, amendment: Amendment) -> Iterator[Fault]:
    if not (amendment.heading or amendment.body or amendment.agreed):
        yield Fault("body", "empty_amendment", {"article": article_name(ledger, amendment.article_id)})


CONDUCT: dict[type[Record], Conduct] = {
    Agreement: Conduct(
        rules=(
            (frozenset({"signed_on", "ends_on"}), in_right_order("signed_on", "ends_on")),
            (frozenset({"effective_on", "ends_on"}), in_right_order("effective_on", "ends_on")),
        ),
    ),
    Amendment: Conduct(
        rules=(
            (frozenset({"article_id", "effective_on"}), _after),
            (frozenset({"heading", "body", "agreed"}), _says_something),
        ),
    ),
}
