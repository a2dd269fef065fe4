"""業務: the business areas of the shared system and who takes part in each."""

from dataclasses import dataclass

from core.model.records import Word, column


class Scope(Word):
    """調達内, or the reason why a system stays outside the common procurement."""

    IN_SCOPE = "in_scope", "調達内"
    BLACK_BOX = "black_box", "調達外①ブラックボックス化"
    NOT_UNIFIED = "not_unified", "調達外②仕様統一ができない"
    NOT_SHARED = "not_shared", "調達外③共同利用が困難"


@dataclass(frozen=True, slots=True)
class System:
    id: int
    name: str = column("業務名")
    subcommittee: str = column("部会", "")
    scope: Scope = column("調達範囲", Scope.IN_SCOPE)
    position: int = column("並び順", 0)
    note: str = column("備考", "")


@dataclass(frozen=True, slots=True)
class Participation:
    """The municipality takes part in the system."""

    id: int
    municipality_id: int = column("団体")
    system_id: int = column("業務")
