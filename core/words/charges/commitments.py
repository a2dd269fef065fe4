"""The sentences of promises for years to come, and of what needs attention in a consortium's money."""

SENTENCES: dict[str, str] = {
    "commitment_ends_first": (
        "「{name}」の最後の年度({last})が最初の年度({first})より前です。{first}以後の年度を入力してください。"
    ),
    "commitment_years_outside": (
        "「{name}」の期間({first}〜{last})の外に、年度割があります: {years}。先に年度割を直してください。"
    ),
    "commitment_year_outside": (
        "{year}は「{name}」の期間({first}〜{last})の外です。期間の中の年度を入力するか、期間を直してください。"
    ),
    # findings
    "commitment_above_limit": (
        "年度割の合計が限度額を超えている債務負担行為が{n}件あります: {items}。年度割か限度額を確かめてください。"
    ),
    "commitment_overspent": "支出済額が年度割額を超えている年度が{n}件あります: {items}。どちらかを確かめてください。",
    "settled_and_open": (
        "精算した年度の請求に、未納が{n}件あります: {items}。"
        "差引に含めた額を二重に求めないよう、請求を削除するか、精算を記録し直してください。"
    ),
    "code_untraced": (
        "請求にある団体コードが、団体の今のコードとも旧団体コードとも違う団体が{n}件あります: {items}。"
        "同じ団体のときは、団体の旧団体コードに前のコードを入れてください。入れないと、もう一度請求されます。"
    ),
    "refund_not_settled": (
        "記録した精算で返す額を超えた還付が{n}団体にあります: {items}。"
        "精算を記録し直すか、納付の記録の還付を直してください。"
    ),
}
