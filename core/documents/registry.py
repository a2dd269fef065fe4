"""帳票: every printout the program offers, by the name that the command line uses."""

from collections.abc import Callable

from core.dataclass import dataclass
from core.documents.allocation import derivation as derivation_sheet
from core.documents.allocation import sheet as allocation_sheet
from core.documents.answers import notice, questionnaire, reminder
from core.documents.chronicle import sheet as chronicle_sheet
from core.documents.comparison import breakdown as breakdown_sheet
from core.documents.comparison import out_of_scope as out_of_scope_sheet
from core.documents.comparison import plain as plain_comparison
from core.documents.comparison import scenarios as scenarios_sheet
from core.documents.comparison import sheet as comparison_sheet
from core.documents.comparison import totals as totals_sheet
from core.documents.dues import sheet as dues_sheet
from core.documents.evaluation import prices as evaluation_prices
from core.documents.evaluation import results as evaluation_results
from core.documents.evaluation import reviewers as evaluation_reviewers
from core.documents.evaluation import rules as evaluation_rules
from core.documents.evaluation import score_sheets as evaluation_score_sheets
from core.documents.gaps import inquiry as gap_inquiry
from core.documents.gaps import origins as gap_origins
from core.documents.gaps import sheet as gap_sheet
from core.documents.issues import sheet as issues_sheet
from core.documents.ledger import listing
from core.documents.lists import answers as list_of_answers
from core.documents.lists import costs as list_of_costs
from core.documents.lists import council as list_of_members
from core.documents.lists import requests as list_of_requests
from core.documents.local_rules import by_member as rules_by_member
from core.documents.local_rules import comparison as rules_comparison
from core.documents.meetings import lists as meeting_lists
from core.documents.meetings import session
from core.documents.organisation import roster
from core.documents.organisation import sheet as organisation_sheet
from core.documents.paper.document import Document
from core.documents.paper.dressing import HEAD, dressed
from core.documents.paper.settings import PrintSettings
from core.documents.requests import quotes
from core.documents.schedule import sheet as schedule_sheet
from core.model.book import Book

__all__ = ["REPORTS", "PrintSettings", "Report", "report_title"]


@dataclass(frozen=True, slots=True)
class Report:
    """`heeds` names the fields of Settings that the printout heeds besides those of every head; `make` gives the
    document without these, `result` what it shows as JSON text. Equal books and settings give equal documents, texts
    and PDF bytes."""

    name: str
    title: str
    about: str
    heeds: tuple[str, ...]
    make: Callable[[Book, PrintSettings], Document]
    result: Callable[[Book, PrintSettings], str]

    @property
    def options(self) -> tuple[str, ...]:
        """Every field of Settings that the printout heeds."""
        return (*self.heeds, *HEAD)

    @property
    def is_letter(self) -> bool:
        """Whether it goes out as letters, each with a number of its own."""
        return "addressing" in self.heeds

    @property
    def is_parted(self) -> bool:
        """Whether each municipality may have its own."""
        return "municipality" in self.heeds

    def build(self, book: Book, settings: PrintSettings) -> Document:
        """Return the document as it is printed."""
        return dressed(self.make(book, settings), settings)


