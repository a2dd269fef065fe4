"""The sentences of service levels and of changes of laws."""

SENTENCES: dict[str, str] = {
    # what is typed (core/model/sla/kinds.py)
    "not_a_minute": (
        "「{text}」は日時として読めません。令和8年4月1日 10:03 のように、日付と時刻(分まで)を入力してください。"
    ),
    "minute_without_time": (
        "「{text}」には時刻がありません。{day} 10:03 のように、日付に続けて時刻(分まで)を入力してください。"
    ),
    "minute_of_half_a_day": (
        "「{text}」は昼か夜か決まりません。"
        "午前・午後は0時から11時までで、12時台は 0:30 か 12:30 のように入力してください。"
    ),
    "minute_with_seconds": "「{text}」に秒があります。停止は分の単位で数えるため、分まで(秒は00)で入力してください。",
    "not_a_month": "「{text}」は月として読めません。令和8年4月 のように入力してください。",
    "decimal_form": "「{text}」は数として読めません。0以上の数を、小数は6桁までで入力してください。",
    "hours_form": (
        "サービス時間帯「{text}」が読めません。"
        "「平日 8:30〜17:15、土 9:00〜12:00」「毎日 0:00〜24:00」のように、曜日と時刻を入力してください。"
    ),
    "hours_order": (
        "時間帯「{text}」は終わりが始まりより前です。"
        "日をまたぐ時間帯は、22:00〜24:00・0:00〜6:00 のように分けて入力してください。"
    ),
    "hours_overlap": "時間帯「{text}」が重なっています。重ならないように入力してください。",
    "steps_form": (
        "返金の段「{text}」が読めません。"
        "「99.5%以上 なし、95%以上99.5%未満 10%、95%未満 25%」のように入力してください。"
    ),
    "steps_overlap": "段「{text}」が「{other}」と重なっています。1つの結果に段が1つになるように直してください。",
    "thresholds_form": "ペナルティの段「{text}」が読めません。「10点以上 5%、20点以上 10%」のように入力してください。",
    "weights_form": "繰返しの加重「{text}」が読めません。1回目からの倍数を「1、1.5、2」のように入力してください。",
    # what is kept (core/operations/sla/conduct.py)
    "target_above_100": "「{name}」の目標値{target}%は100%を超えています。0〜100の値を入力してください。",
    "target_never_met": "「{name}」の目標は{direction}で、決して達成できません。目標値か向きを直してください。",
    "target_says_otherwise": ("目標値「{text}」と{label}「{said}」が食い違っています。どちらかを直してください。"),
    "value_of_another_unit": (
        "{item}の値「{text}」は、項目の単位({unit})に直せません。{unit}の値を、小数は6桁までで入力してください。"
    ),
    "unit_of_measure": "測り方「{measure}」の単位は{units}です。「{unit}」にはできません。",
    "number_not_within": "{label}は{least}{unit}から{most}{unit}までで入力してください。",
    "outage_ends_first": ("「{title}」の終了({ended})が開始({began})より前です。開始より後の日時を入力してください。"),
    "outage_twice": (
        "{other}({time})と、件名、種類、業務、団体が同じで時間が重なっています。"
        "同じ停止なら1つにまとめ、別の停止なら件名を変えてください。"
    ),
    "result_is_computed": (
        "{item}の「{measure}」は障害・停止の記録から計算します。実績は入力できません。"
        "事業者の報告は、事業者の月報に入力してください。"
    ),
    "result_of_cases": "{item}の「{measure}」は{columns}から計算します。値の欄は空けて、{columns}を入力してください。",
    "more_than_all": "{item}の件数{cases}件が全件数{all}件を超えています。どちらかを直してください。",
    "mean_of_nothing": ("{item}の全件数が0件なので、平均はありません。値を空欄にするか、全件数を直してください。"),
    "reported_above_100": "{item}の報告値{value}%は100%を超えています。0〜100の値を入力してください。",
    "stopped_above_planned": (
        "{item}の停止の分数{stopped}分が計画の分数{planned}分を超えています。どちらかを直してください。"
    ),
    "sla_range": (
        "期間は月の初日から月の末日までで指定してください(例 --from 2026-04-01 --to 2026-06-30)。"
        "SLAは月の単位で計算します。"
    ),
    "sla_range_order": "期間の終わりが始まりより前です。--from と --to を直してください。",
    # changes of laws (core/operations/law_changes)
    "no_law_change_chosen": "経費明細にする制度改正を選んでください。",
    "law_change_has_lines": "{name}は、すでに経費明細({lines})になっています。変えるときは経費明細を直してください。",
    "law_change_payment_open": "{name}の費用の扱いが未定です。按分か団体個別に決めてから、経費明細にしてください。",
    "law_change_maintained": "{name}の費用は保守内のため、経費明細にするものがありません。",
    "law_change_without_year": "{name}の費用の年度が入力されていません。年度を入力してください。",
    "law_change_without_cost": "{name}の初期費用も年額も入力されていません。分からない費用は0とみなしません。",
    "law_change_subsidy_unknown": (
        "{name}の国庫補助は有ですが、補助率か初期費用が入力されていません。入力するか、国庫補助を未定にしてください。"
    ),
    "law_change_own_unknown": (
        "{name}の個別の費用が入力されていない団体があります: {names}。費用がなければ0を入力してください。"
    ),
    "range_of_sla_only": "--from と --to は sla の表示でだけ使えます。",
    # findings
    "outage_open_long": (
        "発生から{days}日を過ぎても終了の入っていない障害が{n}件あります: {items}。"
        "復旧していれば、終了の日時を入れてください。"
    ),
    "law_change_without_lines": (
        "按分か団体個別で負担する制度改正で、経費明細にしていないものが{n}件あります: {items}。"
        "制度改正のページで「経費明細にする」を押してください。"
    ),
}
