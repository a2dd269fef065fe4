"""The sentences of letters."""

SENTENCES: dict[str, str] = {
    "unknown_letter_field": "{{{name}}}という欄はありません。使えるのは{known}です。",
    "deadline_passed": (
        "期限({deadline})は、文書の日付({day})より前です。過ぎた日までにとはお願いできません。"
        "新しい期限を指定してください。"
    ),
    "deadline_passed_option": (
        "期限({deadline})は、文書の日付({day})より前です。過ぎた日までにとはお願いできません。"
        "--deadline で新しい期限を指定してください。"
    ),
    "no_number_before": "前に確定版にした文書の番号がありません。--number で文書番号を指定してください。",
    "last_number_not_read": (
        "確定版「{sheet}」に残っている内容を読めないため、次の文書番号は分かりません。文書番号を指定してください。"
    ),
    "next_number_is": "文書番号を空けて印刷します。次の番号は「{number}」です(--next-number で付けます)。",
    "kept_is_as_fixed": "--kept は確定版をそのまま書き出すため、-o のほかの指定と一緒に使えません。",
    "option_not_heeded": "{option} は「{report}」では使えません。使えるのは {known} です。",
}
