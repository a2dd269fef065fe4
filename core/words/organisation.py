"""The sentences of bodies and seats, sessions, the chronicle and links."""

SENTENCES: dict[str, str] = {
    "end_before_start": "{ended}({last})が{began}({first})より前です。{began}からの日付を入力してください。",
    "seat_twice": (
        "{body}の{seat}の席は、同じ期間にすでにあります。職名や役で区別するか、席の始まりと終わりを直してください。"
    ),
    "seat_held": (
        "{body}の{seat}の席には、{name}が{until}在任しています。先にその任期の満了日を入力するか、就任日を直してください。"
    ),
    "meeting_twice": "「{name}」はすでに登録されています。別の回次(次は{free})にしてください。",
    "meeting_number": "回次は1以上で入力してください。",
    "party_twice": "{meeting}の出欠には、{name}の行がすでにあります。1つの行に人数をまとめてください。",
    "more_votes_than_people": (
        "「{name}」の賛否の合計{votes}人が、出席者{people}人を超えています。賛成・反対の数か出欠を直してください。"
    ),
    "link_to_itself": "{name}を、それ自身に結び付けることはできません。別の記録を選んでください。",
    "link_to_nothing": "結び付ける記録が見つかりません。すでに削除されています。",
    "linked_already": "{name}とはすでに結び付けてあります。",
    "link_to_a_link": "関連そのものには結び付けられません。関連でつながっている記録を選んでください。",
    "no_day_here": "--as-of は {tables} にだけ指定できます。",
    # 人事異動 (core/operations/organisation/handover)
    "handover_started": "{seat}の{name}は{began}に就任しています。異動日をそれより後の日付にしてください。",
    "handover_word": "「{text}」は異動として読めません。{choices}のいずれかか、後任の氏名を入力してください。",
    "nobody_to_attend": (
        "{body}には{day}現在の席がありません。名簿に席を登録するか、出欠の行を1つずつ追加してください。"
    ),
    "meeting_without_body": "この会議には会議体がないため、名簿から出欠を作れません。開いた会議体を選んでください。",
}
