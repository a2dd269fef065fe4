"""Services × municipalities: who does it, what a case costs, from how many cases on it pays, how much it is used."""

from dataclasses import field
from fractions import Fraction
from math import ceil

from core.calc.members import Member, members_of
from core.dataclass import dataclass
from core.model.foundation.services import (
    Channel,
    FeeKind,
    Service,
    ServiceCount,
    ServiceFee,
    ServiceState,
    ServiceStatus,
)
from core.model.machine.naming import in_order
from core.model.machine.table import Look

COST_TERMS = "1件の経費は、(固定費＋件数×1件の手数料)÷件数です。円未満を四捨五入して示します。"
BREAK_EVEN_TERMS = (
    "損益分岐の件数は、固定費÷(窓口の1件の経費−1件の手数料)を切り上げた、窓口で扱うより安くなる年間の件数です。"
    "分母が0以下のときは「回収しない」です。"
)
SHARE_TERMS = "利用率は、コンビニ等の件数÷(コンビニ等の件数＋窓口の件数)です。"
LOSS_TERMS = "減収は、減額×件数です。年度の途中で始まるか終わる減額は、件数が分けられないため計算しません。"


@dataclass(frozen=True, slots=True)
class Board:
    """The services and the members as of the consortium's base date. What is said of a service is read when it is first
    asked for."""

    look: Look
    services: tuple[Service, ...]
    members: tuple[Member, ...]
    _rows: dict[int, dict[int, ServiceStatus]] = field(default_factory=dict, compare=False)

    def rows(self, service: Service) -> dict[int, ServiceStatus]:
        """Return by municipality what is written down of a service."""
        if service.id not in self._rows:
            found = self.look.children(ServiceStatus, service.id).values()
            self._rows[service.id] = {one.municipality_id: one for one in found}
        return self._rows[service.id]

    def state(self, service: Service, member_id: int) -> ServiceState | None:
        """Return what a member says of a service, None where nobody has asked it."""
        row = self.rows(service).get(member_id)
        return row.state if row is not None else None

    def count(self, service: Service, state: ServiceState) -> int:
        """Return how many members say so."""
        return sum(self.state(service, one.id) is state for one in self.members)


def board_of(look: Look) -> Board:
    """Return the board of all services in their order."""
    return Board(look, tuple(in_order(look, look.all(Service).values())), members_of(look))


@dataclass(frozen=True, slots=True)
class Fee:
    """What an inhabitant pays for a case on a day, and the reduction in it, with the day on which that ends."""

    ordinary: int
    reduction: int
    ends_on: str

    @property
    def yen(self) -> int:
        """What is paid."""
        return self.ordinary - self.reduction


def fee_on(look: Look, service_id: int, municipality_id: int, channel: Channel, day: str) -> Fee | None:
    """Return the fee that is in force on an ISO day; None where no ordinary fee is."""
    found = [one for one in _fees(look, service_id, municipality_id, channel) if _covers(one, day)]
    ordinary = next((one for one in found if one.kind is FeeKind.ORDINARY), None)
    reduction = next((one for one in found if one.kind is FeeKind.REDUCTION), None)
    if ordinary is None:
        return None
    return Fee(ordinary.yen, reduction.yen if reduction else 0, (reduction.until_on or "") if reduction else "")


def _fees(look: Look, service_id: int, municipality_id: int, channel: Channel) -> list[ServiceFee]:
    fees = look.children(ServiceFee, service_id).values()
    return [one for one in fees if (one.municipality_id, one.channel) == (municipality_id, channel)]


def _covers(fee: ServiceFee, day: str) -> bool:
    return fee.from_on <= day and (fee.until_on is None or day <= fee.until_on)


@dataclass(frozen=True, slots=True)
class Use:
    """One year of one service in one municipality; None wherever something for it is not known."""

    count: ServiceCount | None
    case_cost: Fraction | None
    break_even: int | None
    never_pays: bool
    share: Fraction | None
    loss: int | None
    """Yen that reductions have cost; 0 where there was none."""

    @property
    def pays(self) -> bool | None:
        """Whether the cases of the year reach the break-even."""
        if self.never_pays:
            return False
        if self.break_even is None or self.count is None or self.count.elsewhere is None:
            return None
        return self.count.elsewhere >= self.break_even


def case_cost(fixed: int, cases: int, case_yen: int) -> Fraction | None:
    """Return what a case costs: (fixed + cases × case_yen) ÷ cases; None without cases."""
    return Fraction(fixed + cases * case_yen, cases) if cases else None


def break_even(fixed: int, counter_case_yen: int, case_yen: int) -> int | None:
    """Return from how many cases a year on it is no dearer than the counter; None where that never happens."""
    spared = counter_case_yen - case_yen
    if spared <= 0:
        return 0 if fixed == 0 and spared == 0 else None
    return ceil(Fraction(fixed, spared))


def use_of(look: Look, service_id: int, municipality_id: int, year: int | None = None) -> Use:
    """Return the figures of a fiscal year, of the last one that was counted where none is named."""
    statuses = look.children(ServiceStatus, service_id).values()
    status = next((one for one in statuses if one.municipality_id == municipality_id), None)
    count = _count(look, service_id, municipality_id, year)
    cost = even = None
    never = False
    if status is not None and status.fixed_yen is not None and status.case_yen is not None:
        if count is not None and count.elsewhere is not None:
            cost = case_cost(status.fixed_yen, count.elsewhere, status.case_yen)
        if status.counter_case_yen is not None:
            even = break_even(status.fixed_yen, status.counter_case_yen, status.case_yen)
            never = even is None
    return Use(count, cost, even, never, _share(count), _loss(look, service_id, municipality_id, count))


def _count(look: Look, service_id: int, municipality_id: int, year: int | None) -> ServiceCount | None:
    counts = look.children(ServiceCount, service_id).values()
    own = [one for one in counts if one.municipality_id == municipality_id and year in {None, one.fiscal_year}]
    return max(own, key=lambda one: one.fiscal_year, default=None)


def _share(count: ServiceCount | None) -> Fraction | None:
    if count is None or count.counter is None or count.elsewhere is None or not count.counter + count.elsewhere:
        return None
    return Fraction(count.elsewhere, count.counter + count.elsewhere)


def _loss(look: Look, service_id: int, municipality_id: int, count: ServiceCount | None) -> int | None:
    """Return what the reductions of the year have cost: LOSS_TERMS."""
    if count is None:
        return None
    first, last = f"{count.fiscal_year}-04-01", f"{count.fiscal_year + 1}-03-31"
    total = 0
    for channel, cases in ((Channel.COUNTER, count.counter), (Channel.ELSEWHERE, count.elsewhere)):
        for fee in _fees(look, service_id, municipality_id, channel):
            if fee.kind is not FeeKind.REDUCTION or fee.from_on > last or (fee.until_on or last) < first:
                continue
            if fee.from_on > first or (fee.until_on or last) < last or cases is None:
                return None
            total += fee.yen * cases
    return total


def years_of(look: Look) -> list[int]:
    """Return the fiscal years in which cases were counted, the last one first."""
    return sorted({one.fiscal_year for one in look.all(ServiceCount).values()}, reverse=True)


def show_share(share: Fraction | None) -> str:
    """Return 12.5%, halves up; nothing for None."""
    if share is None:
        return ""
    tenths = int(share * 1000 + Fraction(1, 2))
    return f"{tenths // 10}.{tenths % 10}%"
