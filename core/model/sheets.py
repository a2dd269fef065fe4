"""確定版: a printed sheet fixed with its inputs, its result and the very PDF that was handed out."""

from dataclasses import dataclass

from core.model.kept_papers import KeptPaper
from core.model.machine.kinds import Content, day, declared, kept, owner, text
from core.model.machine.table import Table


@dataclass(frozen=True, slots=True)
class FixedSheet:
    """Only its name is ever typed anew."""

    id: int
    report: str = text("帳票", given=True)
    name: str = text("名称")
    fixed_on: str = day("確定日", given=True)
    fixed_by: str = text("確定者", "", given=True)
    settings: str = declared(KeptPaper(), "印刷設定", "{}", given=True)
    inputs: str = declared(KeptPaper(), "入力", "{}", given=True)
    result: str = declared(KeptPaper(), "結果", "{}", given=True)
    sha256: str = kept("PDFのハッシュ値")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The stored bytes of the fixed sheet with the same id; read only when they are printed again."""

    id: int = owner("fixed_sheets", "確定版")
    content: bytes = declared(Content(), "PDF", given=True)


TABLES = (
    Table(
        "fixed_sheets",
        FixedSheet,
        "確定版",
        order=("fixed_on",),
        called=lambda _, one: f"確定版「{one.name}」",
        handed_out=False,
    ),
    Table("sheet_files", SheetFile, "確定版のPDF", lazy=True, handed_out=False),
)
