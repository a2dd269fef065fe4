"""The sentences of applications to join and to leave."""

SENTENCES: dict[str, str] = {
    "application_without_day": "申請{number}に希望日も加入日・離脱日もありません。どちらかを入れてください。",
    "application_without_effective_day": "申請{number}に加入日・離脱日がありません。決まった日を入れてください。",
    "leaver_unknown": "申請{number}の離脱する団体が分かりません。「台帳の団体」で選んでください。",
    "effect_without_fee": "試算「{scenario}」にクラウド利用料も経費明細もないため、影響を試算できません。",
    "effect_after_term": (
        "{day}は試算「{scenario}」の期間({first}〜{last})の後のため、影響がありません。"
        "その日を含む期間の試算を、現在の前提にしてください。"
    ),
    "application_settled": "申請{number}は手続き済みです。",
    "application_not_approved": "申請{number}は「{state}」です。状態を「承認」にしてから手続きをしてください。",
    "application_without_code": "申請{number}に団体コードがありません。6桁のコードを入れてください。",
    "applicant_is_there": (
        "申請{number}の団体コード{code}は、台帳の{name}のものです。「台帳の団体」で{name}を選んでください。"
    ),
}
