"""The sentences of local rules and issues."""

SENTENCES: dict[str, str] = {
    "rule_not_asked": (
        "{name}は{system}に参加していないため、{rule}の調査の対象ではありません。"
        "参加する場合は、業務と参加のページで参加にしてください。"
    ),
    # findings (core/operations/health/issue_findings.py)
    "issues_overdue": "期限を過ぎた課題が{n}件あります: {items}。課題のページで期限か状態を確かめてください。",
    "issues_closed_without_day": (
        "完了日のない、完了または取り下げた課題が{n}件あります: {items}。推移の図に入りません。完了日を入れてください。"
    ),
    "use_without_participation": (
        "{name}は参加していない業務の{items}に扱いが入力されています。集計には入りません。参加か扱いを直してください。"
    ),
    "customization_never_pays": (
        "カスタマイズしても費用を回収しない独自ルールが{n}件あります: {items}。対応を確かめてください。"
    ),
}
