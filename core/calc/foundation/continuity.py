"""BCP by system: what is planned for each, and what the last drill has shown."""

from core.dataclass import dataclass
from core.model.council import Scope, System
from core.model.foundation.continuity import ContinuityPlan, Drill
from core.model.machine.naming import in_order
from core.model.machine.table import Look

DRILL_TERMS = (
    "訓練の結果は、その業務の、または全業務を対象とした訓練のうち、基準とする日までのいちばん新しいものです。"
    "復旧までの時間がRTOを超えたものに「RTO超過」と付けます。"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One system with its plan and the last drill by a day, None where there is none."""

    system: System
    plan: ContinuityPlan | None
    drill: Drill | None

    @property
    def exceeded(self) -> bool | None:
        """Whether the drill took longer than the RTO; None where either is not known."""
        if self.plan is None or self.plan.rto_hours is None or self.drill is None or self.drill.hours is None:
            return None
        return self.drill.hours > self.plan.rto_hours


def prepared(look: Look, day: str = "") -> list[Prepared]:
    """Return the systems that are procured in their order, and others that have a plan; as of an ISO day ("": all
    drills)."""
    plans = {one.system_id: one for one in look.all(ContinuityPlan).values()}
    drills = drills_until(look, day)
    systems = [one for one in look.all(System).values() if one.scope is Scope.IN_SCOPE or one.id in plans]
    return [Prepared(one, plans.get(one.id), _last(drills, one.id)) for one in in_order(look, systems)]


def drills_until(look: Look, day: str = "") -> list[Drill]:
    """Return the drills that were held by a day, the first one first."""
    return in_order(look, [one for one in look.all(Drill).values() if not day or one.held_on <= day])


def _last(drills: list[Drill], system_id: int) -> Drill | None:
    of_system = [one for one in drills if one.system_id in {None, system_id}]
    return of_system[-1] if of_system else None


def next_drill(look: Look, day: str) -> Drill | None:
    """Return the drill that names the next day on which one is planned, on or after `day`."""
    coming = [one for one in look.all(Drill).values() if one.next_on and one.next_on >= day]
    return min(coming, key=lambda one: one.next_on or "", default=None)


def is_followed(drill: Drill, drills: list[Drill]) -> bool:
    """Whether the drill that was to come after this one has been held: one of the same systems on a later day."""
    return any(one.held_on > drill.held_on and one.system_id in {None, drill.system_id} for one in drills)
