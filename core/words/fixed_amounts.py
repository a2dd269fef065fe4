"""The sentences of the tables of fixed amounts."""

SENTENCES: dict[str, str] = {
    "fixed_name": "定額表の名前「{text}」に使えない文字があります。「=」「,」「、」「:」「%」を除いてください。",
    "fixed_of_both": "定額表「{name}」の行は、団体か、区分・人口のどちらか一方で入力してください。",
    "fixed_band_empty": "人口{least}人以上{below}人未満に当てはまる団体はありません。範囲を直してください。",
    "fixed_twice": "定額表「{table}」には{name}の行がもうあります。その行を直してください。",
    "fixed_overlap": (
        "定額表「{table}」の「{one}」と「{other}」は重なるため、どちらの額か決まりません。範囲を分けてください。"
    ),
    "unknown_fixed": (
        "定額表「{text}」がありません。定額表のページで登録するか、規則を直してください(登録済み: {known})。"
    ),
}
