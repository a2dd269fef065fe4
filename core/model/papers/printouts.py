"""帳票: what every printout is called, what it is for and what it heeds: declared without what builds it."""

from core.dataclass import dataclass

HEAD = ("material", "mark", "meeting_name")
"""The settings that every printout heeds: what may stand on any sheet."""


@dataclass(frozen=True, slots=True)
class Printout:
    """`heeds` names the fields of Settings that the printout heeds besides those of every head. Its title is said here
    alone: the module that builds it reads it here."""

    name: str
    title: str
    about: str
    heeds: tuple[str, ...]

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


_COMMON = ("paper", "as_of", "number", "money", "disposition")
_OF_SCENARIO = ("paper", "as_of", "number", "anonymous", "scenario")
_OF_PROCUREMENT = ("paper", "as_of", "number", "anonymous", "procurement", "hide_reviewers")
_OF_YEAR = ("as_of", "number", "anonymous", "municipality", "fiscal_year")
_OF_LETTER = ("addressing", "deadline", "both_sides")
_UNITS = ("unit", "digits", "rate_from")

HANDOUT = "handout"
"""The printout that is put together from others."""

PRINTOUTS: dict[str, Printout] = {
    printout.name: printout
    for printout in (
        Printout(
            "allocation",
            "カスタマイズ費用按分表",
            "すべての要望の総額と各団体の負担額、合計を一つの表にします。会議の資料です。",
            (*_COMMON, "anonymous", "totals", "scenario_rows", "previous"),
        ),
        Printout(
            "notice",
            "団体別カスタマイズ費用通知",
            "団体ごとの通知文と、実施するものと未定のものの負担額、合計、あり得る幅の別紙です。",
            (*_COMMON, *_OF_LETTER, "municipality", "anonymous"),
        ),
        Printout(
            "questionnaire",
            "意向確認票",
            "団体ごとの照会文と、実施する場合の負担額を示し、意向を手書きで記入してもらう別紙です。",
            (*_COMMON, *_OF_LETTER, "municipality", "open_only"),
        ),
        Printout(
            "quotes",
            "団体数別見積一覧",
            "要望と案ごとに、実施する団体数ごとの見積を一つの表にします。見積のないところも分かります。",
            _COMMON,
        ),
        Printout(
            "derivation",
            "計算根拠書",
            "すべての負担額について、総額から端数の扱いまでの計算の過程を示します。",
            (*_COMMON, "anonymous", "totals"),
        ),
        Printout(
            "reminder",
            "カスタマイズ意向の回答について(督促)",
            "意向の回答が済んでいない団体ごとの督促と、待っている要望に記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "chased"),
        ),
        Printout(
            "comparison",
            "五年間経費比較表",
            "団体ごとの現行経費とクラウド利用料、上限、削減率を一枚の表と図にします。財政担当に渡す資料です。",
            (*_OF_SCENARIO, *_UNITS, "yearly"),
        ),
        Printout(
            "breakdown",
            "負担額内訳書",
            "団体ごとに、クラウド利用料の負担額の計算の過程と年度別の額、違約金を示します。",
            (*_OF_SCENARIO, "municipality"),
        ),
        Printout(
            "fee-derivation",
            "クラウド利用料計算根拠書",
            "経費明細から年度別の負担額まで、すべての団体のクラウド利用料の計算の過程を1つの表で示します。",
            _OF_SCENARIO,
        ),
        Printout(
            "totals",
            "団体別総額表",
            "クラウド利用料、カスタマイズ、違約金、調達外経費を合わせた総額を、団体ごとに現行経費と比べます。",
            (*_OF_SCENARIO, *_UNITS, "municipality"),
        ),
        Printout(
            "scenarios",
            "試算比較表",
            "試算を並べて負担額の差を示し、均等割の割合を変えたときと、1団体が離脱したときの額を加えます。",
            (*_OF_SCENARIO, *_UNITS, "municipality"),
        ),
        Printout(
            "out-of-scope",
            "調達外経費一覧",
            "按分しない経費を、団体と理由①②③ごとに一覧にします。",
            (*_OF_SCENARIO, "unit", "digits", "municipality"),
        ),
        Printout(
            "evaluation",
            "評価結果一覧",
            "提案者ごとの点、順位、判定と理由を一つの表にします。公表用に、提案者をA社、B社とできます。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "evaluation-rules",
            "規則別順位表",
            "公に使われる規則ごとの順位と、1位が変わる条件を示します。議会などの説明の資料です。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "evaluation-prices",
            "価格点計算書",
            "提案額から価格点までの計算を、提案者ごとに示します。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "evaluation-reviewers",
            "審査員別集計表",
            "審査員ごとの点を一覧にします。審査員の名前は伏せられます。",
            (*_OF_PROCUREMENT, "by_criterion"),
        ),
        Printout(
            "evaluation-hands-on",
            "業務別実技集計表",
            "業務ごとの席数、提案者の得点率、1位を一覧にします。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "evaluation-notice",
            "選定結果通知",
            "提案者ごとの、結果と順位を知らせる通知文と、点の一覧の別紙です。ほかの提案者の名前は記号にできます。",
            (*_OF_PROCUREMENT, "bidder", "both_sides"),
        ),
        Printout(
            "evaluation-course",
            "選定経過書",
            "情報提供依頼から公告、審査、開封、決定までを、日付の順に並べます。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "evaluation-interests",
            "出席・利害関係確認書",
            "審査員の席ごとに、出席、代理、利害関係の申告と、点を使うかどうかを一覧にします。",
            _OF_PROCUREMENT,
        ),
        Printout(
            "inquiries",
            "情報提供依頼 比較表",
            "情報提供依頼の回ごとに、依頼と回答の数、事業者ごとの概算と適合率を並べます。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "score-sheets",
            "採点票",
            "審査員ごとの依頼文と、提案者ごと、または全提案者を並べて手書きで採点する白紙の別紙です。",
            (*_OF_PROCUREMENT, "reviewer", "bidder", "together", "without_letter", "deadline", "both_sides"),
        ),
        Printout(
            "organisation",
            "組織図",
            "基準とする日の会議体を1枚の図にします。構成団体と所掌業務、空席も分かります。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "roster",
            "名簿(会議体別)",
            "会議体ごとに、席、職名、役、氏名と任期を一覧にします。",
            ("paper", "as_of", "number", "body"),
        ),
        Printout(
            "roster-by-member",
            "名簿(団体別)",
            "団体ごとに、どの会議体にどの席を持つかを一覧にします。",
            ("paper", "as_of", "number", "municipality"),
        ),
        Printout(
            "vacancies",
            "空席と任期満了の一覧",
            "後任の決まっていない席と、1年以内に任期が満了する席を挙げます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "agenda",
            "次第",
            "会議の日時、場所、議題と資料を1枚にします。",
            ("paper", "as_of", "number", "meeting"),
        ),
        Printout(
            "attendance",
            "出席簿",
            "会議に出る団体と組織の出欠を、記入できる表にします。定足数も示します。",
            ("paper", "as_of", "number", "meeting"),
        ),
        Printout(
            "minutes",
            "議事録ひな型",
            "出席者、議題、決定事項を書き入れた議事録のひな型です。",
            ("paper", "as_of", "number", "meeting"),
        ),
        Printout(
            "sessions",
            "開催一覧",
            "会議を系列ごとに一覧にし、回次と延回数を示します。",
            ("paper", "as_of", "number", "body"),
        ),
        Printout(
            "votes",
            "議決一覧",
            "議決した議案の結果と賛否、議決の要件と定足数を満たすかを一覧にします。",
            ("paper", "as_of", "number", "body"),
        ),
        Printout(
            "decisions",
            "決定事項一覧",
            "決定した事項を、その会議と、関係する要望や経費などの記録とともに一覧にします。",
            ("paper", "as_of", "number", "body"),
        ),
        Printout(
            "gaps",
            "F&G結果表",
            "業務ごとの適合・一部適合・不適合の件数と適合率、項目ごとの判定と結論を一覧にします。",
            ("paper", "as_of", "number", "system"),
        ),
        Printout(
            "gap-inquiry",
            "要否照会票",
            "団体ごとの照会文と、標準と異なる機能の要否を手書きで記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "system"),
        ),
        Printout(
            "origins",
            "要望の来歴",
            "要望ごとに、どの会議のどの差から生まれ、どの案と見積、意向を経て、どこで決まったかを1行で示します。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "chronicle",
            "経緯",
            "これまでの経緯を、会議体を章にして文章にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "local-rules",
            "独自ルール対照表",
            "独自ルールごとに、団体の扱い、対応、避けた費用、増える時間、回収年数を一つの表にします。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "local-rules-by-member",
            "団体別見直し一覧",
            "団体ごとに、独自ルールの扱いを一覧にします。条例改正が要るものを、議会の順に先に載せます。",
            ("paper", "as_of", "number", "municipality"),
        ),
        Printout(
            "policies",
            "独自施策一覧",
            "独自ルールのうち独自施策を、団体ごとの根拠の条例、件数、住民への影響とともに一覧にします。首長・議会の資料です。",
            ("paper", "as_of", "number", "municipality"),
        ),
        Printout(
            "issues",
            "課題管理表",
            "課題の残りの推移を図にし、担当、期限、状態、経過を一覧にします。期限超過と滞留日数が分かります。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "dues",
            "期限一覧",
            "期限の過ぎたものと、今月・来月の期限を、課題、作業、回答、会議、任期、証明、リスクなどから集めて一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "schedule",
            "移行スケジュール",
            "作業を年度と月の工程表にします。予定は白抜き、実績は黒で、白黒でも読めます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "schedule-detail",
            "作業詳細スケジュール",
            "年度ごとに旬の工程表にし、担当、先行、進捗、遅れと理由を並べます。用紙はA3です。",
            ("as_of", "number"),
        ),
        Printout(
            "safety",
            "安全性の説明",
            "議会などに出す1枚です。要件の充足、回線の二重化、BCPと訓練、満たしていない要件の代わりの手立てをまとめます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "requirements",
            "DC要件充足表",
            "データセンターの要件と拠点の表に、判定、値、根拠資料、証明の期限を並べ、充足率を出します。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "merits",
            "メリット・デメリット",
            "データセンターとネットワークのメリット、デメリット、課題を、見出しごとに並べます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "network",
            "ネットワーク構成",
            "回線の図と一覧、区間の稼働率、新規参加と途中離脱の手順をまとめます。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "risks",
            "リスク台帳",
            "影響×可能性の5×5の表と、リスクごとの対策、残るリスク、担当、見直し日を一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "continuity",
            "BCP一覧",
            "業務ごとのRTO、RPO、代替手段と、直近の訓練の結果を一覧にします。未策定の業務も載せます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "neighbours",
            "隣はやっているのか(住民サービス)",
            "どの団体がどの住民サービスをいつから実施しているかを1枚の表にします。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "services",
            "サービス一覧",
            "住民サービスごとに、団体の状態、手数料、件数、利用率、1件の経費、損益分岐を一覧にします。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "sla",
            "SLA月報",
            "SLA項目の月別の結果と、その月の稼働時間、団体別の稼働率、障害・停止、事業者の月報との違いを示します。",
            ("paper", "as_of", "number", "anonymous", "month"),
        ),
        Printout(
            "outage-report",
            "障害報告書",
            "障害・停止ごとに1枚で、時間、影響、原因、対応、再発防止と、SLAへの影響を示します。",
            ("paper", "as_of", "number", "month", "outage"),
        ),
        Printout(
            "sla-year",
            "SLA年度評価・返金計算書",
            "年度の達成・未達を項目ごとに数え、段階、配点、ペナルティポイントによる返金の計算を示します。",
            ("paper", "as_of", "number", "month"),
        ),
        Printout(
            "law-changes",
            "制度改正一覧",
            "制度改正を保守内・按分・団体個別に分け、施行日、費用、国庫補助、事業者の対応、団体の確認を一覧にします。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "improvements",
            "改善要望一覧",
            "改善要望を、ほかの団体の賛否、事業者の回答、協議会の判断、完了日とともに一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "improvement-inquiry",
            "改善要望照会票",
            "団体ごとの照会文と、ほかの団体の改善要望への賛否と新しい改善要望を手書きで記入してもらう別紙です。",
            ("paper", "as_of", "number", *_OF_LETTER, "municipality", "open_only"),
        ),
        Printout(
            "survey",
            "満足度結果",
            "満足度調査の結果を、設問ごとの帯、業務別、団体別、前回との差、自由記述にまとめます。5人未満は伏せます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "survey-form",
            "調査票",
            "満足度調査の設問を、印を付けて答える用紙にします。氏名の欄はありません。",
            ("paper", "as_of", "number", "deadline"),
        ),
        Printout(
            "applications",
            "新規参加の影響試算",
            "加入・離脱の申請ごとに、条件と、各団体の負担が期間と年度でどう変わるかを、現在の前提の試算から示します。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "agreement",
            "協定書",
            "協定の条文を、その日の改正後の姿で印刷し、条が定める設定との食い違いと、改正対照を添えます。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "charge-explanation",
            "団体別 負担金の説明",
            "団体ごとに1枚で、負担金が前の年度から変わった理由を階段図と表にし、規則、今後5年、一般財源を添えます。",
            _OF_YEAR,
        ),
        Printout(
            "charge-notice",
            "負担金通知書",
            "団体ごとの通知文と、年度の負担金の前の年度との差、規則、費目、基礎数値を示す別紙です。",
            ("paper", "as_of", "number", "municipality", "fiscal_year", "addressing", "both_sides"),
        ),
        Printout(
            "charge-basis",
            "算定基礎一覧",
            "事業ごとに、団体の基礎数値と出典、割合、負担金を一覧にします。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
        ),
        Printout(
            "charge-budget-request",
            "予算要求用の負担金一覧",
            "選んだ年度の翌年度の負担金を、団体と事業ごとに、今年度との差とともに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
        ),
        Printout(
            "charge-claims",
            "請求書",
            "未納の請求ごとに、請求番号と請求日の付いた請求の文書です。納期限を過ぎてから日付を変えて出すときは、新しい期限を尋ねます。",
            ("paper", "as_of", *_OF_LETTER, "municipality", "fiscal_year"),
        ),
        Printout(
            "charge-payments",
            "納付状況",
            "請求ごとの納付計、未納、期限超過を、資料日付の現在で一覧にします。",
            ("paper", "as_of", "number", "fiscal_year"),
        ),
        Printout(
            "charge-settlement",
            "精算書",
            "決算による負担金と納付計の差を、精算の方法と処理とともに、団体ごとに示します。",
            ("paper", "as_of", "number", "municipality", "fiscal_year"),
        ),
        Printout(
            "settlement-notice",
            "精算通知書",
            "団体ごとの通知文と、事業ごとの精算後の負担金、納付計、差引とその処理を示す別紙です。",
            ("paper", "as_of", "number", "municipality", "fiscal_year", "addressing", "both_sides"),
        ),
        Printout(
            "charge-audit",
            "監査用の照合",
            "団体ごとに、負担金、請求、収納の額が一致するかを照らし合わせます。",
            ("paper", "as_of", "number", "anonymous", "fiscal_year"),
        ),
        Printout(
            "charge-accounts",
            "収支決算書",
            "事業ごとに、収入と支出の予算額、決算額、形式収支と実質収支を示します。",
            ("paper", "as_of", "number", "fiscal_year"),
        ),
        Printout(
            "charge-yardstick",
            "費目別比較(3割減の物差し)",
            "費目ごとの額を年度順に並べ、平成30年度との比と7割の目標線を示します。物価、為替、機能の追加は別に示します。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "cloud-bills",
            "クラウド利用料 月次按分表",
            "クラウドの月の請求を、団体ごとに専用、タグ、共有、未タグに分けて、外貨と円で示します。",
            ("paper", "as_of", "number", "fiscal_year"),
        ),
        Printout(
            "charge-commitments",
            "債務負担調書",
            "債務負担行為の限度額、年度割、支出済額、残りと、契約の月数による額を示します。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "answers",
            "意向一覧",
            "要望ごとに、各団体の意向と最後の回答の日時を一つの表にします。",
            ("paper", "as_of", "number", "anonymous", "disposition"),
        ),
        Printout(
            "comments",
            "ご意見一覧",
            "要望ごとに、団体から寄せられたコメントを、回答者と日時とともに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
        ),
        Printout(
            "distributions",
            "配布・回収状況",
            "団体ごとに、最後の配布と回収、回答の件数、期限超過を一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "requests",
            "要望一覧",
            "要望を方針ごとに一覧にし、カスタマイズせずに済んだ見積の計を示します。",
            ("paper", "as_of", "number", "disposition"),
        ),
        Printout(
            "quote-list",
            "見積一覧",
            "見積を1件1行で、要望、案、実施団体数の順に一覧にします。",
            ("paper", "as_of", "number", "disposition"),
        ),
        Printout(
            "members",
            "参加市町村と人口",
            "構成団体と、按分に使う人口とその割合を一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "participation",
            "業務参加表",
            "業務と部会ごとに、どの団体が参加するかを一つの表にします。",
            ("paper", "as_of", "number", "anonymous"),
        ),
        Printout(
            "cost-lines",
            "経費明細一覧",
            "経費明細を、年度別の金額、負担の仕方とともに一覧にします。",
            ("paper", "as_of", "number"),
        ),
        Printout(
            "current-costs",
            "現行経費一覧",
            "団体が今払っている経費を、費目と年度ごとに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
        ),
        Printout(
            "penalties",
            "違約金一覧",
            "現行契約を早く終えるための違約金を、団体と契約ごとに一覧にします。",
            ("paper", "as_of", "number", "anonymous", "municipality"),
        ),
        Printout(
            "five-years",
            "五年間経費の表",
            "現行経費とクラウド利用料、削減率だけの表に、削減額を1行で言う見出しを付けます。",
            (*_OF_SCENARIO, *_UNITS),
        ),
        Printout(
            HANDOUT,
            "資料一式",
            "台帳の章から、表紙、目次、資料番号と通し頁のついた資料を1つのPDFにします。章は「資料の章」のページで選びます。",
            ("as_of", "number", "anonymous", "handout", "template", "meeting", "municipality", "both_sides"),
        ),
        Printout(
            "list",
            "台帳の表",
            "台帳の表を1つ選び、そのまま一覧にします。団体は記号にせず、名前で印刷します。",
            ("paper", "as_of", "number", "table"),
        ),
    )
}


def report_title(name: str) -> str:
    """Return what a printout is called: one that this version does not offer, by the name that stands in the file."""
    printout = PRINTOUTS.get(name)
    return printout.title if printout else name
