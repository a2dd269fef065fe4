"""Requirements × sites: what each site shows for each requirement on a day, how much of it is met, and what is not."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from core.dataclass import dataclass
from core.model.foundation.requirements import Need, Requirement, Result, Site, SiteCheck
from core.model.machine.naming import in_order
from core.model.machine.table import Look

MET_TERMS = (
    "充足率は、満たす(○)要件の数÷要件の数です。条件付き(△)、満たさない(×)、確認中、未確認と、"
    "有効期限の過ぎた証明による○は、満たす数に入れません。"
)


@dataclass(frozen=True, slots=True)
class Board:
    """The ledger as of an ISO day ("" where none is known: then no evidence has expired)."""

    look: Look
    requirements: tuple[Requirement, ...]
    sites: tuple[Site, ...]
    day: str
    _rows: dict[int, Mapping[int, SiteCheck]] = field(default_factory=dict, compare=False)

    def rows(self, requirement: Requirement) -> Mapping[int, SiteCheck]:
        """Return by site what is written down of a requirement."""
        if requirement.id not in self._rows:
            found = self.look.children(SiteCheck, requirement.id).values()
            self._rows[requirement.id] = {one.site_id: one for one in found}
        return self._rows[requirement.id]

    def result(self, requirement: Requirement, site_id: int) -> Result | None:
        """Return the result, None where nobody has looked."""
        row = self.rows(requirement).get(site_id)
        return row.result if row is not None else None

    def is_expired(self, requirement: Requirement, site_id: int) -> bool:
        """Whether what shows that the requirement is met, or on what condition, was valid until a day that is past."""
        row = self.rows(requirement).get(site_id)
        return row is not None and has_expired(row, self.day)

    def is_met(self, requirement: Requirement, site_id: int) -> bool:
        """Whether it counts as met: MET_TERMS."""
        return self.result(requirement, site_id) is Result.MET and not self.is_expired(requirement, site_id)


def has_expired(row: SiteCheck, day: str) -> bool:
    """Whether the evidence of a check was valid until a day before `day` only."""
    shows = row.result in {Result.MET, Result.PARTLY}
    return bool(shows and day and row.valid_until and row.valid_until < day)


def board_of(look: Look, day: str = "") -> Board:
    """Return the board of all requirements and sites in their order."""
    requirements = in_order(look, look.all(Requirement).values())
    return Board(look, tuple(requirements), tuple(in_order(look, look.all(Site).values())), day)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many are met."""

    met: int
    of: int

    @property
    def text(self) -> str:
        """Return 7/8(88%), a dash where there is nothing; halves of a percent go up, but 100% says that all are met."""
        if not self.of:
            return "－"
        percent = (200 * self.met + self.of) // (2 * self.of)
        return f"{self.met:,}/{self.of:,}({percent if self.met == self.of else min(percent, 99)}%)"


def met_by(board: Board, site: Site, need: Need | None = None) -> Share:
    """Return how many of the requirements (of one `need`) a site meets."""
    asked = [one for one in board.requirements if need is None or one.need is need]
    return Share(sum(board.is_met(one, site.id) for one in asked), len(asked))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A requirement that a site does not meet, or not for certain; `why` in one word."""

    requirement: Requirement
    site: Site
    row: SiteCheck | None
    why: str


def shortfalls(board: Board, sites: Iterable[Site] | None = None) -> list[Shortfall]:
    """Return all requirements that are not met, required ones first, else by requirement and site."""
    found = []
    for requirement in board.requirements:
        for site in board.sites if sites is None else sites:
            if not board.is_met(requirement, site.id):
                row = board.rows(requirement).get(site.id)
                found.append(Shortfall(requirement, site, row, _why(board, requirement, site)))
    return sorted(found, key=lambda one: one.requirement.need is not Need.REQUIRED)


def _why(board: Board, requirement: Requirement, site: Site) -> str:
    if board.is_expired(requirement, site.id):
        return "証明の期限切れ"
    result = board.result(requirement, site.id)
    return result.label if result is not None else "未確認"
