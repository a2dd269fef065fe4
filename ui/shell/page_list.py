"""The pages of the navigation, in order: one job of the staff each. The one place where pages are loaded."""

from collections.abc import Callable, Sequence

from core.dataclass import dataclass
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


def _letters() -> type[Page]:
    from ui.pages.letters.letters_page import LettersPage

    return LettersPage


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


def _procurements() -> type[Page]:
    from ui.pages.evaluation.procurements_page import ProcurementsPage

    return ProcurementsPage


def _scores() -> type[Page]:
    from ui.pages.evaluation.scores_page import ScoresPage

    return ScoresPage


def _evaluation() -> type[Page]:
    from ui.pages.evaluation.evaluation_page import EvaluationPage

    return EvaluationPage


def _organisation() -> type[Page]:
    from ui.pages.organisation.organisation_page import OrganisationPage

    return OrganisationPage


def _gantt() -> type[Page]:
    from ui.pages.schedule.gantt_page import GanttPage

    return GanttPage


def _handover() -> type[Page]:
    from ui.pages.organisation.handover_page import HandoverPage

    return HandoverPage


def _meetings() -> type[Page]:
    from ui.pages.meetings.meetings_page import MeetingsPage

    return MeetingsPage


def _local_rules() -> type[Page]:
    from ui.pages.local_rules.rules_page import RulesPage

    return RulesPage


def _sole_rules() -> type[Page]:
    from ui.pages.local_rules.sole_page import SolePage

    return SolePage


def _issues() -> type[Page]:
    from ui.pages.issues.issues_page import IssuesPage

    return IssuesPage


def _dues() -> type[Page]:
    from ui.pages.issues.dues_page import DuesPage

    return DuesPage


def _gaps() -> type[Page]:
    from ui.pages.gaps.gaps_page import GapsPage

    return GapsPage


def _gap_needs() -> type[Page]:
    from ui.pages.gaps.needs_page import NeedsPage

    return NeedsPage


def _fit_rates() -> type[Page]:
    from ui.pages.gaps.rates_page import RatesPage

    return RatesPage


def _origins() -> type[Page]:
    from ui.pages.gaps.origins_page import OriginsPage

    return OriginsPage


def _tasks() -> type[Page]:
    from ui.pages.schedule.tasks_page import TasksPage

    return TasksPage


