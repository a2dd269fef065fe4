"""What the subjects say of how their rows behave, by record: the machine asks here and knows no subject."""

from core.model.machine.records import Record
from core.operations.agreements import conduct as agreements
from core.operations.answers import conduct as answers
from core.operations.applications import conduct as applications
from core.operations.charges import conduct as charges
from core.operations.chronicle import conduct as chronicle
from core.operations.claims import conduct as claims
from core.operations.cloud_bills import conduct as cloud_bills
from core.operations.commitments import conduct as commitments
from core.operations.costs import conduct as costs
from core.operations.council import conduct as council
from core.operations.editing.conduct import PLAIN, Conduct
from core.operations.evaluation import conduct as evaluation
from core.operations.fixed_amounts import conduct as fixed_amounts
from core.operations.foundation import conduct as foundation
from core.operations.gaps import conduct as gaps
from core.operations.handouts import conduct as handouts
from core.operations.improvements import conduct as improvements
from core.operations.issues import conduct as issues
from core.operations.law_changes import conduct as law_changes
from core.operations.letters import conduct as letters
from core.operations.links import conduct as links
from core.operations.local_rules import conduct as local_rules
from core.operations.meetings import conduct as meetings
from core.operations.organisation import conduct as organisation
from core.operations.requests import conduct as requests
from core.operations.scenarios import conduct as scenarios
from core.operations.schedule import conduct as schedule
from core.operations.sla import conduct as sla
from core.operations.surveys import conduct as surveys

_SUBJECTS = (
    council,
    fixed_amounts,
    requests,
    answers,
    costs,
    scenarios,
    charges,
    claims,
    cloud_bills,
    commitments,
    evaluation,
    organisation,
    meetings,
    gaps,
    chronicle,
    local_rules,
    issues,
    schedule,
    foundation,
    sla,
    law_changes,
    improvements,
    surveys,
    applications,
    agreements,
    letters,
    handouts,
    links,
)

CONDUCT: dict[type[Record], Conduct] = {
    record: conduct for subject in _SUBJECTS for record, conduct in subject.CONDUCT.items()
}


def conduct_of(record: type[Record]) -> Conduct:
    """Return how rows of a kind behave."""
    return CONDUCT.get(record, PLAIN)
