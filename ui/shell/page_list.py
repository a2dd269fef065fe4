"""The pages of the navigation, in order: one job of the staff each. The one place where pages are loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.pages.page import Page
from ui.session import Session
from ui.shell.memory import Memory

MakePage = Callable[[Session, Memory, str, str], Page]
"""(session, memory, title, about) → the page: its class as a rule."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`key` names the page in settings and screenshots; `about` is the sentence under its title; `load` gives what
    makes it: a page is loaded when it is first looked at, so that the window opens at once. `tables` are typed into
    there besides one that is called as the page is."""

    group: str
    key: str
    title: str
    about: str
    load: Callable[[], MakePage]
    tables: tuple[str, ...] = ()


def _table(name: str) -> Callable[[], MakePage]:
    """Return what loads the page of a table that is no more than its description (ui/pages/views.py)."""

    def load() -> MakePage:
        from ui.pages.views import table_page

        return table_page(name)

    return load


def _overview() -> type[Page]:
    from ui.pages.overview.overview_page import OverviewPage

    return OverviewPage


def _consortium() -> type[Page]:
    from ui.pages.council.consortium_page import ConsortiumPage

    return ConsortiumPage


def _populations() -> type[Page]:
    from ui.pages.council.populations_page import PopulationsPage

    return PopulationsPage


def _systems() -> type[Page]:
    from ui.pages.council.systems_page import SystemsPage

    return SystemsPage


def _quote_matrix() -> type[Page]:
    from ui.pages.requests.quote_matrix_page import QuoteMatrixPage

    return QuoteMatrixPage


def _answers() -> type[Page]:
    from ui.pages.answers.answers_page import AnswersPage

    return AnswersPage


def _answer_files() -> type[Page]:
    from ui.pages.answers.answer_files_page import AnswerFilesPage

    return AnswerFilesPage


def _allocation() -> type[Page]:
    from ui.pages.allocation.allocation_page import AllocationPage

    return AllocationPage


def _cost_lines() -> type[Page]:
    from ui.pages.costs.cost_lines_page import CostLinesPage

    return CostLinesPage


def _current_costs() -> type[Page]:
    from ui.pages.costs.current_costs_page import CurrentCostsPage

    return CurrentCostsPage


def _comparison() -> type[Page]:
    from ui.pages.comparison.comparison_page import ComparisonPage

    return ComparisonPage


def _scenarios() -> type[Page]:
    from ui.pages.comparison.scenarios_page import ScenariosPage

    return ScenariosPage


def _total_costs() -> type[Page]:
    from ui.pages.comparison.total_costs_page import TotalCostsPage

    return TotalCostsPage


def _organisation() -> type[Page]:
    from ui.pages.organisation.organisation_page import OrganisationPage

    return OrganisationPage


def _handover() -> type[Page]:
    from ui.pages.organisation.handover_page import HandoverPage

    return HandoverPage


def _meetings() -> type[Page]:
    from ui.pages.meetings.meetings_page import MeetingsPage

    return MeetingsPage


def _exchange() -> type[Page]:
    from ui.pages.exchange.exchange_page import ExchangePage

    return ExchangePage


def _history() -> type[Page]:
    from ui.pages.history.history_page import HistoryPage

    return HistoryPage


def _reports() -> type[Page]:
    from ui.pages.reports.reports_page import ReportsPage

    return ReportsPage


PAGES: tuple[PageEntry, ...] = (
    PageEntry("概要", "overview", "概要", "回答の集まり具合、費用の合計とその幅、気をつけることを見ます。", _overview),
    PageEntry(
        "台帳",
        "consortium",
        "協議会",
        "協議会の名称、基準日、按分の規則など、計算と印刷の前提を決めます。",
        _consortium,
        ("tax_rates",),
    ),
    PageEntry(
        "台帳",
        "municipalities",
        "団体",
        "構成団体を登録します。基準日に加入している団体が計算の対象です。",
        _table("municipalities"),
    ),
    PageEntry(
        "台帳",
        "populations",
        "人口と指標",
        "按分に使う人口と、利用量などの指標を団体ごとに入力します。",
        _populations,
        ("weights", "weight_years"),
    ),
    PageEntry(
        "台帳",
        "fixed_amounts",
        "定額表",
        "先に引く定額を、団体ごと、または区分と人口の階級ごとに決めます。按分規則から表の名前で使います。",
        _table("fixed_amounts"),
    ),
    PageEntry(
        "台帳",
        "systems",
        "業務と参加",
        "共同利用する業務と、どの団体がどの業務に参加するかを決めます。",
        _systems,
        ("participations",),
    ),
    PageEntry(
        "台帳",
        "customizations",
        "カスタマイズ",
        "要望ごとの案、団体数ごとの見積、方針を登録します。",
        _table("customizations"),
        ("options", "quotes"),
    ),
    PageEntry(
        "台帳",
        "quote_matrix",
        "団体数別の見積",
        "要望ごとに、何団体で実施するといくらになるかを一面で入力します。Excelの範囲をまとめて貼り付けられます。",
        _quote_matrix,
    ),
    PageEntry(
        "意向",
        "answers",
        "意向",
        "各団体の回答を記録します。1=実施 2=実施しない 3=未定 0=未回答、スペースで切り替えます。",
        _answers,
    ),
    PageEntry(
        "意向",
        "answer_files",
        "回答のやり取り",
        "団体に回答ファイルを発行し、戻った回答を見比べて取り込みます。誰が未回答かも分かります。",
        _answer_files,
        ("distributions",),
    ),
    PageEntry(
        "費用",
        "allocation",
        "費用按分",
        "カスタマイズ費用を誰がいくら負担するかを見ます。金額を選ぶと、その根拠が右に出ます。",
        _allocation,
    ),
    PageEntry(
        "費用",
        "cost_lines",
        "経費明細",
        "事業者の見積を費目と年度ごとに入力します。Excelの範囲をそのまま貼り付けられます。",
        _cost_lines,
        ("cost_amounts",),
    ),
    PageEntry(
        "費用",
        "current_costs",
        "現行経費・違約金",
        "各団体が今払っている経費と、現行契約を解約するときの違約金を入力します。",
        _current_costs,
        ("penalties",),
    ),
    PageEntry(
        "費用",
        "out_of_scope",
        "調達外経費",
        "共同調達の外で各団体が個別に負担する経費を、理由とともに記録します。",
        _table("out_of_scope_costs"),
        ("out_of_scope_costs",),
    ),
    PageEntry(
        "費用",
        "comparison",
        "五年間経費比較",
        "利用料を規則で按分し、最低削減保障を守ったうえで、各団体の負担と削減率を見ます。",
        _comparison,
    ),
    PageEntry(
        "費用",
        "scenarios",
        "試算",
        "規則や保障などの前提を変えて並べて比べ、1つを採用します。",
        _scenarios,
        ("scenario_members",),
    ),
    PageEntry(
        "費用",
        "total_costs",
        "団体別総額",
        "利用料、カスタマイズ、違約金、調達外経費を合わせた、団体ごとの総額を見ます。",
        _total_costs,
    ),
    PageEntry(
        "体制",
        "organisation",
        "組織図",
        "会議体のつながりを、選んだ日の現在で図にします。空席と、任期の満了する席も分かります。",
        _organisation,
    ),
    PageEntry(
        "体制",
        "bodies",
        "会議体",
        "会議、協議会、部会、事務局を、上下のつながりと所掌業務とともに登録します。",
        _table("bodies"),
    ),
    PageEntry(
        "体制",
        "seats",
        "名簿",
        "どの団体や組織が、どの会議体に、どの職と役で席を持つかと、在任者を記録します。",
        _table("seats"),
        ("tenures",),
    ),
    PageEntry(
        "体制",
        "handover",
        "人事異動",
        "4月の異動などを1日分まとめて行います。後任の氏名を入れた席だけが替わり、ほかはそのまま残ります。",
        _handover,
    ),
    PageEntry(
        "推進",
        "meetings",
        "会議",
        "会議の開催と、議題、団体ごとの出欠、決定を記録します。定足数を満たすかも分かります。",
        _meetings,
        ("agenda_items", "attendances"),
    ),
    PageEntry(
        "推進",
        "meeting_series",
        "会議の系列",
        "一続きに数える会議(協議会、フィット&ギャップなど)を登録し、延回数を見ます。",
        _table("meeting_series"),
    ),
    PageEntry(
        "推進",
        "decisions",
        "決定事項",
        "決定した事項を、関係する要望や経費などの記録に結び付けます。記録の側にも「決定: 第3回協議会」と出ます。",
        _table("decisions"),
        ("links",),
    ),
    PageEntry(
        "推進",
        "chronicle",
        "経緯",
        "これまでのできごとを記録します。日付は年まで、月まででも入力できます。",
        _table("chronicle"),
    ),
    PageEntry(
        "運用",
        "exchange",
        "取込・書出",
        "台帳をExcelやCSVに書き出し、編集したものやほかの表を、確かめてから取り込みます。",
        _exchange,
    ),
    PageEntry(
        "運用",
        "history",
        "履歴",
        "いつ、誰が、何をどう変えたかを、期間、人、記録で絞り込んで見ます。そのまま印刷できます。",
        _history,
    ),
    PageEntry(
        "帳票",
        "reports",
        "帳票",
        "会議や通知に使う帳票を選び、確かめてから印刷またはPDFに保存します。",
        _reports,
        ("fixed_sheets",),
    ),
)


FOLDED_AT_FIRST = frozenset({"体制", "推進"})
"""The groups that nobody needs to begin with: they stand folded until somebody opens them."""


def alone_in_group(entries: Sequence[PageEntry]) -> set[str]:
    """Return the keys of the pages that are called as their group and alone in it: it needs no line of its own."""
    titles: dict[str, list[str]] = {}
    for entry in entries:
        titles.setdefault(entry.group, []).append(entry.title)
    return {entry.key for entry in entries if titles[entry.group] == [entry.group]}


def entry_of(name: str) -> PageEntry:
    """Return the page that is called so, or on which the table of this name is typed into."""
    return next(entry for entry in PAGES if name == entry.key or name in entry.tables)
