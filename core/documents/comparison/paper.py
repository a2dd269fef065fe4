"""What stands around the tables of the comparison: the sheet, its title, and what is said where there is no table."""

from core.calc.comparison.premises import Premises
from core.calc.comparison.values import premises_values
from core.documents.comparison.premises_block import premises_pairs
from core.documents.comparison.view import Compared, NotCompared
from core.documents.paper.document import Block, Document, Heading, KeyValues, Paragraph, Sheet, Size
from core.documents.paper.settings import PrintSettings
from core.documents.paper.wording import footer, sheet_date
from core.model.book import Book
from core.model.costs import Flow
from core.model.scenarios import Scenario
from core.model.values.dates import show_date
from core.model.values.paper import Orientation

_NUMERALS = ("", "単", "二", "三", "四", "五", "六", "七", "八", "九", "十")


def paper_of(
    book: Book,
    settings: PrintSettings,
    title: str,
    sheets: tuple[Sheet, ...],
    orientation: Orientation = Orientation.LANDSCAPE,
) -> Document:
    """Return the document with the program and the file at its foot."""
    return Document(
        title=title,
        sheets=sheets,
        author=book.consortium.name,
        footer=footer(settings),
        paper=settings.paper,
        orientation=orientation,
    )


def one_sheet(book: Book, settings: PrintSettings, title: str, blocks: tuple[Block, ...]) -> Document:
    """Return a document of a single sheet."""
    sheet = Sheet(title, blocks, sheet_date(book, settings), settings.number)
    return paper_of(book, settings, title, (sheet,))


def refused(book: Book, settings: PrintSettings, title: str, why: NotCompared) -> Document:
    """Return the sheet that has no table and says why, with the premises it was tried with."""
    blocks: list[Block] = [Paragraph(why.sentence, Size.LARGE, bold=True)]
    if why.premises is not None:
        blocks += [Heading("前提"), KeyValues(premises_pairs(why.premises), 3)]
    return one_sheet(book, settings, title, tuple(blocks))


def term_words(years: int) -> str:
    """Return 五年間, 十二年間: the length of the term as titles say it."""
    tens, ones = divmod(years, 10)
    if years < 2:
        return f"{_NUMERALS[years]}年度"
    ten = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    one = "一" if ones == 1 else _NUMERALS[ones]
    return f"{ten}{one}年間"


def premises_of_sheet(view: Compared, columns: int = 3) -> KeyValues:
    """Return the premises as they stand on the sheet, with the scenario's adoption and where the fee comes from."""
    scenario = view.scenario
    values = premises_values(view.book, scenario, view.comparison)
    named = {**values, "scenario": scenario.name + adoption_words(scenario)}
    return KeyValues(premises_pairs(named, fee_source(scenario, view.premises)), columns)


def adoption_words(scenario: Scenario) -> str:
    """Return (平成26年11月18日採用), and by whom; nothing for a scenario that is not adopted."""
    if not scenario.adopted:
        return ""
    return f"({show_date(scenario.adopted_on)}採用{' ' + scenario.adopted_by if scenario.adopted_by else ''})"


def fee_source(scenario: Scenario, premises: Premises) -> str:
    """Return where the fee comes from."""
    if scenario.fee_yen is not None:
        return "試算に入力した総額"
    count = sum(line.line.flow is Flow.COST for line in premises.fee.lines)
    less = "から財源などを差し引いた額" if any(one.is_gone for one in premises.fee.deductions) else ""
    return f"経費明細{count}件の合計{less}"
