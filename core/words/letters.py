"""The sentences of letters."""

SENTENCES: dict[str, str] = {
    "unknown_letter_field": "{{{name}}}という欄はありません。使えるのは{known}です。",
    "deadline_passed": (
        "回答期限({deadline})は、文書の日付({day})より前です。過ぎた日までの回答はお願いできません。"
        "新しい回答期限を指定してください。"
    ),
    "deadline_passed_option": (
        "回答期限({deadline})は、文書の日付({day})より前です。過ぎた日までの回答はお願いできません。"
        "--deadline で新しい回答期限を指定してください。"
    ),
    "option_not_heeded": "{option} は「{report}」では使えません。使えるのは {known} です。",
}
