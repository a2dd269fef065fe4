"""帳票: every printout the program offers, by the name that the command line uses."""

from collections.abc import Callable
from dataclasses import dataclass

from core.documents import allocation_sheet, derivation_sheet, notice, questionnaire
from core.documents.document import Document
from core.documents.settings import Settings
from core.model.book import Book

__all__ = ["REPORTS", "Report", "Settings"]


@dataclass(frozen=True, slots=True)
class Report:
    """`options` names the fields of Settings that the printout heeds; `build` gives the document, `result` what it
    shows as JSON text. Equal books and settings give equal documents, texts and PDF bytes."""

    name: str
    title: str
    about: str
    options: tuple[str, ...]
    build: Callable[[Book, Settings], Document]
    result: Callable[[Book, Settings], str]


_COMMON = ("paper", "as_of", "number", "money", "disposition")

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "allocation",
            allocation_sheet.TITLE,
            "すべての要望の総額と各団体の負担額、合計を一つの表にします。会議の資料です。",
            (*_COMMON, "anonymous", "totals", "scenario_rows", "previous"),
            allocation_sheet.build,
            allocation_sheet.result,
        ),
        Report(
            "notice",
            notice.TITLE,
            "団体ごとに、実施するものと未定のものの負担額、合計、範囲、回答期限を知らせます。",
            (*_COMMON, "municipality", "anonymous"),
            notice.build,
            notice.result,
        ),
        Report(
            "questionnaire",
            questionnaire.TITLE,
            "団体ごとに、実施する場合の負担額を示し、意向を手書きで記入してもらう用紙です。",
            (*_COMMON, "municipality"),
            questionnaire.build,
            questionnaire.result,
        ),
        Report(
            "derivation",
            derivation_sheet.TITLE,
            "すべての負担額について、総額から端数の扱いまでの計算の過程を示します。",
            (*_COMMON, "anonymous", "totals"),
            derivation_sheet.build,
            derivation_sheet.result,
        ),
    )
}
