"""The sentences of requirements, risks, lines, plans and services."""

SENTENCES: dict[str, str] = {
    "grade_range": "{label}に{grade}は入れられません。1から5までの整数で入力してください。",
    "merit_graded": (
        "{name}に影響と可能性は入れられません。メリットはリスクとして数えません。"
        "影響と可能性を空欄にするか、区分をデメリットか課題にしてください。"
    ),
    "line_to_itself": "起点と終点がどちらも「{end}」です。異なる2つの拠点を入力してください。",
    "reduction_without_end": (
        "{first}からの減額に適用終了日がありません。減額には、いつまで適用するかを入力してください。"
    ),
    "fee_overlap": (
        "同じ団体、サービス、取扱いの{kind}({period})と期間が重なるため、どちらの額か決まりません。"
        "期間を分けてください。"
    ),
    "reduction_above_fee": (
        "減額{reduction}円が手数料{fee}円を超えています。減額には、手数料から差し引く額を入力してください。"
    ),
    # findings (core/operations/health/foundation_findings.py)
    "evidence_expired": (
        "有効期限の過ぎた証明が{n}件あります: {items}。新しい証明を確かめて、有効期限を直してください。"
    ),
    "unmet_without_substitute": (
        "満たさないか条件付きの必須要件で、条件・代替のないものが{n}件あります: {items}。"
        "DC要件のページで、理由と代わりの手立てを入れてください。"
    ),
    "spare_on_same_route": (
        "主回線と同一経路の副回線が{n}件あります: {items}。同時に切れるおそれがあるため、二重化とは数えません。"
    ),
    "rto_exceeded": (
        "訓練で復旧までの時間がRTOを超えた業務が{n}件あります: {items}。RTOか復旧の方法を見直してください。"
    ),
}
