"""The sentences of improvements."""

SENTENCES: dict[str, str] = {
    "improvement_is_request": "改善要望{number}はすでに要望({items})になっています。",
    "improvement_declined": (
        "改善要望{number}は見送りと判断されています。要望にするときは、先に協議会の判断を直してください。"
    ),
    "unknown_improvement": "受付番号{number}の改善要望は台帳にありません。",
    "no_improvement_chosen": "要望にする改善要望を選んでください。",
    "supports_itself": "改善要望{number}は{name}の要望です。賛否はほかの団体が答えます。",
    "declined_and_done": (
        "改善要望{number}は見送りと判断されているため、完了日を入れられません。判断か完了日を直してください。"
    ),
}