_COMMON = ("paper", "as_of", "number", "money", "disposition")
_OF_SCENARIO = ("paper", "as_of", "number", "anonymous", "scenario")
_OF_PROCUREMENT = ("paper", "as_of", "number", "anonymous", "procurement")
_OF_LETTER = ("addressing", "deadline", "both_sides")
_UNITS = ("unit", "digits", "rate_from")

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
            "団体ごとの通知文と、実施するものと未定のものの負担額、合計、あり得る幅の別紙です。",
            (*_COMMON, *_OF_LETTER, "municipality", "anonymous"),
            notice.build,
            notice.result,
        ),
        Report(
            "questionnaire",
            questionnaire.TITLE,
            "団体ごとの照会文と、実施する場合の負担額を示し、意向を手書きで記入してもらう別紙です。",
            (*_COMMON, *_OF_LETTER, "municipality", "open_only"),
            questionnaire.build,
            questionnaire.result,
        ),
        Report(
            "quotes",
            quotes.TITLE,
            "要望と案ごとに、実施する団体数ごとの見積を一つの表にします。見積のないところも分かります。",
            _COMMON,
            quotes.build,
            quotes.result,
        ),
        Report(
            "derivation",
            derivation_sheet.TITLE,
            "すべての負担額について、総額から端数の扱いまでの計算の過程を示します。",
            (*_COMMON, "anonymous", "totals"),
            derivation_sheet.build,
            derivation_sheet.result,
        ),
        Report(
            "reminder",
            reminder.TITLE,
            "意向の回答が済んでいない団体ごとの督促と、待っている要望に記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "chased"),
            reminder.build,
            reminder.result,
        ),
        Report(
            "comparison",
            comparison_sheet.TITLE,
            "団体ごとの現行経費とクラウド利用料、上限、削減率を一枚の表と図にします。財政担当に渡す資料です。",
            (*_OF_SCENARIO, *_UNITS, "yearly"),
            comparison_sheet.build,
            comparison_sheet.result,
        ),
        Report(
            "breakdown",
            breakdown_sheet.TITLE,
            "団体ごとに、クラウド利用料の負担額の計算の過程と年度別の額、違約金を示します。",
            (*_OF_SCENARIO, "municipality"),
            breakdown_sheet.build,
            breakdown_sheet.result,
        ),
        Report(
            "totals",
            totals_sheet.TITLE,
            "クラウド利用料、カスタマイズ、違約金、調達外経費を合わせた総額を、団体ごとに現行経費と比べます。",
            (*_OF_SCENARIO, *_UNITS, "municipality"),
            totals_sheet.build,
            totals_sheet.result,
        ),
        Report(
            "scenarios",
            scenarios_sheet.TITLE,
            "試算を並べて負担額の差を示し、均等割の割合を変えたときと、1団体が離脱したときの額を加えます。",
            (*_OF_SCENARIO, *_UNITS, "municipality"),
            scenarios_sheet.build,
            scenarios_sheet.result,
        ),
        Report(
            "out-of-scope",
            out_of_scope_sheet.TITLE,
            "按分しない経費を、団体と理由①②③ごとに一覧にします。",
            (*_OF_SCENARIO, "unit", "digits", "municipality"),
            out_of_scope_sheet.build,
            out_of_scope_sheet.result,
        ),
        Report(
            "evaluation",
            evaluation_results.TITLE,
            "提案者ごとの点、順位、判定と理由を一つの表にします。公表用に、提案者をA社、B社とできます。",
            _OF_PROCUREMENT,
            evaluation_results.build,
            evaluation_results.result,
        ),
        Report(
            "evaluation-rules",
            evaluation_rules.TITLE,
            "公に使われる規則ごとの順位と、1位が変わる条件を示します。議会などの説明の資料です。",
            _OF_PROCUREMENT,
            evaluation_rules.build,
            evaluation_rules.result,
        ),
        Report(
            "evaluation-prices",
            evaluation_prices.TITLE,
            "提案額から価格点までの計算を、提案者ごとに示します。",
            _OF_PROCUREMENT,
            evaluation_prices.build,
            evaluation_prices.result,
        ),
        Report(
            "evaluation-reviewers",
            evaluation_reviewers.TITLE,
            "審査員ごとの点を一覧にします。審査員の名前は伏せられます。",
            _OF_PROCUREMENT,
            evaluation_reviewers.build,
            evaluation_reviewers.result,
        ),
        Report(
            "score-sheets",
            evaluation_score_sheets.TITLE,
            "審査員と提案者ごとに、手書きで採点する白紙の用紙です。",
            _OF_PROCUREMENT,
            evaluation_score_sheets.build,
            evaluation_score_sheets.result,
        ),
        Report(
            "organisation",
            organisation_sheet.TITLE,
            "基準とする日の会議体を1枚の図にします。構成団体と所掌業務、空席も分かります。",
            ("paper", "as_of", "number"),
            organisation_sheet.build,
            organisation_sheet.result,
        ),
        Report(
            "roster",
            roster.BY_BODY,
            "会議体ごとに、席、職名、役、氏名と任期を一覧にします。",
            ("paper", "as_of", "number", "body"),
            roster.build_by_body,
            roster.result_by_body,
        ),
        Report(
            "roster-by-member",
            roster.BY_PARTY,
            "団体ごとに、どの会議体にどの席を持つかを一覧にします。",
            ("paper", "as_of", "number", "municipality"),
            roster.build_by_party,
            roster.result_by_party,
        ),
        Report(
            "vacancies",
            organisation_sheet.VACANT,
            "後任の決まっていない席と、1年以内に任期が満了する席を挙げます。",
            ("paper", "as_of", "number"),
            roster.build_vacant,
            roster.result_vacant,
        ),
        Report(
            "agenda",
            session.AGENDA,
            "会議の日時、場所、議題と資料を1枚にします。",
            ("paper", "as_of", "number", "meeting"),
            session.build_agenda,
            session.result_agenda,
        ),
        Report(
            "attendance",
            session.ATTENDANCE,
            "会議に出る団体と組織の出欠を、記入できる表にします。定足数も示します。",
            ("paper", "as_of", "number", "meeting"),
            session.build_attendance,
            session.result_attendance,
        ),
        Report(
            "minutes",
            session.MINUTES,
            "出席者、議題、決定事項を書き入れた議事録のひな型です。",
            ("paper", "as_of", "number", "meeting"),
            session.build_minutes,
            session.result_minutes,
        ),
        Report(
            "sessions",
            meeting_lists.SESSIONS,
            "会議を系列ごとに一覧にし、回次と延回数を示します。",
            ("paper", "as_of", "number", "body"),
            meeting_lists.build_sessions,
            meeting_lists.result_sessions,
        ),
        Report(
            "votes",
            meeting_lists.VOTES,
            "議決した議案の結果と賛否、議決の要件と定足数を満たすかを一覧にします。",
            ("paper", "as_of", "number", "body"),
            meeting_lists.build_votes,
            meeting_lists.result_votes,
        ),
        Report(
            "decisions",
            meeting_lists.DECISIONS,
            "決定した事項を、その会議と、関係する要望や経費などの記録とともに一覧にします。",
            ("paper", "as_of", "number", "body"),
            meeting_lists.build_decisions,
            meeting_lists.result_decisions,
        ),
        Report(
            "gaps",
            gap_sheet.TITLE,
            "業務ごとの適合・一部適合・不適合の件数と適合率、項目ごとの判定と結論を一覧にします。",
            ("paper", "as_of", "number", "system"),
            gap_sheet.build,
            gap_sheet.result,
        ),
        Report(
            "gap-inquiry",
            gap_inquiry.TITLE,
            "団体ごとの照会文と、標準と異なる機能の要否を手書きで記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "system"),
            gap_inquiry.build,
            gap_inquiry.result,
        ),
        Report(
            "origins",
            gap_origins.TITLE,
            "要望ごとに、どの会議のどの差から生まれ、どの案と見積、意向を経て、どこで決まったかを1行で示します。",
            ("paper", "as_of", "number"),
            gap_origins.build,
            gap_origins.result,
        ),
        Report(
            "chronicle",
            chronicle_sheet.TITLE,
            "これまでの経緯を、会議体を章にして文章にします。",
            ("paper", "as_of", "number"),
            chronicle_sheet.build,
            chronicle_sheet.result,
        ),
        Report(
            "local-rules",
            rules_comparison.TITLE,
            "独自ルールごとに、団体の扱い、対応、避けた費用、増える時間、回収年数を一つの表にします。",
            ("paper", "as_of", "number", "anonymous"),
            rules_comparison.build,
            rules_comparison.result,
        ),
        Report(
            "local-rules-by-member",
            rules_by_member.TITLE,
            "団体ごとに、独自ルールの扱いを一覧にします。条例改正が要るものを、議会の順に先に載せます。",
            ("paper", "as_of", "number", "municipality"),
            rules_by_member.build,
            rules_by_member.result,
        ),
        Report(
            "issues",
            issues_sheet.TITLE,
            "課題の残りの推移を図にし、担当、期限、状態、経過を一覧にします。期限超過と滞留日数が分かります。",
            ("paper", "as_of", "number"),
            issues_sheet.build,
            issues_sheet.result,
        ),
        Report(
            "dues",
            dues_sheet.TITLE,
            "期限の過ぎたものと、今月・来月の期限を、課題、作業、回答、会議、任期、条例改正から集めて一覧にします。",
            ("paper", "as_of", "number"),
            dues_sheet.build,
            dues_sheet.result,
        ),
        Report(
            "schedule",
            schedule_sheet.TITLE,
            "作業を年度と月の工程表にします。予定は白抜き、実績は黒で、白黒でも読めます。",
            ("paper", "as_of", "number"),
            schedule_sheet.build,
            schedule_sheet.result,
        ),
        Report(
            "schedule-detail",
            schedule_sheet.DETAIL,
            "年度ごとに旬の工程表にし、担当、先行、進捗、遅れと理由を並べます。用紙はA3です。",
            ("as_of", "number"),
            schedule_sheet.build_detail,
            schedule_sheet.result_detail,
        ),
        Report(
            "answers",
            list_of_answers.MATRIX,
            "要望ごとに、各団体の意向と最後の回答の日時を一つの表にします。",
            ("paper", "as_of", "number", "anonymous", "disposition"),
            list_of_answers.build_matrix,
            list_of_answers.result_matrix,
        ),
        Report(
            "comments",
            list_of_answers.COMMENTS,
            "要望ごとに、団体から寄せられたコメントを、回答者と日時とともに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
            list_of_answers.build_comments,
            list_of_answers.result_comments,
        ),
        Report(
            "distributions",
            list_of_answers.BOARD,
            "団体ごとに、最後の配布と回収、回答の件数、期限超過を一覧にします。",
            ("paper", "as_of", "number"),
            list_of_answers.build_board,
            list_of_answers.result_board,
        ),
        Report(
            "requests",
            list_of_requests.REQUESTS,
            "要望を方針ごとに一覧にし、カスタマイズせずに済んだ見積の計を示します。",
            ("paper", "as_of", "number", "disposition"),
            list_of_requests.build_requests,
            list_of_requests.result_requests,
        ),
        Report(
            "quote-list",
            list_of_requests.QUOTES,
            "見積を1件1行で、要望、案、実施団体数の順に一覧にします。",
            ("paper", "as_of", "number", "disposition"),
            list_of_requests.build_quotes,
            list_of_requests.result_quotes,
        ),
        Report(
            "members",
            list_of_members.MEMBERS,
            "構成団体と、按分に使う人口とその割合を一覧にします。",
            ("paper", "as_of", "number"),
            list_of_members.build_members,
            list_of_members.result_members,
        ),
        Report(
            "participation",
            list_of_members.PARTICIPATION,
            "業務と部会ごとに、どの団体が参加するかを一つの表にします。",
            ("paper", "as_of", "number", "anonymous"),
            list_of_members.build_participation,
            list_of_members.result_participation,
        ),
        Report(
            "cost-lines",
            list_of_costs.LINES,
            "経費明細を、年度別の金額、負担の仕方とともに一覧にします。",
            ("paper", "as_of", "number"),
            list_of_costs.build_lines,
            list_of_costs.result_lines,
        ),
        Report(
            "current-costs",
            list_of_costs.CURRENT,
            "団体が今払っている経費を、費目と年度ごとに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
            list_of_costs.build_current,
            list_of_costs.result_current,
        ),
        Report(
            "penalties",
            list_of_costs.PENALTIES,
            "現行契約を早く終えるための違約金を、団体と契約ごとに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
            list_of_costs.build_penalties,
            list_of_costs.result_penalties,
        ),
        Report(
            "five-years",
            plain_comparison.TITLE,
            "現行経費とクラウド利用料、削減率だけの表に、削減額を1行で言う見出しを付けます。",
            (*_OF_SCENARIO, *_UNITS),
            plain_comparison.build,
            plain_comparison.result,
        ),
        Report(
            "list",
            listing.TITLE,
            "台帳の表を1つ選び、そのまま一覧にします。団体は記号にせず、名前で印刷します。",
            ("paper", "as_of", "number", "table"),
            listing.build,
            listing.result,
        ),
    )
}


def report_title(name: str) -> str:
    """Return what a printout is called: one that this version does not offer, by the name that stands in the file."""
    report = REPORTS.get(name)
    return report.title if report else name
