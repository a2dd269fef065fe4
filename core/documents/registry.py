"""帳票: every printout the program offers, by the name that the command line uses."""

from collections.abc import Callable

from core.dataclass import dataclass
from core.documents.agreements import sheet as agreements_sheet
from core.documents.allocation import derivation as derivation_sheet
from core.documents.allocation import sheet as allocation_sheet
from core.documents.answers import notice, questionnaire, reminder
from core.documents.applications import sheet as applications_sheet
from core.documents.charges import accounts as charge_accounts
from core.documents.charges import basis as charge_basis
from core.documents.charges import explanation as charge_explanation
from core.documents.charges import notice as charge_notice
from core.documents.chronicle import sheet as chronicle_sheet
from core.documents.claims import papers as claim_papers
from core.documents.claims import settlement_notice
from core.documents.cloud_bills import sheet as cloud_bills_sheet
from core.documents.commitments import sheet as commitments_sheet
from core.documents.comparison import breakdown as breakdown_sheet
from core.documents.comparison import fee_derivation
from core.documents.comparison import out_of_scope as out_of_scope_sheet
from core.documents.comparison import plain as plain_comparison
from core.documents.comparison import scenarios as scenarios_sheet
from core.documents.comparison import sheet as comparison_sheet
from core.documents.comparison import totals as totals_sheet
from core.documents.dues import sheet as dues_sheet
from core.documents.evaluation import course as evaluation_course
from core.documents.evaluation import hands_on as evaluation_hands_on
from core.documents.evaluation import interests as evaluation_interests
from core.documents.evaluation import notices as evaluation_notices
from core.documents.evaluation import prices as evaluation_prices
from core.documents.evaluation import results as evaluation_results
from core.documents.evaluation import reviewers as evaluation_reviewers
from core.documents.evaluation import rules as evaluation_rules
from core.documents.evaluation import score_sheets as evaluation_score_sheets
from core.documents.foundation import continuity as continuity_sheet
from core.documents.foundation import merits as merits_sheet
from core.documents.foundation import neighbours as neighbours_sheet
from core.documents.foundation import network as network_sheet
from core.documents.foundation import requirements as requirements_sheet
from core.documents.foundation import risks as risks_sheet
from core.documents.foundation import safety as safety_sheet
from core.documents.foundation import services as services_sheet
from core.documents.gaps import inquiry as gap_inquiry
from core.documents.gaps import origins as gap_origins
from core.documents.gaps import sheet as gap_sheet
from core.documents.handouts import sheet as handout_sheet
from core.documents.improvements import inquiry as improvements_inquiry
from core.documents.improvements import sheet as improvements_sheet
from core.documents.inquiries import sheet as inquiries_sheet
from core.documents.issues import sheet as issues_sheet
from core.documents.law_changes import sheet as law_changes_sheet
from core.documents.ledger import listing
from core.documents.lists import answers as list_of_answers
from core.documents.lists import costs as list_of_costs
from core.documents.lists import council as list_of_members
from core.documents.lists import requests as list_of_requests
from core.documents.local_rules import by_member as rules_by_member
from core.documents.local_rules import comparison as rules_comparison
from core.documents.local_rules import policies as rules_policies
from core.documents.meetings import lists as meeting_lists
from core.documents.meetings import session
from core.documents.organisation import roster
from core.documents.organisation import sheet as organisation_sheet
from core.documents.paper.document import Document
from core.documents.paper.dressing import HEAD, dressed
from core.documents.paper.settings import PrintSettings
from core.documents.requests import quotes
from core.documents.schedule import sheet as schedule_sheet
from core.documents.sla import monthly as sla_monthly
from core.documents.sla import outages as sla_outages
from core.documents.sla import yearly as sla_yearly
from core.documents.surveys import questionnaire as survey_questionnaire
from core.documents.surveys import sheet as survey_sheet
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
        """Whether it goes out as letters."""
        return "both_sides" in self.heeds

    @property
    def is_counted(self) -> bool:
        """Whether its letters bear the day of the run and numbers that go on; claims have their own."""
        return self.is_letter and "number" in self.heeds

    @property
    def parted_by(self) -> str:
        """The setting that chooses to whom it goes, so that each may have its own: municipality, reviewer or bidder; ""
        where it goes to nobody in particular."""
        return next((name for name in ("municipality", "reviewer", "bidder") if name in self.heeds), "")

    def build(self, book: Book, settings: PrintSettings) -> Document:
        """Return the document as it is printed."""
        return dressed(self.make(book, settings), settings)


