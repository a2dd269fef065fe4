"""Made-up local rules with what every member says of each, and issues with their progress, for measuring."""

import random
from datetime import date, timedelta
from typing import Any

from core.model.issues import Issue, IssueKind, IssueNote, IssueState, Priority
from core.model.local_rules import Cover, Effect, LabourRate, LocalRule, Ordinance, RuleKind, RuleUse, Use

RULES, ISSUES = 200, 2_000
_FIRST = date(2013, 4, 1)
_NAMES = (
    "保険料の減免",
    "納期の数",
    "通知書の様式",
    "端数の切り捨て",
    "外字の使用",
    "他システムとの連携",
    "受付の手順",
)


def rules_and_issues(draw: random.Random, members: int) -> dict[str, list[Any]]:
    """Return the rows by table."""
    rules: list[LocalRule] = []
    uses: list[RuleUse] = []
    for at in range(1, RULES + 1):
        cover, kind = draw.choice(list(Cover)), draw.choice(list(RuleKind))
        name = f"{draw.choice(_NAMES)}({at})"
        rules.append(LocalRule(at, str(at), name, None, kind, cover=cover, one_off_yen=at * 10_000, yearly_yen=5_000))
        for member in range(1, members + 1):
            if draw.random() < 0.9:
                uses.append(_use(draw, len(uses) + 1, at, member))
    issues: list[Issue] = []
    notes: list[IssueNote] = []
    for at in range(1, ISSUES + 1):
        issues.append(_issue(draw, at, members))
        for _ in range(draw.randint(0, 3)):
            day = (_FIRST + timedelta(days=draw.randint(0, 480))).isoformat()
            notes.append(IssueNote(len(notes) + 1, at, day, "事業者に照会し、回答を待っている", "担当"))
    return {
        "local_rules": rules,
        "local_rule_uses": uses,
        "labour_rates": [LabourRate(1, "2013-04-01", 3_000, "作った単価")],
        "issues": issues,
        "issue_notes": notes,
    }


def _use(draw: random.Random, id: int, rule: int, member: int) -> RuleUse:
    """Every fifth rule is kept by one member only."""
    now = draw.randint(0, 6_000)
    words = [Use.KEPT] if member == 1 else list(Use)[1:]
    return RuleUse(
        id,
        rule,
        member,
        draw.choice(words if rule % 5 == 0 else list(Use)),
        basis=f"条例第{draw.randint(1, 40)}条",
        yearly_count=draw.randint(0, 900),
        minutes_now=now,
        minutes_after=max(0, now + draw.randint(-300, 900)),
        affects=draw.choice(list(Effect)),
        ordinance=draw.choice(list(Ordinance)),
        session_on=f"2014-{draw.choice(('06', '09', '12'))}" if draw.random() < 0.05 else None,
    )


def _issue(draw: random.Random, id: int, members: int) -> Issue:
    raised = _FIRST + timedelta(days=draw.randint(0, 480))
    is_closed = draw.random() < 0.8
    closed = raised + timedelta(days=draw.randint(0, 120))
    return Issue(
        id,
        str(id),
        f"帳票の様式と移行の手順についての確認({id})",
        kind=draw.choice(list(IssueKind)),
        priority=draw.choice(list(Priority)),
        raised_on=raised.isoformat(),
        municipality_id=draw.randint(1, members),
        due_on=(raised + timedelta(days=60)).isoformat(),
        state=IssueState.DONE if is_closed else draw.choice([IssueState.UNDER_WAY, IssueState.WAITING]),
        closed_on=closed.isoformat() if is_closed else None,
        escalated_to_id=2 if draw.random() < 0.1 else None,
        content="様式の項目が標準と異なる",
    )
