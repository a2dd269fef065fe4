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


def _charges() -> type[Page]:
    from ui.pages.charges.charges_page import ChargesPage

    return ChargesPage


def _explanations() -> type[Page]:
    from ui.pages.charges.explanation_page import ExplanationPage

    return ExplanationPage


def _claims() -> type[Page]:
    from ui.pages.claims.claims_page import ClaimsPage

    return ClaimsPage


def _settlements() -> type[Page]:
    from ui.pages.claims.settlements_page import SettlementsPage

    return SettlementsPage


def _cloud_bills() -> type[Page]:
    from ui.pages.cloud_bills.cloud_bills_page import CloudBillsPage

    return CloudBillsPage


def _procurements() -> type[Page]:
    from ui.pages.evaluation.procurements_page import ProcurementsPage

    return ProcurementsPage


def _scores() -> type[Page]:
    from ui.pages.evaluation.scores_page import ScoresPage

    return ScoresPage


def _survey() -> type[Page]:
    from ui.pages.present_systems.survey_page import SurveyPage

    return SurveyPage


def _replies() -> type[Page]:
    from ui.pages.inquiries.replies_page import RepliesPage

    return RepliesPage


def _score_files() -> type[Page]:
    from ui.pages.evaluation.score_files_page import ScoreFilesPage

    return ScoreFilesPage


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


def _sla() -> type[Page]:
    from ui.pages.sla.sla_page import SlaPage

    return SlaPage


def _law_changes() -> type[Page]:
    from ui.pages.law_changes.law_changes_page import LawChangesPage

    return LawChangesPage


def _improvements() -> type[Page]:
    from ui.pages.improvements.improvements_page import ImprovementsPage

    return ImprovementsPage


def _surveys() -> type[Page]:
    from ui.pages.surveys.surveys_page import SurveysPage

    return SurveysPage


def _survey_results() -> type[Page]:
    from ui.pages.surveys.results_page import ResultsPage

    return ResultsPage


def _applications() -> type[Page]:
    from ui.pages.applications.applications_page import ApplicationsPage

    return ApplicationsPage


def _articles() -> type[Page]:
    from ui.pages.agreements.articles_page import ArticlesPage

    return ArticlesPage


def _exchange() -> type[Page]:
    from ui.pages.exchange.exchange_page import ExchangePage

    return ExchangePage


def _history() -> type[Page]:
    from ui.pages.history.history_page import HistoryPage

    return HistoryPage


def _reports() -> type[Page]:
    from ui.pages.reports.reports_page import ReportsPage

    return ReportsPage


def _requirements() -> type[Page]:
    from ui.pages.foundation.requirements_page import RequirementsPage

    return RequirementsPage