def _baselines() -> type[Page]:
    from ui.pages.schedule.baselines_page import BaselinesPage

    return BaselinesPage


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
        "選定",
        "procurements",
        "案件と規則",
        "調達する案件の評価項目と配点、評価規則を決め、公告の前に凍結します。",
        _procurements,
        ("criteria",),
    ),
    PageEntry(
        "選定",
        "bidders",
        "提案者",
        "案件ごとに提案者と提案額を登録します。封印した提案額は、技術採点を締め切って開封するまで見えません。",
        _table("bidders"),
    ),
    PageEntry(
        "選定",
        "reviewers",
        "審査員",
        "審査員を席(人×担当業務)ごとに登録し、利害関係と出席を記録します。",
        _table("reviewers"),
    ),
    PageEntry(
        "選定",
        "review_rounds",
        "審査会",
        "1次、2次などの審査会の日程と、延べの審査員数を記録します。",
        _table("review_rounds"),
    ),
    PageEntry(
        "選定",
        "scores",
        "採点",
        "提案者ごとに、審査員と評価項目の表へ点を入力します。空欄は未採点で、0点ではありません。",
        _scores,
    ),
    PageEntry(
        "選定",
        "evaluation",
        "結果",
        "提案者の点と順位、その理由、規則ごとの1位、1位が変わる条件を見ます。",
        _evaluation,
    ),
    PageEntry(
        "選定",
        "acts",
        "選定の記録",
        "規則の凍結、採点の締切、価格の開封などを、いつ誰がしたかの一覧です。",
        _table("acts"),
    ),
    PageEntry(
        "体制・会議",
        "organisation",
        "組織図",
        "会議体のつながりを、選んだ日の現在で図にします。空席と、任期の満了する席も分かります。",
        _organisation,
    ),
    PageEntry(
        "体制・会議",
        "bodies",
        "会議体",
        "会議、協議会、部会、事務局を、上下のつながりと所掌業務とともに登録します。",
        _table("bodies"),
    ),
    PageEntry(
        "体制・会議",
        "seats",
        "名簿",
        "どの団体や組織が、どの会議体に、どの職と役で席を持つかと、在任者を記録します。",
        _table("seats"),
        ("tenures",),
    ),
    PageEntry(
        "体制・会議",
        "handover",
        "人事異動",
        "4月の異動などを1日分まとめて行います。後任の氏名を入れた席だけが替わり、ほかはそのまま残ります。",
        _handover,
    ),
    PageEntry(
        "体制・会議",
        "meetings",
        "会議",
        "会議の開催と、議題、団体ごとの出欠、決定を記録します。定足数を満たすかも分かります。",
        _meetings,
        ("agenda_items", "attendances"),
    ),
    PageEntry(
        "体制・会議",
        "meeting_series",
        "会議の系列",
        "一続きに数える会議(協議会、フィット&ギャップなど)を登録し、延回数を見ます。",
        _table("meeting_series"),
    ),
    PageEntry(
        "体制・会議",
        "decisions",
        "決定事項",
        "決定した事項を、関係する要望や経費などの記録に結び付けます。記録の側にも「決定: 第3回協議会」と出ます。",
        _table("decisions"),
        ("links",),
    ),
    PageEntry(
        "体制・会議",
        "chronicle",
        "経緯",
        "これまでのできごとを記録します。日付は年まで、月まででも入力できます。",
        _table("chronicle"),
    ),
    PageEntry(
        "差と見直し",
        "gaps",
        "フィット&ギャップ",
        "パッケージの標準と現行の差を業務ごとに挙げ、判定、対応案、結論を記録します。差はそのまま要望にできます。",
        _gaps,
    ),
    PageEntry(
        "差と見直し",
        "gap_needs",
        "団体別要否",
        "標準と異なる機能が必要かどうかを、団体ごとに記録します。1=要 2=不要 0=未回答、スペースで切り替えます。",
        _gap_needs,
    ),
    PageEntry(
        "差と見直し",
        "fit_rates",
        "適合率",
        "業務ごとに、適合・一部適合・不適合の件数と適合率を見ます。",
        _fit_rates,
    ),
    PageEntry(
        "差と見直し",
        "origins",
        "要望の来歴",
        "要望ごとに、どの会議のどの差から生まれ、どの案、見積、意向を経て、どこで決まったかを1行で見ます。",
        _origins,
    ),
    PageEntry(
        "差と見直し",
        "local_rules",
        "独自ルール",
        "団体ごとの扱いと対応、カスタマイズの回収年数を見ます。1=続ける 2=標準で足りる 3=やめる 4=該当なし 0=未調査。",
        _local_rules,
        ("local_rule_uses",),
    ),
    PageEntry(
        "差と見直し",
        "sole_rules",
        "1団体のルール",
        "1団体だけが続けている独自ルールを、やめる場合と続ける場合の費用とともに見ます。",
        _sole_rules,
    ),
    PageEntry(
        "差と見直し",
        "labour_rates",
        "人件費の単価",
        "回収年数の計算に使う、1時間あたりの人件費を登録します。資料日付(なければ基準日)に適用中の単価を使います。",
        _table("labour_rates"),
    ),
    PageEntry(
        "進行",
        "issues",
        "課題",
        "課題の担当、期限、状態、経過、上申先を記録し、期限超過と滞留、残りの推移を見ます。",
        _issues,
        ("issue_notes",),
    ),
    PageEntry(
        "進行",
        "dues",
        "期限一覧",
        "期限の過ぎたものと、今月・来月の期限を、課題、作業、回答、会議、任期、条例改正から集めて見ます。",
        _dues,
    ),
    PageEntry(
        "進行",
        "tasks",
        "日程",
        "作業を段階の下に並べ、予定と実績、進捗、先行、担当を記録します。遅れは基準日の現在で数えます。",
        _tasks,
        ("task_members", "precedences"),
    ),
    PageEntry(
        "進行",
        "gantt",
        "工程表",
        "作業の予定と実績を棒で並べます。棒を横に引くと予定を動かせ、端を引くと伸び縮みします。",
        _gantt,
    ),
    PageEntry(
        "進行",
        "baselines",
        "基準計画",
        "計画を名前を付けて固定し、その後に何日動いたかを作業ごとに比べます。",
        _baselines,
        ("baseline_tasks",),
    ),
    PageEntry(
        "進行",
        "calendar_days",
        "休日",
        "土日、国民の祝日、12月29日〜1月3日のほかに休む日と、休まない日を登録します。営業日の計算に使います。",
        _table("calendar_days"),
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
    PageEntry(
        "帳票",
        "letters",
        "文面",
        "通知、照会、督促の件名と本文を決めます。団体名や期限などの欄は、団体ごとの内容に置き換わります。",
        _letters,
    ),
)


FOLDED_AT_FIRST = frozenset({"選定", "体制・会議", "差と見直し", "進行"})
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
