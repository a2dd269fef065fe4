"""新規参加の影響試算: of each application the conditions, and what every member pays with and without the applicant."""

from collections.abc import Iterator
from typing import Any

from core.calc.applications import Effect, EffectRow, effect_of
from core.calc.linked import links_of
from core.calc.surveys.tally import show_part
from core.documents.meetings.wording import document
from core.documents.paper.document import (
    Block,
    Column,
    Document,
    Emphasis,
    Heading,
    KeyValues,
    Kind,
    Notes,
    Paragraph,
    Row,
    Sheet,
    Table,
)
from core.documents.paper.settings import PrintSettings, canonical
from core.documents.paper.wording import footer, is_anonymous, sheet_date
from core.model.book import Book
from core.model.council import Municipality, System
from core.model.links import LinkKind
from core.model.machine.faults import Fault
from core.model.machine.naming import in_order
from core.model.operating.applications import Application, ApplicationSystem
from core.model.papers.printouts import PRINTOUTS
from core.model.values.dates import show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.model.values.paper import Orientation
from core.words.sentences import sentence

TITLE = PRINTOUTS["applications"].title
EMPTY = "新規参加・離脱の申請はまだ登録されていません。"
TERMS = (
    "現在の前提の試算(並び順の最も小さい試算)のまま、申請のとおりになった場合とならない場合の負担額を比べています。",
    "按分する利用料の総額は変わらないものとしています。申請した団体だけが負担する加入金、固有の初期費用、違約金は含みません。",
    "合計には、端数処理で事務局に残る額を含みます。",
)


def applications_of(book: Book) -> list[Application]:
    """Return the applications, those that are open first."""
    rows = in_order(book, book.all(Application).values())
    return sorted(rows, key=lambda one: not one.state.is_open)


def build(book: Book, settings: PrintSettings) -> Document:
    """Return one sheet for each application, those that are open first."""
    rows = applications_of(book)
    if not rows:
        return document(book, settings, TITLE, (Paragraph(EMPTY),))
    sheets = tuple(
        Sheet(
            f"{TITLE}　{one.name}の{one.kind.label}",
            tuple(_blocks(book, settings, one)),
            sheet_date(book, settings),
            settings.number,
            sender=book.consortium.name,
        )
        for one in rows
    )
    landscape = Orientation.LANDSCAPE
    return Document(TITLE, sheets, book.consortium.name, footer(settings), settings.paper, orientation=landscape)


def _blocks(book: Book, settings: PrintSettings, one: Application) -> Iterator[Block]:
    yield KeyValues(facts_of(book, one), columns=2)
    effect = effect_of(book, one)
    if isinstance(effect, Fault):
        yield Paragraph(f"影響を試算できません。{sentence(effect)}")
        return
    yield Heading(f"各団体の負担(試算「{effect.scenario.name}」、{show_date(effect.day)}から)")
    labels = {row.code: row.label for row in book.all(Municipality).values()} if is_anonymous(book, settings) else {}
    columns = [Column("団体", width=8, weight=1, repeat=True), *_columns(effect)]
    rows = tuple(Row((labels.get(row.code) or row.name, *_cells(effect, row))) for row in effect.rows)
    total = Row((effect.total.name, *_cells(effect, effect.total)), Emphasis.TOTAL)
    yield Table(tuple(columns), rows, (total,), unit=f"単位:円({_tax(book, effect)})")
    yield Notes(TERMS)


def _tax(book: Book, effect: Effect) -> str:
    return (effect.scenario.tax_mode or book.consortium.tax_mode).label


def facts_of(book: Book, one: Application) -> tuple[tuple[str, str], ...]:
    """Return what is known of an application, in words; what is not known is left out."""
    wanted = [book.all(System)[row.system_id].name for row in book.children(ApplicationSystem, one.id).values()]
    decided = [link.text for link in links_of(book, one) if not link.forth and link.link.kind is LinkKind.DECIDES]
    pairs = (
        ("申請", f"申請{one.number}　{one.kind.label}"),
        ("状態", one.state.label),
        ("申請日", show_date(one.applied_on)),
        ("希望日", show_date(one.wished_on)),
        ("加入日・離脱日", show_date(one.effective_on)),
        ("承認日", show_date(one.approved_on)),
        ("人口", f"{one.population:,}人" if one.population is not None else ""),
        ("均等割の持分", f"{one.equal_percent}%" if one.equal_percent != 100 else ""),
        ("希望業務", "、".join(wanted)),
        ("現行契約の満了日", show_date(one.contract_ends_on)),
        *((label, f"{show_yen(value)}円" if value is not None else "") for label, value in _amounts(one)),
        ("条件", one.conditions),
        ("決定", "、".join(decided)),
        ("協定の変更日", show_date(one.agreement_changed_on)),
        ("通知日", show_date(one.notified_on)),
        ("備考", one.note),
    )
    return tuple(pair for pair in pairs if pair[1])


