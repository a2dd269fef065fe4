"""Every fault as a Japanese sentence: what is wrong and what to do. Screen, paper and commands use it alike."""

from collections.abc import Mapping
from typing import Protocol

from core.model.machine.faults import Refused
from core.words import (
    costs,
    council,
    editing,
    evaluation,
    exchange,
    files,
    findings,
    fixed_amounts,
    foundation,
    gaps,
    letters,
    local_rules,
    organisation,
    present_systems,
    requests,
    schedule,
    sla,
    storage,
)
from core.words.charges import charges, claims, cloud_bills, commitments
from core.words.operating import agreements, applications, handouts, improvements, surveys

_ROOMS = (
    editing,
    council,
    requests,
    costs,
    charges,
    claims,
    cloud_bills,
    commitments,
    evaluation,
    organisation,
    present_systems,
    schedule,
    sla,
    fixed_amounts,
    local_rules,
    gaps,
    foundation,
    improvements,
    surveys,
    applications,
    agreements,
    handouts,
    letters,
    findings,
    exchange,
    storage,
    files,
)

SENTENCES: dict[str, str] = {rule: text for room in _ROOMS for rule, text in room.SENTENCES.items()}
"""By the name of the rule, from one file for each subject."""


class Told(Protocol):
    """A fault, a finding, a refusal: the name of a sentence and what fills its blanks."""

    @property
    def rule(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def sentence(fault: Told | Refused) -> str:
    """Return what people are told of `fault`; with the fact `is_turned` it is one about a turned sheet."""
    text = SENTENCES[fault.rule]
    is_turned = fault.facts.get("is_turned")
    return (text.translate(_TURNS) if is_turned else text).format_map(dict(fault.facts))


_TURNS = str.maketrans("行列上左下右", "列行左上右下")
"""What is a row of a sheet that was turned by a quarter to be read is a column of it as it was brought."""