_COMMON = ("paper", "as_of", "number", "money", "disposition")
_OF_SCENARIO = ("paper", "as_of", "number", "anonymous", "scenario")
_OF_PROCUREMENT = ("paper", "as_of", "number", "anonymous", "procurement", "hide_reviewers")
_OF_YEAR = ("as_of", "number", "anonymous", "municipality", "fiscal_year")
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
            "fee-derivation",
            fee_derivation.TITLE,
            "経費明細から年度別の負担額まで、すべての団体のクラウド利用料の計算の過程を1つの表で示します。",
            _OF_SCENARIO,
            fee_derivation.build,
            fee_derivation.result,
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
            (*_OF_PROCUREMENT, "by_criterion"),
            evaluation_reviewers.build,
            evaluation_reviewers.result,
        ),
        Report(
            "evaluation-hands-on",
            evaluation_hands_on.TITLE,
            "業務ごとの席数、提案者の得点率、1位を一覧にします。",
            _OF_PROCUREMENT,
            evaluation_hands_on.build,
            evaluation_hands_on.result,
        ),
        Report(
            "evaluation-notice",
            evaluation_notices.TITLE,
            "提案者ごとの、結果と順位を知らせる通知文と、点の一覧の別紙です。ほかの提案者の名前は記号にできます。",
            (*_OF_PROCUREMENT, "bidder", "both_sides"),
            evaluation_notices.build,
            evaluation_notices.result,
        ),
        Report(
            "evaluation-course",
            evaluation_course.TITLE,
            "情報提供依頼から公告、審査、開封、決定までを、日付の順に並べます。",
            _OF_PROCUREMENT,
            evaluation_course.build,
            evaluation_course.result,
        ),
        Report(
            "evaluation-interests",
            evaluation_interests.TITLE,
            "審査員の席ごとに、出席、代理、利害関係の申告と、点を使うかどうかを一覧にします。",
            _OF_PROCUREMENT,
            evaluation_interests.build,
            evaluation_interests.result,
        ),
        Report(
            "inquiries",
            inquiries_sheet.TITLE,
            "情報提供依頼の回ごとに、依頼と回答の数、事業者ごとの概算と適合率を並べます。",
            ("paper", "as_of", "number", "anonymous"),
            inquiries_sheet.build,
            inquiries_sheet.result,
        ),
        Report(
            "score-sheets",
            evaluation_score_sheets.TITLE,
            "審査員ごとの依頼文と、提案者ごと、または全提案者を並べて手書きで採点する白紙の別紙です。",
            (*_OF_PROCUREMENT, "reviewer", "bidder", "together", "without_letter", "deadline", "both_sides"),
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
            "policies",
            rules_policies.TITLE,
            "独自ルールのうち独自施策を、団体ごとの根拠の条例、件数、住民への影響とともに一覧にします。首長・議会の資料です。",
            ("paper", "as_of", "number", "municipality"),
            rules_policies.build,
            rules_policies.result,
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
            "期限の過ぎたものと、今月・来月の期限を、課題、作業、回答、会議、任期、証明、リスクなどから集めて一覧にします。",
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
            "safety",
            safety_sheet.TITLE,
            "議会などに出す1枚です。要件の充足、回線の二重化、BCPと訓練、満たしていない要件の代わりの手立てをまとめます。",
            ("paper", "as_of", "number"),
            safety_sheet.build,
            safety_sheet.result,
        ),
        Report(
            "requirements",
            requirements_sheet.TITLE,
            "データセンターの要件と拠点の表に、判定、値、根拠資料、証明の期限を並べ、充足率を出します。",
            ("paper", "as_of", "number"),
            requirements_sheet.build,
            requirements_sheet.result,
        ),
        Report(
            "merits",
            merits_sheet.TITLE,
            "データセンターとネットワークのメリット、デメリット、課題を、見出しごとに並べます。",
            ("paper", "as_of", "number"),
            merits_sheet.build,
            merits_sheet.result,
        ),
        Report(
            "network",
            network_sheet.TITLE,
            "回線の図と一覧、区間の稼働率、新規参加と途中離脱の手順をまとめます。",
            ("paper", "as_of", "number", "anonymous"),
            network_sheet.build,
            network_sheet.result,
        ),
        Report(
            "risks",
            risks_sheet.TITLE,
            "影響×可能性の5×5の表と、リスクごとの対策、残るリスク、担当、見直し日を一覧にします。",
            ("paper", "as_of", "number"),
            risks_sheet.build,
            risks_sheet.result,
        ),
        Report(
            "continuity",
            continuity_sheet.TITLE,
            "業務ごとのRTO、RPO、代替手段と、直近の訓練の結果を一覧にします。未策定の業務も載せます。",
            ("paper", "as_of", "number"),
            continuity_sheet.build,
            continuity_sheet.result,
        ),
        Report(
            "neighbours",
            neighbours_sheet.TITLE,
            "どの団体がどの住民サービスをいつから実施しているかを1枚の表にします。",
            ("paper", "as_of", "number", "anonymous"),
            neighbours_sheet.build,
            neighbours_sheet.result,
        ),
        Report(
            "services",
            services_sheet.TITLE,
            "住民サービスごとに、団体の状態、手数料、件数、利用率、1件の経費、損益分岐を一覧にします。",
            ("paper", "as_of", "number", "anonymous"),
            services_sheet.build,
            services_sheet.result,
        ),
        Report(
            "sla",
            sla_monthly.TITLE,
            "SLA項目の月別の結果と、その月の稼働時間、団体別の稼働率、障害・停止、事業者の月報との違いを示します。",
            ("paper", "as_of", "number", "anonymous", "month"),
            sla_monthly.build,
            sla_monthly.result,
        ),
        Report(
            "outage-report",
            sla_outages.TITLE,
            "障害・停止ごとに1枚で、時間、影響、原因、対応、再発防止と、SLAへの影響を示します。",
            ("paper", "as_of", "number", "month", "outage"),
            sla_outages.build,
            sla_outages.result,
        ),
        Report(
            "sla-year",
            sla_yearly.TITLE,
            "年度の達成・未達を項目ごとに数え、段階、配点、ペナルティポイントによる返金の計算を示します。",
            ("paper", "as_of", "number", "month"),
            sla_yearly.build,
            sla_yearly.result,
        ),
        Report(
            "law-changes",
            law_changes_sheet.TITLE,
            "制度改正を保守内・按分・団体個別に分け、施行日、費用、国庫補助、事業者の対応、団体の確認を一覧にします。",
            ("paper", "as_of", "number", "anonymous"),
            law_changes_sheet.build,
            law_changes_sheet.result,
        ),
        Report(
            "improvements",
            improvements_sheet.TITLE,
            "改善要望を、ほかの団体の賛否、事業者の回答、協議会の判断、完了日とともに一覧にします。",
            ("paper", "as_of", "number"),
            improvements_sheet.build,
            improvements_sheet.result,
        ),
        Report(
            "improvement-inquiry",
            improvements_inquiry.TITLE,
            "団体ごとの照会文と、ほかの団体の改善要望への賛否と新しい改善要望を手書きで記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "open_only"),
            improvements_inquiry.build,
            improvements_inquiry.result,
        ),
        Report(
            "survey",
            survey_sheet.TITLE,
            "満足度調査の結果を、設問ごとの帯、業務別、団体別、前回との差、自由記述にまとめます。5人未満は伏せます。",
            ("paper", "as_of", "number"),
            survey_sheet.build,
            survey_sheet.result,
        ),
        Report(
            "survey-form",
            survey_questionnaire.TITLE,
            "満足度調査の設問を、印を付けて答える用紙にします。氏名の欄はありません。",
            ("paper", "as_of", "number", "deadline"),
            survey_questionnaire.build,
            survey_questionnaire.result,
        ),
        Report(
            "applications",
            applications_sheet.TITLE,
            "加入・離脱の申請ごとに、条件と、各団体の負担が期間と年度でどう変わるかを、現在の前提の試算から示します。",
            ("paper", "as_of", "number", "anonymous"),
            applications_sheet.build,
            applications_sheet.result,
        ),
        Report(
            "agreement",
            agreements_sheet.TITLE,
            "協定の条文を、その日の改正後の姿で印刷し、条が定める設定との食い違いと、改正対照を添えます。",
            ("paper", "as_of", "number"),
            agreements_sheet.build,
            agreements_sheet.result,
        ),
        Report(
            "charge-explanation",
            charge_explanation.TITLE,
            "団体ごとに1枚で、負担金が前の年度から変わった理由を階段図と表にし、規則、今後5年、一般財源を添えます。",
            _OF_YEAR,
            charge_explanation.build,
            charge_explanation.result,
        ),
        Report(
            charge_notice.NAME,
            charge_notice.TITLE,
            "団体ごとの通知文と、年度の負担金の前の年度との差、規則、費目、基礎数値を示す別紙です。",
            ("paper", "as_of", "number", "municipality", "fiscal_year", "addressing", "both_sides"),
            charge_notice.build,
            charge_notice.result,
        ),
        Report(
            charge_basis.NAME,
            charge_basis.TITLE,
            "事業ごとに、団体の基礎数値と出典、割合、負担金を一覧にします。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
            charge_basis.build,
            charge_basis.result,
        ),
        Report(
            charge_basis.BUDGET_NAME,
            charge_basis.BUDGET_TITLE,
            "選んだ年度の翌年度の負担金を、団体と事業ごとに、今年度との差とともに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
            charge_basis.build_request,
            charge_basis.result_request,
        ),
        Report(
            claim_papers.CLAIMS_NAME,
            claim_papers.CLAIMS_TITLE,
            "未納の請求ごとに、請求番号と請求日の付いた請求の文書です。納期限を過ぎてから日付を変えて出すときは、新しい期限を尋ねます。",
            ("paper", "as_of", *_OF_LETTER, "municipality", "fiscal_year"),
            claim_papers.build_claims,
            claim_papers.result_claims,
        ),
        Report(
            claim_papers.PAYMENTS_NAME,
            claim_papers.PAYMENTS_TITLE,
            "請求ごとの納付計、未納、期限超過を、資料日付の現在で一覧にします。",
            ("paper", "as_of", "number", "fiscal_year"),
            claim_papers.build_payments,
            claim_papers.result_payments,
        ),
        Report(
            claim_papers.SETTLEMENT_NAME,
            claim_papers.SETTLEMENT_TITLE,
            "決算による負担金と納付計の差を、精算の方法と処理とともに、団体ごとに示します。",
            ("paper", "as_of", "number", "municipality", "fiscal_year"),
            claim_papers.build_settlement,
            claim_papers.result_settlement,
        ),
        Report(
            settlement_notice.NAME,
            settlement_notice.TITLE,
            "団体ごとの通知文と、事業ごとの精算後の負担金、納付計、差引とその処理を示す別紙です。",
            ("paper", "as_of", "number", "municipality", "fiscal_year", "addressing", "both_sides"),
            settlement_notice.build,
            settlement_notice.result,
        ),
        Report(
            claim_papers.AUDIT_NAME,
            claim_papers.AUDIT_TITLE,
            "団体ごとに、負担金、請求、収納の額が一致するかを照らし合わせます。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
            claim_papers.build_audit,
            claim_papers.result_audit,
        ),
        Report(
            charge_accounts.NAME,
            charge_accounts.TITLE,
            "事業ごとに、収入と支出の予算額、決算額、形式収支と実質収支を示します。",
            ("paper", "as_of", "number", "fiscal_year"),
            charge_accounts.build,
            charge_accounts.result,
        ),
        Report(
            charge_accounts.YARD_NAME,
            charge_accounts.YARD_TITLE,
            "費目ごとの額を年度順に並べ、平成30年度との比と7割の目標線を示します。物価、為替、機能の追加は別に示します。",
            ("paper", "as_of", "number"),
            charge_accounts.build_yardstick,
            charge_accounts.result_yardstick,
        ),
        Report(
            cloud_bills_sheet.NAME,
            cloud_bills_sheet.TITLE,
            "クラウドの月の請求を、団体ごとに専用、タグ、共有、未タグに分けて、外貨と円で示します。",
            ("paper", "as_of", "number", "fiscal_year"),
            cloud_bills_sheet.build,
            cloud_bills_sheet.result,
        ),
        Report(
            commitments_sheet.NAME,
            commitments_sheet.TITLE,
            "債務負担行為の限度額、年度割、支出済額、残りと、契約の月数による額を示します。",
            ("paper", "as_of", "number"),
            commitments_sheet.build,
            commitments_sheet.result,
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
            handout_sheet.NAME,
            handout_sheet.TITLE,
            "台帳の章から、表紙、目次、資料番号と通し頁のついた資料を1つのPDFにします。章は「資料の章」のページで選びます。",
            ("as_of", "number", "anonymous", "handout", "template", "meeting", "municipality", "both_sides"),
            lambda book, settings: handout_sheet.build(book, settings, REPORTS),
            lambda book, settings: handout_sheet.result(book, settings, REPORTS),
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
