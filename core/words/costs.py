"""The sentences of the comparison: costs, scenarios and the guarantee."""

SENTENCES: dict[str, str] = {
    # the calculation (core/calc)
    "guarantee_impossible": (
        "{percent}%の削減は保障できません。各団体の上限を合わせても{short}円足りません。{possible}%までなら保障できます。"
    ),
    "guarantee_never": (
        "{percent}%の削減は保障できません。各団体の上限を合わせても{short}円足りず、0%の保障もできません。"
        "利用料と現行経費を確かめてください。"
    ),
    "guarantee_by_year": (
        "{percent}%の削減は保障できません。次の年度は、その年度にいる団体の上限を合わせても足りません: {years}。"
        "{possible}%までなら保障できます。"
    ),
    "guarantee_by_year_never": (
        "{percent}%の削減は保障できません。次の年度は、その年度にいる団体の上限を合わせても足りず、"
        "0%の保障もできません: {years}。利用料、現行経費、加入と離脱の日を確かめてください。"
    ),
    "current_cost_unknown": (
        "現行経費が入力されていないため、削減を保障できません: {names}。現行経費を入力するか、保障を外してください。"
    ),
    "nobody_takes_over": (
        "上限を超えた額を引き受ける団体がありません。上限に達していない団体の{key}がすべて0です。"
        "再配分の基準を変えてください。"
    ),
    "exchange_rate_missing": (
        "経費明細「{line}」は{currency}建てですが、換算レートがありません。換算レートを入力してください。"
    ),
    "deduction_exceeds": (
        "{year}の「{name}」{yen}円は、差し引くことのできる額({left}円)を超えています。何も按分していません。"
        "金額か、業務の指定を確かめてください。"
    ),
    "rest_exceeds": (
        "{year}の「{name}」では構成団体が{yen}円を負担しますが、按分する額は{left}円です。何も按分していません。"
        "金額を確かめてください。"
    ),
    "credit_exceeds_share": (
        "{name}の{year}の負担額は、控除する額に{yen}円足りません。何も按分していません。財源の金額を確かめてください。"
    ),
    "returned_without_bearer": (
        "経費明細「{name}」は控除・戻入ですが、戻し入れる団体がありません。負担団体を選んでください。"
    ),
    "nobody_takes_part": (
        "「{circle}」の経費を負担する団体がいない期間があります。何も按分していません。"
        "参加、加入と離脱の日、按分の範囲を確かめてください。"
    ),
    "phase_in_incomplete": (
        "試算「{name}」の激変緩和には、従前の按分規則と年度ごとの割合の両方が必要です。足りない方を入力するか、"
        "両方を空欄にしてください。"
    ),
    "basis_of_year_missing": (
        "{year}の按分に使う{name}の{what}がありません。何も按分していません。人口と指標のページで入力してください。"
    ),
    # cells and forms (core/operations)
    "part_range": "「{text}」は割合として使えません。0より大きく全体以下の割合を、1/2や30%のように入力してください。",
    "percents_form": (
        "「{text}」は激変緩和の割合として読めません。20、40、60、80のように、初年度から順に、前の年度以上の割合を"
        "入力してください。"
    ),
    "not_a_month_day": "「{text}」は月日として読めません。9月30日のように入力してください(2月29日は使えません)。",
    "returned_needs_bearer": "「{name}」を控除・戻入にするには、先に戻し入れる負担団体を選んでください。",
    "outside_with_bearer": ("「{name}」は構成団体以外の負担です。負担団体と按分規則を空欄にしてください。"),
    "deduction_out_of_scope": "「{name}」は財源または構成団体以外の負担です。調達範囲を調達内にしてください。",
    "portion_without_flow": (
        "「{name}」に割合を入れられるのは、財源(負担団体と按分規則のないもの)と構成団体以外の負担だけです。"
        "種別を確かめてください。"
    ),
    "cents_of_yen": "「{name}」は円の経費です。1円未満の金額は使えません。",
    "source_without_day": "人口の出典は、年度ごとの人口の月日とともに使います。先に年度ごとの人口を入力してください。",
    "percent_range": "「{text}」は割合として使えません。0から100まで、小数点以下{decimals}桁までで入力してください。",
    "exchange_rate_range": (
        "「{text}」は換算レートとして使えません。外貨1単位あたりの円を110.25のように入力してください。"
    ),
    "currency_form": "「{text}」は通貨として読めません。JPY、USDのように3文字のコードを入力してください。",
    "rule_and_bearer": (
        "経費明細「{name}」に按分規則と負担団体の両方があります。1団体が負担する経費では按分規則を空欄にしてください。"
    ),
    "out_of_scope_reason": "「{name}」の調達外の理由を①②③から選んでください。調達内の経費は経費明細に入力します。",
    "years_range": "契約年数に{years}年は使えません。1年から{most}年までで入力してください。",
    "digits_range": "小数点以下は{most}桁までにしてください。",
    "scenario_adopted": (
        "試算「{name}」は採用されているため変更できません。写しを作って変更するか、先に採用を取り消してください。"
    ),
    "not_adopted": "試算「{name}」は採用されていません。",
    "sheet_of_adopted": (
        "確定版「{sheet}」は採用した試算「{name}」のものなので削除できません。先に採用を取り消してください。"
    ),
    # findings (core/operations/health/cost_findings.py)
    "comparison_impossible": "試算「{name}」は計算できません。{reason}",
    "costs_unborne": (
        "試算「{name}」に、負担する団体のないカスタマイズ費用があります: {costs}。"
        "残る団体で引き継ぐときは、試算の「負担者のない費用」を変えてください。"
    ),
    "line_without_bearer": (
        "調達外の経費「{name}」に負担団体がないため、どの団体の額にも入っていません。負担団体を選んでください。"
    ),
    "bearer_not_in": (
        "経費「{name}」を負担する{bearer}は試算「{scenario}」に参加していないため、利用料に入っていません。"
    ),
    "amounts_outside_term": (
        "{subject}に契約期間({term})の外の年度の金額があり、比較に入っていません: {years}。"
        "年度か契約期間を確かめてください。"
    ),
    "current_cost_missing": "現行経費が入力されていない団体があります: {names}。削減率を計算できません。",
    "line_of_outside_system": (
        "経費「{name}」は調達内ですが、業務「{system}」は調達外です。どちらかを確かめてください。"
    ),
    "adopted_differs": (
        "採用した試算「{name}」は、採用した後の入力の変更により、いま計算すると結果が変わります。"
        "採用時の結果と帳票は残っています。"
    ),
    "adopted_not_kept": (
        "採用した試算「{name}」の確定版「{sheet}」に残っている計算結果を読めないため、採用時から変わったかどうかを"
        "確かめられません。PDFは残っています。"
    ),
    "adopted_not_read": "採用したときの確定版「{sheet}」に残っている計算結果を読めません。PDFで確かめてください。",
    "adopted_refused": "採用したときは計算できませんでした。{reason}",
    # sheets of the comparison (core/documents/comparison)
    "scenario_gone": "選ばれた試算はこの台帳にありません。試算を選び直してください。",
}