def _amounts(one: Application) -> tuple[tuple[str, int | None], ...]:
    return (
        ("現行経費(期間全体)", one.current_yen),
        ("違約金", one.penalty_yen),
        ("加入金", one.buy_in_yen),
        ("固有の初期費用", one.own_cost_yen),
    )


def shown_years(effect: Effect) -> list[int]:
    """Return the numbers of the years that are told beside the term: the present one and the first whole one."""
    return list(dict.fromkeys(at for at in (effect.now, effect.full) if at is not None))


def _columns(effect: Effect) -> Iterator[Column]:
    for at in shown_years(effect):
        name = show_fiscal_year(effect.first_year + at)
        for word in ("申請前", "申請後", "差"):
            yield Column(word, Kind.FIGURE, groups=(name,))
    for word in ("申請前", "申請後", "差", "割合(前)", "割合(後)"):
        yield Column(word, Kind.FIGURE, groups=("期間全体",))


def _cells(effect: Effect, row: EffectRow) -> tuple[str, ...]:
    cells: list[str] = []
    for at in shown_years(effect):
        before, after = row.year(at)
        cells += [_yen(before), _yen(after), _difference((after or 0) - (before or 0))]
    parts = (show_part(effect.part(row, after=False)), show_part(effect.part(row, after=True)))
    return (*cells, _yen(row.before), _yen(row.after), _difference(row.change), *parts)


def _yen(value: int | None) -> str:
    return "" if value is None else show_yen(value)


def _difference(yen: int) -> str:
    return f"△{show_yen(-yen)}" if yen < 0 else f"+{show_yen(yen)}" if yen else "0"


def values_of(book: Book, one: Application) -> dict[str, Any]:
    """Return an application with its effect as plain values: amounts in yen, null for who is not there."""
    effect = effect_of(book, one)
    told: dict[str, Any] = {
        "id": one.id,
        "number": one.number,
        "name": one.name,
        "kind": one.kind.label,
        "state": one.state.label,
        "applied_on": one.applied_on,
        "wished_on": one.wished_on,
        "effective_on": one.effective_on,
        "approved_on": one.approved_on,
        "population": one.population,
        "current_yen": one.current_yen,
        "penalty_yen": one.penalty_yen,
        "buy_in_yen": one.buy_in_yen,
        "own_cost_yen": one.own_cost_yen,
        "conditions": one.conditions,
        "systems": [book.all(System)[row.system_id].name for row in book.children(ApplicationSystem, one.id).values()],
        "links": [linked.text for linked in links_of(book, one)],
        "effect": None,
        "why_no_effect": None,
    }
    if isinstance(effect, Fault):
        return {**told, "why_no_effect": sentence(effect)}
    rows = [_row_values(effect, row) for row in effect.rows]
    return {
        **told,
        "effect": {
            "scenario": effect.scenario.name,
            "day": effect.day,
            "first_fiscal_year": effect.first_year,
            "rows": rows,
            "total": _row_values(effect, effect.total),
        },
    }


def _row_values(effect: Effect, row: EffectRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "before": row.before,
        "after": row.after,
        "change": row.change,
        "years_before": list(row.years_before) if row.years_before is not None else None,
        "years_after": list(row.years_after) if row.years_after is not None else None,
        "part_before": show_part(effect.part(row, after=False)),
        "part_after": show_part(effect.part(row, after=True)),
    }


def result(book: Book, _: PrintSettings) -> str:
    """Return the same as JSON."""
    return canonical({"report": "applications", "rows": [values_of(book, one) for one in applications_of(book)]})
