"""負担金: the versions of what the members are charged, year by year, and who pays how much and why."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.calc.charges.assess import assess, steps_of
from core.calc.charges.versions import LIVE, Charged, beside, charged_by, charged_now, newest_first, read_stage
from core.calc.derivation import Derivation
from core.calc.splitting.apportion import SplitRefused
from core.dataclass import dataclass
from core.documents.charts.waterfall import signed
from core.model.charges.charging import Assessment, Stage, YearItem, by_project
from core.model.machine.changes import ChangeSet
from core.model.machine.faults import Faults, Refused
from core.model.values.charge_premises import Payer
from core.model.values.dates import parse_fiscal_year, show_date, show_fiscal_year
from core.model.values.money import show_yen
from core.operations.charges.issuing import issue
from core.operations.editing.rows import remove
from core.words.sentences import sentence
from ui.pages.page import Page, only_with, small_title
from ui.session import Changed, Session
from ui.shell.memory import Memory
from ui.tables.columns import CENTER, Column, Mark, Totals
from ui.tables.sheet.empty_state import EmptyState
from ui.tables.sheet.sheet import Sheet
from ui.widgets.add_bar import AddBar
from ui.widgets.buttons import button
from ui.widgets.derivation_panel import DerivationPanel
from ui.widgets.offers import Offer
from ui.widgets.spaced_label import SpacedLabel
from ui.widgets.tools.tool_line import ToolLine

_TABLES = {
    *("projects", "year_items", "assessments", "municipalities", "populations", "weights", "weight_years"),
    *("consortium", "participations", "systems", "fixed_amounts"),
}
_EMPTY = "まだ負担金がありません。事業と年度の費目を登録してから、上の欄で予定を作ってください。"
MOST_ROWS = 5
MOST_ROWS_LOW = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """One version, or (`key` below zero) what would be told now; `refused` says why nothing can be."""

    key: int
    fiscal_year: int
    charged: Charged | None
    project: str
    refused: str = ""

    @property
    def stage(self) -> str:
        return self.charged.called if self.charged else LIVE


@dataclass(frozen=True, slots=True)
class _Share:
    id: int
    payer: Payer
    yen: int
    before: int | None


class ChargesPage(Page):
    """The versions above, the newest year first; below what each member is charged, at the right how it came about."""

    def __init__(self, session: Session, memory: Memory, title: str, about: str) -> None:
        super().__init__(session, memory, title, about)
        self._lines: list[_Line] = []
        fields = (
            ("fiscal_year", "年度(令和8年度)", 150),
            ("stage", "版(予定・通知・変更・確定)", 210),
            ("issued_on", "日付", 150),
            ("note", "備考", 200),
        )
        self.adding = AddBar(fields, "版を作る", self._issue, {"stage": _stages})
        remove_help = "選んだ予定を削除します。通知した版は削除できません。"
        buttons = [
            button("削除", self._remove, help=remove_help),
            button("増減の要因", lambda: self.open_page.emit("explanations")),
            button("負担金の説明を印刷", lambda: self.open_page.emit("reports/charge-explanation")),
        ]
        self.versions = Sheet(
            _version_columns(),
            name="負担金の版",
            frozen=3,
            key=lambda one: one.key,
            store=memory,
            empty=EmptyState(_EMPTY, "年度の費目を開く", lambda: self.open_page.emit("year_items")),
        )
        self.versions.current_changed.connect(self._show_shares)
        self.shares = Sheet(_share_columns(), name="団体の負担金", frozen=1, key=lambda one: one.id, store=memory)
        self.why = DerivationPanel()
        self.told = SpacedLabel()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.versions)
        heading = small_title("団体の負担金")
        column.addWidget(heading)
        column.addWidget(self.told)
        column.addWidget(self.shares, 1)
        only_with(self.versions, heading, self.told, self.shares)
        self.side = self.show_beside(left, self.why, "charges", 360, table=self.versions)
        self.tools.addWidget(ToolLine(self.adding, [*buttons, self.side.button]))

    def reload(self, changed: Changed | None) -> None:
        if changed is not None and not changed.tables & _TABLES:
            return
        if changed is None:
            self.versions.forget()
        self.adding.forget_refusal()
        self._lines = self._all_lines()
        self.versions.set_records(self._lines)
        self._fit()
        if self._lines and self.versions.current is None:
            self.versions.select(self._lines[0].key)
        self._show_shares()

    def open_search(self) -> None:
        self.versions.open_search()

    def _stand_low(self) -> None:
        super()._stand_low()
        self._fit()

    def _fit(self) -> None:
        self.versions.fit_rows(MOST_ROWS_LOW if self._is_low else MOST_ROWS)

    def show_part(self, name: str) -> None:
        if name.isdecimal():
            self.versions.select(int(name))

    def _all_lines(self) -> list[_Line]:
        """Return the versions, the newest first; before those of a project and year what would be told now, where that
        is not what was told last."""
        book = self.session.book
        rows = newest_first(book.all(Assessment).values())
        years = {one.fiscal_year for one in rows} | {one.fiscal_year for one in book.all(YearItem).values()}
        found: list[_Line] = []
        for year in sorted(years, reverse=True):
            told = [one for one in rows if one.fiscal_year == year]
            last = {key: newest_first(rows)[0] for key, rows in by_project(book, told).items()}
            found += self._now(year, {key: charged_by(one) for key, one in last.items()})
            found += [_Line(one.id, year, charged_by(one), one.project_name) for one in told]
        return found

    def _now(self, year: int, told: dict[int | str, Charged]) -> list[_Line]:
        try:
            now = charged_now(self.session.book, year)
        except SplitRefused as refused:
            # A year of which only versions are left has nothing to be told anew.
            has_items = any(one.fiscal_year == year for one in self.session.book.all(YearItem).values())
            return [_Line(-year * 100, year, None, "", sentence(refused.fault))] if has_items else []
        return [
            _Line(-year * 100 - at, year, one, one.project)
            for at, one in enumerate(now)
            if one.key not in told or self._differs(told[one.key], one)
        ]

    def _differs(self, told: Charged, now: Charged) -> bool:
        """Whether a version of now would tell the members another amount; of a year that is final none can be made."""
        is_final = told.version is not None and told.version.stage is Stage.FINAL
        return not is_final and beside(self.session.book, [told], [now])[0].result != now.result

    def _issue(self, texts: dict[str, str]) -> Faults | None:
        try:
            year = parse_fiscal_year(texts["fiscal_year"])
        except Refused as refused:
            return Faults((refused.at("fiscal_year"),))
        try:
            stage = read_stage(texts["stage"])
        except Refused as refused:
            return Faults((refused.at("stage"),))
        day = texts["issued_on"].strip() or date.today().isoformat()
        wish = issue(self.session.book, year, stage, day, self.session.who, texts["note"].strip())
        faults = self.session.run(wish)
        if faults is None:
            self.versions.select(self.session.book.last_id(Assessment))
        return faults

    def _remove(self) -> None:
        known = self.session.book.all(Assessment)
        rows = [known[one.key] for one in self.versions.selected_records if one.key in known]
        if rows:
            wish = remove(self.session.book, rows)
            if self.run(wish) and isinstance(wish, ChangeSet):
                self.message.show_message("info", f"{wish.label}しました。", "元に戻す", self.session.undo)

    def _show_shares(self) -> None:
        current = self.versions.current
        line = current[0] if current else None
        if line is None or line.charged is None:
            self.shares.set_records([])
            self.shares.set_totals(())
            self.told.setText(line.refused if line else "")
            self.why.clear_derivation()
            return
        made = line.charged
        before = self._before(line)
        known, shares = before or {}, made.result.shares
        rows = [
            _Share(at, payer, shares.get(payer.code, 0), None if before is None else known.get(payer.code, 0))
            for at, payer in enumerate(made.premises.payers)
        ]
        self.shares.set_records(rows)
        total = {"yen": made.result.total - made.result.remainder}
        self.shares.set_totals((Totals("合計", total),))
        kept = f"　{made.premises.remainder.line_of_rest} {made.result.remainder:,}円" if made.result.remainder else ""
        tax = f"({made.premises.tax})" if made.premises.tax else ""
        self.told.setText(f"按分する額 {made.result.total:,}円{tax}　差し引いた額 {made.result.deducted:,}円{kept}")
        title = f"{show_fiscal_year(line.fiscal_year)}「{line.project}」の{line.stage}"
        self.why.show_derivation(Derivation(title, tuple(steps_of(assess(made.premises, lenient=True)))))

    def _before(self, line: _Line) -> dict[str, int] | None:
        """Return the newest shares of the project in the year before."""
        rows = [one for one in self._lines if one.fiscal_year == line.fiscal_year - 1 and one.project == line.project]
        told = next((one.charged for one in rows if one.key > 0), None)
        if told is None or line.charged is None:
            return None
        return dict(beside(self.session.book, [told], [line.charged])[0].result.shares)


def _stages(text: str) -> list[Offer]:
    words = [one for one in ("予定", "通知", "変更", "確定") if one.startswith(text)]
    return [Offer(one, one, {"stage": one}) for one in words]


def _version_columns() -> list[Column]:
    def version(one: _Line) -> Assessment | None:
        return one.charged.version if one.charged else None

    def told(one: _Line, name: str) -> str:
        found = version(one)
        return str(getattr(found, name)) if found else ""

    return [
        Column("年度", lambda one: one.fiscal_year, show=show_fiscal_year, width=104),
        Column("事業", lambda one: one.project or "(計算できません)", width=150),
        Column("版", lambda one: one.stage, width=64, align=CENTER, mark=_mark),
        Column("日付", lambda one: told(one, "issued_on"), show=lambda day: show_date(day) if day else "", width=150),
        Column("按分する額", _total, show=show_yen, figure=True, width=124),
        Column("差し引いた額", _deducted, show=show_yen, figure=True, width=124),
        Column("作成者", lambda one: told(one, "issued_by"), width=110),
        Column("備考", lambda one: told(one, "note") or one.refused, width=240),
    ]


def _total(one: _Line) -> int | None:
    return one.charged.result.total if one.charged else None


def _deducted(one: _Line) -> int | None:
    return one.charged.result.deducted if one.charged else None


def _signed(yen: int | None) -> str:
    return "" if yen is None else signed(yen)


def _mark(one: _Line) -> Mark | None:
    return Mark(bold=True) if one.key > 0 else None


def _share_columns() -> list[Column]:
    def change(one: _Share) -> int | None:
        return None if one.before is None else one.yen - one.before

    def people(one: _Share) -> int | None:
        return one.payer.figures.population

    def source(one: _Share) -> str:
        given = one.payer.figures
        return "、".join(filter(None, (show_date(given.date) if given.date else "", given.source)))

    return [
        Column("団体", lambda one: one.payer.name, width=130),
        Column("負担金", lambda one: one.yen, show=show_yen, figure=True, width=130, key="yen"),
        Column("前の年度との差", change, show=_signed, figure=True, width=140),
        Column("人口", people, show=show_yen, figure=True, width=100),
        Column("人口の基準日・出典", source, width=230),
        Column("月数", lambda one: one.payer.end - one.payer.start, figure=True, width=64),
    ]
