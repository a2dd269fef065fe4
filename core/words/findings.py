"""The sentences of findings (core/operations/health)."""

SENTENCES: dict[str, str] = {
    "no_quote": (
        "項{item}は{n}団体で実施した場合の見積がありません(見積なし)。見積を登録するか、案と方針を確かめてください。"
    ),
    "no_quote_if_all": (
        "項{item}は未定の団体がすべて実施した場合({n}団体)の見積がありません。見積を取り寄せてください。"
    ),
    "no_option": "項{item}は採用する案が決まっていないため、金額がありません(案未定)。案を採用してください。",
    "rule_fails": "項{item}は按分できません。{reason}",
    "totals_incomplete": "今の回答による額に含まれていない要望が{n}件あります(一部未算定): {items}。",
    "quote_beyond_members": (
        "{quote}がありますが、基準日の構成団体は{members}団体です。実施団体数を確かめてください。"
    ),
    "doubtful": "要確認の箇所が{n}か所あります({items})。推定される読みを見て、原資料と照合してください。",
    "unanswered_late": "項{item}は回答期限({deadline})を過ぎましたが、未回答の団体があります: {names}。",
    "undecided_late": "項{item}は回答期限({deadline})を過ぎましたが、未定の団体があります: {names}。",
    "answer_of_non_member": (
        "項{item}に{name}の回答がありますが、基準日({date})に加入していないため計算に入りません。"
    ),
    "answer_without_participation": (
        "{name}は業務「{system}」に参加していないため、{items}の回答を数えていません。参加か回答を直してください。"
    ),
    "code_of_nobody": (
        "団体コードが市区町村の一覧({as_of})にない団体があります: {names}。誤りでないか確かめてください"
        "(合併前の市町村などはそのままで構いません)。"
    ),
    "population_date_absent": (
        "人口の基準日({date})の人口が1件もありません。人口を入力するか、基準日を直してください。"
    ),
    "population_unknown": "{name}の人口({date})がないため、人口割で按分できません。人口を入力してください。",
    "weight_absent": (
        "{subject}の按分規則にある指標「{text}」が登録されていません。指標を登録するか、規則を直してください。"
    ),
    "no_representative": (
        "端数を代表団体が負担する設定ですが、代表団体が決まっていません。協議会の設定で選んでください。"
    ),
    "no_difference": (
        "端数を四捨五入する設定ですが、差を負担する団体が決まっていません。協議会の設定で選んでください。"
    ),
    "fixed_absent": (
        "{subject}の按分規則にある定額表「{text}」がありません。定額表を登録するか、規則を直してください。"
    ),
    "representative_left": "代表団体の{name}は基準日({date})に加入していません。代表団体を選び直してください。",
    "no_members": "基準日({date})に加入している団体がありません。加入日・離脱日か基準日を確かめてください。",
    "label_twice": "{name}の記号「{label}」はほかの団体と同じです。別の記号にしてください。",
    "label_missing": "{name}の記号がありません。団体名を伏せて印刷するために記号を入力してください。",
    "name_twice": "{name}({code})と同じ名前の団体があります。団体コードを確かめてください。",
}
