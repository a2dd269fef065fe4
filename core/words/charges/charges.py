"""The sentences of charges: projects, cost items, versions, and why a charge changed."""

SENTENCES: dict[str, str] = {
    "item_rule_and_bearer": (
        "費目「{name}」に按分規則と負担団体の両方があります。1団体が負担する費目では按分規則を空欄にしてください。"
    ),
    "item_needs_bearer": "費目「{name}」を{flow}にするには、先に負担団体を選んでください。",
    "item_taken_off_by_rule": "費目「{name}」は按分の前に差し引きます。按分規則を空欄にしてください。",
    "version_kept": (
        "{version}は団体に知らせた記録のため、削除できません。取り消すときは、直後に「元に戻す」を使ってください。"
    ),
    # the calculation (core/calc/charges)
    "no_charges": "{year}の負担金はありません。年度の費目を登録してください。",
    "no_items": "事業「{project}」には{year}の費目がありません。年度の費目を登録してください。",
    "item_without_amount": (
        "事業「{project}」の{year}に、予算額のない費目があります: {names}。予算額を入力してください。"
    ),
    "item_without_result": (
        "事業「{project}」の{year}に、決算額のない費目があります: {names}。決算額を入力してください。"
    ),
    "item_without_rate": "費目「{name}」は{currency}建てですが、換算レートがありません。換算レートを入力してください。",
    "bearer_not_there": (
        "費目「{name}」の負担団体は、この年度の構成団体ではありません。何も按分していません。負担団体を直してください。"
    ),
    "charge_below_zero": (
        "{name}の「{project}」の負担額は、充当する額に{yen}円足りません。何も按分していません。充当の金額を確かめてください。"
    ),
    # versions
    "no_stage": "版を入力してください。使えるもの: {choices}。",
    "not_a_stage": "「{text}」という版はありません。使えるもの: {choices}。",
    "not_a_version": "「{text}」という版も試算もありません。使えるもの: {choices}。",
    "scenario_without_fee": (
        "試算「{scenario}」にはクラウド利用料がありません。経費明細か、試算の総額を入力してください。"
    ),
    "year_outside_scenario": (
        "{year}は試算「{scenario}」の期間({first}から{last}まで)にありません。期間の中の年度を選んでください。"
    ),
    "no_such_version": "{year}の負担金に「{stage}」の版はありません。ある版: {have}。",
    "not_charged": "団体コード{code}の団体は、どちらの負担金にもいません。年度と版を確かめてください。",
    "change_of_nothing": "{year}の「{project}」はまだ通知していません。通知を作ってから変更してください。",
    "year_is_final": "{year}の「{project}」は確定しています。{stage}は作れません。差額は翌年度で精算してください。",
    "stage_is_past": (
        "{year}の「{project}」にはすでに{newest}があります。{stage}は作れません。変更または確定を作ってください。"
    ),
    "version_before": "{year}の「{project}」の前の版は{on}です。それ以後の日付を入力してください。",
    # why a charge changed
    "too_many_factors": (
        "変わった要因が{count}あり、すべての順序の平均は求められません({most}つまで): {names}。"
        "1つずつ順に置き換える説明を使ってください。"
    ),
    "mean_impossible": (
        "途中の組合せに計算できないものがあるため、すべての順序の平均は求められません。"
        "1つずつ順に置き換える説明を使ってください。"
    ),
}
