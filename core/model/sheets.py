"""確定版: a printed sheet fixed with its inputs, its result and the very PDF that was handed out."""

from dataclasses import dataclass

from core.model.records import column


@dataclass(frozen=True, slots=True)
class FixedSheet:
    id: int
    report: str = column("帳票")
    name: str = column("名称")
    fixed_on: str = column("確定日")
    fixed_by: str = column("確定者", "")
    settings: str = column("印刷設定", "{}")
    inputs: str = column("入力", "{}")
    result: str = column("結果", "{}")
    sha256: str = column("PDFのハッシュ値", "")


@dataclass(frozen=True, slots=True)
class SheetFile:
    """The stored bytes of the fixed sheet with the same id; read only when they are printed again."""

    id: int
    content: bytes = column("PDF")
