"""The sentences of the schedule: tasks, what must be done before them, baselines, and what needs attention."""

SENTENCES: dict[str, str] = {
    "progress_above_100": "進捗{progress}%は100%を超えています。0〜100の整数で入力してください。",
    "precedes_itself": "作業{task}を、それ自身の先行にすることはできません。別の作業を指定してください。",
    "precedes_its_part": (
        "作業{before}は作業{task}と上下の関係にあるため、先行にできません。上下の関係にない作業を指定してください。"
    ),
    "precedence_circle": (
        "作業{before}を作業{task}の先行にすると、先行の関係が輪になります({circle})。どれかの先行を外してください。"
    ),
    "baseline_fixed": (
        "基準計画「{baseline}」は固定した計画のため、書き換えられません。基準計画を新しく固定してください。"
    ),
    "no_tasks_to_fix": "作業がありません。作業を登録してから基準計画を固定してください。",
    "nothing_for_calendar": (
        "日程のある作業がないため、カレンダーに書き出すものがありません。予定の日付を入力してください。"
    ),
    # findings (core/operations/health/schedule_findings)
    "overdue_tasks": (
        "予定終了を過ぎて終わっていない作業が{n}件あります({day}現在): {names}。進捗か日程を直してください。"
    ),
    "overdue_without_reason": (
        "遅れている作業に理由のないものが{n}件あります: {names}。遅れの理由を入力してください。"
    ),
    "precedence_broken": (
        "先行の作業が終わる前に始まる作業が{n}件あります: {names}。"
        "日程は自動では動かしません。日付か先行を直してください。"
    ),
    "task_outside_parent": (
        "上位の作業の期間からはみ出す作業が{n}件あります: {names}。どちらかの日付を直してください。"
    ),
    "precedences_in_circle": "先行の関係が輪になっています: {names}。どれかの先行を外してください。",
}