def _services() -> type[Page]:
    from ui.pages.foundation.services_page import ServicesPage

    return ServicesPage


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
        "負担金",
        "projects",
        "事業",
        "負担金を求める事業(クラウド利用料、運用管理、事務局費など)と、按分規則、納期と精算の扱いを登録します。",
        _table("projects"),
    ),
    PageEntry(
        "負担金",
        "year_items",
        "予算と決算",
        "事業と年度ごとに、費目の予算額と決算額、財源を登録します。負担金はここから計算します。",
        _table("year_items"),
    ),
    PageEntry(
        "負担金",
        "charges",
        "負担金",
        "年度の負担金を、予定、通知、変更、確定の版として残します。残した版は、台帳が変わっても変わりません。",
        _charges,
        ("assessments",),
    ),
    PageEntry(
        "負担金",
        "explanations",
        "増減の要因",
        "団体の負担金がなぜ変わったかを、経費、人口、参加、規則、為替などの要因に1円まで分けて見ます。",
        _explanations,
    ),
    PageEntry(
        "負担金",
        "fundings",
        "団体の財源",
        "負担金に充てる補助金や地方交付税措置を、団体と年度ごとに登録します。一般財源の実質の負担が分かります。",
        _table("fundings"),
    ),
    PageEntry(
        "負担金",
        "commitments",
        "債務負担行為",
        "複数年度の契約の限度額と期間を登録します。残りと年度割の計算は債務負担調書に出ます。",
        _table("commitments"),
    ),
    PageEntry(
        "負担金",
        "commitment_years",
        "年度割",
        "債務負担行為ごとに、年度割額と支出済額を登録します。",
        _table("commitment_years"),
    ),
    PageEntry(
        "請求・精算",
        "payment_terms",
        "納期",
        "事業ごとに、期と割合、納期の月日を登録します。休日の納期は、事業の設定で前後の開庁日に移します。",
        _table("payment_terms"),
    ),
    PageEntry(
        "請求・精算",
        "claims",
        "請求と納付",
        "通知した負担金を期に分けて請求し、納付を記録して、未納と期限の過ぎたものを見ます。",
        _claims,
    ),
    PageEntry(
        "請求・精算",
        "payments",
        "納付の記録",
        "納付を請求番号ごとに記録します。一部の納付もそのまま入れます。収納の一覧の貼り付けと取込もできます。",
        _table("payments"),
    ),
    PageEntry(
        "請求・精算",
        "settlements",
        "精算",
        "決算額から求めた負担金と納付計の差を団体ごとに示し、還付・追加、翌年度充当、繰越として記録します。",
        _settlements,
    ),
    PageEntry(
        "請求・精算",
        "cloud_keys",
        "利用料の対応",
        "クラウドの請求のアカウント(サブスクリプション)とタグを、団体か按分規則に対応させます。",
        _table("cloud_keys"),
    ),
    PageEntry(
        "請求・精算",
        "cloud_bills",
        "クラウド利用料",
        "月の請求の明細を取り込み、専用、タグ、共有、未タグに分けて、円まで一致するように団体に按分します。",
        _cloud_bills,
        ("cloud_shares",),
    ),
    PageEntry(
        "選定",
        "present_systems",
        "現況調査",
        "団体ごとに、現行の事業者、製品、契約終了日、年額、違約金、連携を調べ、現行経費と違約金に反映します。",
        _survey,
    ),
    PageEntry(
        "選定",
        "inquiries",
        "情報提供依頼",
        "情報提供を依頼した回ごとに、依頼日、締切、目的、様式と、依頼・回答の数を記録します。",
        _table("inquiries"),
    ),
    PageEntry(
        "選定",
        "inquiry_replies",
        "情報提供の回答",
        "依頼した事業者の回答を記録し、概算と適合率を業務ごとに並べて比べます。",
        _replies,
    ),
    PageEntry(
        "選定",
        "inquiry_estimates",
        "業務別の概算",
        "事業者が示した初期費用、年額、適合率を、業務ごとに入力します。Excelから貼り付けることもできます。",
        _table("inquiry_estimates"),
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
        "score_files",
        "採点票の受け渡し",
        "採点票をExcelブックかファイルで審査員に渡し、戻った点を台帳と比べてから取り込みます。提案額は入りません。",
        _score_files,
        ("score_sheets",),
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
        "期限の過ぎたものと、今月・来月の期限を、課題、作業、回答、会議、任期、証明、リスクなどから集めて見ます。",
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
        "作業の予定と実績を棒で並べます。棒を横に引くと予定や実績が動き、端を引くと伸び縮みします。",
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
        "基盤",
        "requirements",
        "DC要件",
        "要件を拠点ごとに確かめます。1=満たす 2=条件付き 3=満たさない 4=確認中 0=未確認、スペースで切り替えます。",
        _requirements,
        ("site_checks",),
    ),
    PageEntry(
        "基盤",
        "sites",
        "拠点",
        "データセンターなど、システムやデータの写しを置く拠点を登録します。",
        _table("sites"),
    ),
    PageEntry(
        "基盤",
        "risks",
        "メリット・リスク",
        "データセンターとネットワークのメリット、デメリット、課題を並べ、影響×可能性、対策、見直し日を記録します。",
        _table("risks"),
    ),
    PageEntry(
        "基盤",
        "lines",
        "回線",
        "団体とデータセンターを結ぶ主回線と副回線を記録します。図と、二重化した稼働率が右に出ます。",
        _table("lines"),
    ),
    PageEntry(
        "基盤",
        "continuity_plans",
        "BCP",
        "業務ごとに、何時間で復旧し(RTO)、何時間前のデータに戻し(RPO)、その間どう業務を続けるかを記録します。",
        _table("continuity_plans"),
    ),
    PageEntry(
        "基盤",
        "drills",
        "訓練",
        "BCPの訓練の日、想定、復旧までの時間、結果と課題を記録します。次回予定日は期限一覧に出ます。",
        _table("drills"),
    ),
    PageEntry(
        "基盤",
        "services",
        "住民サービス",
        "団体ごとの状態です。1=実施中 2=実施決定 3=検討中 4=実施しない 5=未定 0=未回答、スペースで切り替えます。",
        _services,
        ("service_statuses",),
    ),
    PageEntry(
        "基盤",
        "service_fees",
        "住民の手数料",
        "サービスの手数料を期間ごとに記録します。減額には終わりの日を入れ、期限一覧に出ます。",
        _table("service_fees"),
    ),
    PageEntry(
        "基盤",
        "service_counts",
        "サービスの件数",
        "サービスの件数を、年度と団体ごとに、窓口とコンビニ等に分けて記録します。",
        _table("service_counts"),
    ),
    PageEntry(
        "運用",
        "sla",
        "SLA",
        "SLA項目の月ごとの結果と達否、目標が破れるまでの残り、返金、事業者の月報との違いを見ます。選ぶと根拠が右に出ます。",
        _sla,
    ),
    PageEntry(
        "運用",
        "outages",
        "障害・停止",
        "障害と計画停止を分の単位で記録します。止まった業務と団体、原因、除外の理由も入れます。",
        _table("outages"),
        ("outage_systems", "outage_members"),
    ),
    PageEntry(
        "運用",
        "sla_items",
        "SLA項目",
        "目標と測り方、停止の数え方(サービス時間帯、計画停止、最短の停止、月の分数)、配点、返金の段を決めます。",
        _table("sla_items"),
    ),
    PageEntry(
        "運用",
        "sla_contracts",
        "SLAの契約",
        "SLAを結んだ契約の料金と期間、返金の方法を登録します。",
        _table("sla_contracts"),
    ),
    PageEntry(
        "運用",
        "sla_results",
        "SLA実績",
        "達成率や件数など、障害の記録から計算しない項目の、月ごとの実績を入力します。",
        _table("sla_results"),
    ),
    PageEntry(
        "運用",
        "sla_reports",
        "事業者の月報",
        "事業者の報告した値と分数を月ごとに記録し、台帳から計算した結果と比べます。表を貼り付けることも取り込むこともできます。",
        _table("sla_reports"),
    ),
    PageEntry(
        "運用",
        "law_changes",
        "制度改正",
        "法令の改正ごとに、費用が保守内か按分か団体個別か、国庫補助、事業者の対応、団体の確認を記録します。",
        _law_changes,
        ("law_change_systems", "law_change_members"),
    ),
    PageEntry(
        "利用者",
        "improvements",
        "改善要望",
        "使っているシステムへの改善要望を、賛否、事業者の回答、協議会の判断とともに記録します。要望にもできます。",
        _improvements,
        ("improvement_supports",),
    ),
    PageEntry(
        "利用者",
        "surveys",
        "満足度調査",
        "調査を登録し、団体ごとの調査票をExcelで作り、戻った回答を人数にして取り込みます。個々の回答は残しません。",
        _surveys,
    ),
    PageEntry(
        "利用者",
        "survey_questions",
        "設問",
        "調査ごとの設問と尺度を決めます。文と尺度が同じ設問は、前回の調査と比べます。",
        _table("survey_questions"),
    ),
    PageEntry(
        "利用者",
        "survey_tallies",
        "回答数",
        "設問ごと、団体や業務ごとに、それぞれの答えが何人かを入力します。調査票を取り込むと、ここに人数が入ります。",
        _table("survey_tallies"),
    ),
    PageEntry(
        "利用者",
        "survey_comments",
        "自由記述",
        "自由記述の設問に書かれたことです。誰が書いたかは残しません。",
        _table("survey_comments"),
    ),
    PageEntry(
        "利用者",
        "survey_results",
        "満足度の結果",
        "設問ごとの平均、構成比、上位・下位2段、前回との差を、全体、業務別、団体別に見ます。5人未満の区分は伏せます。",
        _survey_results,
    ),
    PageEntry(
        "利用者",
        "applications",
        "新規参加・離脱",
        "加入や離脱の申請を、条件、決定とともに記録し、各団体の負担がどう変わるかを現在の前提の試算で見ます。",
        _applications,
        ("application_systems",),
    ),
    PageEntry(
        "利用者",
        "agreements",
        "協定",
        "協議会や事業者との協定を、当事者、締結日、終了日、更新とともに記録します。",
        _table("agreements"),
    ),
    PageEntry(
        "利用者",
        "articles",
        "条文",
        "協定の条文と改正を記録し、条が定める台帳の設定(費用負担の条と按分規則など)との食い違いを見ます。",
        _articles,
        ("amendments",),
    ),
    PageEntry(
        "データ",
        "exchange",
        "取込・書出",
        "台帳をExcelやCSVに書き出し、編集したものやほかの表を、確かめてから取り込みます。",
        _exchange,
    ),
    PageEntry(
        "データ",
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
        "handouts",
        "資料",
        "会議などで配る資料の表紙(表題、作成者、日付、案・取扱注意)を決めます。章は「資料の章」で選びます。",
        _table("handouts"),
    ),
    PageEntry(
        "帳票",
        "handout_chapters",
        "資料の章",
        "資料に載せる章を選び、名前を付けて並べます。本文と帳票は、いつも今の台帳の内容で印刷されます。",
        _table("handout_chapters"),
    ),
    PageEntry(
        "帳票",
        "letters",
        "文面",
        "通知、照会、督促の件名と本文を決めます。団体名や期限などの欄は、団体ごとの内容に置き換わります。",
        _letters,
    ),
)


FOLDED_AT_FIRST = frozenset(
    {"負担金", "請求・精算", "選定", "体制・会議", "差と見直し", "進行", "基盤", "運用", "利用者"}
)
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
