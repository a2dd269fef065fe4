"""The sentences of fit and gap."""

SENTENCES: dict[str, str] = {
    "gap_number": "F&G番号は1以上で入力してください。",
    "gap_decided_early": (
        "F&G{number}は{raised}({raised_on})で挙がっているため、それより前の{decided_on}には決定できません。"
        "決定日か会議を直してください。"
    ),
    "gap_is_request": "F&G{number}はすでに要望({items})になっています。",
    "no_gap_chosen": "要望にするF&G項目を選んでください。",
}
