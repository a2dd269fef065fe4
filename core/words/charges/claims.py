"""The sentences of claims, payments and settlements."""

SENTENCES: dict[str, str] = {
    "term_month": "「{text}」月という月はありません。1から12で入力してください。",
    "term_day": "「{text}」日という日はありません。1から31で入力してください(31は月の末日です)。",
    "term_number": "期は1から入力してください。",
    "terms_above_100": "期の割合の合計が{sum}%になります。合計が100%になるように入力してください。",
    "due_before_request": "{claim}の納期限が請求日({on})より前です。請求日以後の日付を入力してください。",
    "due_before_notice": ("{claim}の納期限が、負担金を知らせた日({on})より前です。{on}以後の日付を入力してください。"),
    "request_before_notice": (
        "{year}の「{project}」の{stage}は{on}です。請求日は{on}以後の日付を入力してください。何も作っていません。"
    ),
    "payment_of_nothing": "{claim}の{what}の額が0円です。{what}の額を入力してください。",
    "payment_below_zero": (
        "「{text}」は負の数です。返した額は、区分を還付にして、0より大きい額で入力してください。何も記録していません。"
    ),
    "refund_without_settlement": (
        "{of}の{payer}の精算が記録されていないため、還付を記録できません({claim})。先に精算を記録してください。"
    ),
    "refund_of_what_is_carried": (
        "{of}の{payer}の精算は「{handling}」のため、還付を記録できません({claim})。返す額は翌年度の費目に入っています。"
    ),
    "refund_of_nothing": (
        "{of}の{payer}の精算に、返す額はありません(追加の額 {more}円、{claim})。請求番号を確かめてください。"
    ),
    "refund_before_settlement": (
        "{of}の{payer}への還付の日が、精算日({on})より前です。{on}以後の日付を入力してください。"
    ),
    "refund_above_due": (
        "{of}の{payer}への還付{yen}円は、まだ返していない額({left}円、精算で返す額は{whole}円)を超えています。"
        "金額か、請求番号を確かめてください。"
    ),
    "payment_above_open": (
        "{claim}への納付額{yen}円は、未納の額({open}円)を超えています。金額か、請求番号を確かめてください。"
    ),
    "numbers_without_place": "「{text}」に番号の入る所がありません。令8負第#号のように、番号の所に#を入れてください。",
    "nothing_notified": "{year}の負担金はまだ通知していません。負担金のページで通知の版を作ってください。",
    "nothing_to_request": "{year}に新しく請求する額はありません。",
    "only_less_to_request": ("{year}に新しく請求する額はありません。減った額は精算で扱います: {names}。"),
    "nothing_to_ask_by": (
        "事業「{project}」が台帳にないため、{year}の納期が分かりません。事業を登録し直し、納期を入れてください。"
    ),
    "no_terms": "事業「{project}」に納期がありません。納期のページで期、割合、月日を登録してください。",
    "terms_not_100": "事業「{project}」の期の割合の合計が{sum}%です。100%にしてから請求を作ってください。",
    "term_before_request": (
        "事業「{project}」の第{number}期の納期限({due})が請求日({on})より前です。"
        "納期か請求日を直してください。何も作っていません。"
    ),
    "no_term_left": (
        "事業「{project}」には、{on}より後の納期がありません。差額は精算で扱ってください。"
        "すぐに請求するときは、納期限を入力してください。"
    ),
    "due_before_day": "納期限({due})が請求日({on})より前です。請求日以後の日付を入力してください。何も作っていません。",
    "no_claim_chosen": "納付を記録する請求を、表で選んでください。",
    "nothing_told": "{year}の負担金の版がありません。負担金のページで版を作ってください。",
    "project_gone": "事業「{project}」が台帳にないため、{year}の決算額を按分できません。",
    "nothing_paid": "事業「{project}」には納付がないため、納付額の比で返せません。精算の方法を確かめてください。",
    "settled_already": "{year}の精算は記録されています。やり直すときは、その年度の精算を削除してください。",
}
