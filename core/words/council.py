"""The sentences of the consortium, its members, their figures and the rules of splitting."""

SENTENCES: dict[str, str] = {
    "code_form": "「{text}」は団体コードの形ではありません。6桁の数字で入力してください。",
    "former_code_form": "旧団体コード「{text}」を読めません。6桁の数字を「、」で区切って入力してください。",
    "former_code_of_another": (
        "旧団体コード「{code}」は{name}のコードです。{name}の前のコードと取り違えていないか、確かめてください。"
    ),
    "former_codes_together": (
        "{codes}は、負担金の同じ版に別の団体としてあるため、1つの団体({name})のコードとして扱えません。"
        "合併した団体のコードは入れないでください(加入・離脱として示します)。"
    ),
    "code_not_listed": ("団体コード「{text}」は一覧({as_of})にありません。誤りでなければそのまま登録できます。"),
    "check_digit": "団体コード「{text}」の検査数字(6桁目)が合いません。正しくは{expected}です。",
    "name_of_several": (
        "「{text}」という団体は複数あります({candidates})。団体コードも入力するか、候補から選んでください。"
    ),
    "code_not_name": (
        "団体コード「{text}」は、横にある団体名「{candidates}」のコードではありません。コードか団体名を直してください。"
    ),
    "code_of_two": (
        "5桁の団体コード「{text}」は、検査数字のないコードとも、先頭の0が消えたコードとも読めます({candidates})。"
        "6桁で入力してください。"
    ),
    "rule_form": (
        "「{text}」は按分規則として読めません。均等割:人口割 = 3:7、均等30%・人口70%のように書いてください。"
        "定額(表の名前)、下限、上限は「、」で続けます。"
    ),
    "rule_bases": ("「{text}」が何の割合か分かりません。均等割:人口割:指標割(指標名) = {text}のように書いてください。"),
    "rule_sum": "按分規則の割合の合計が{sum}です。{whole}になるように直してください。",
    "rule_parts": "按分規則の割合がすべて0です。1以上の割合を入れてください。",
    "rule_factor": "逓減人口割の倍率「{text}」は1より大きく2以下で指定してください(例 1.5)。",
    # rules of the tables
    "left_before_joined": "離脱日({left})は加入日({joined})より後の日付にしてください。",
    "weight_name": "指標名「{text}」に使えない文字があります。「=」「,」「、」「:」を除いてください。",
    "weight_in_use": "指標「{text}」は按分規則に使われています({users})。先に規則を変更してください。",
    "unknown_weight": (
        "指標「{text}」がありません。団体のページで指標を登録するか、規則を直してください(登録済み: {known})。"
    ),
    "population_missing": "人口割には全団体の人口が要ります。先に次の団体の人口を入力してください: {names}。",
    "not_a_unit": "端数処理の単位は{units}のいずれかにしてください。",
    "representative_not_member": (
        "{name}は基準日({date})に加入していないため、{role}にできません。加入している団体を選んでください。"
    ),
    # splitting (core/calc/splitting)
    "zero_weights": "{basis}の値がすべて0のため按分できません。値を入力するか、按分規則を変えてください。",
    "negative_weight": "{basis}の値に負の数があるため按分できません。0以上の値に直してください。",
    "missing_basis": "{name}({code})の{what}がないため、{basis}で按分できません。{what}を入力してください。",
    "fixed_table_missing": (
        "定額表「{table}」がないため按分できません。定額表のページで登録するか、規則を直してください。"
    ),
    "fixed_row_missing": (
        "定額表「{table}」に、{name}({code})に当てはまる行が1つに決まりません。"
        "定額表の区分と人口の範囲、団体の人口を確かめてください。"
    ),
    "fixed_leaves_rest": (
        "定額の合計は{fixed}円で、按分する額{total}円のうち{rest}円が残ります。"
        "残りを分ける割合を規則に加えるか、額を直してください。"
    ),
    "floors_above_total": (
        "下限と定額の合計{least}円が按分する額{total}円を超えています。下限を下げるか、規則を直してください。"
    ),
    "caps_below_total": (
        "上限まで負担しても合計{most}円で、按分する額{total}円に{short}円足りません。上限を上げるか、規則を直してください。"
    ),
    "floor_above_cap": "{names}の下限が上限より大きいため按分できません。按分規則の下限と上限を直してください。",
    "limits_negative": "按分する額が負の数({total}円)のため、定額・下限・上限のある規則では按分できません。",
    "nobody_pays": "負担する団体がないため按分できません。加入している団体か実施する団体を確かめてください。",
    "fixed_exceeds_total": "定額の合計{fixed}円が按分する額{total}円を超えています。定額を減らしてください。",
    "fixed_unknown": "団体コード「{code}」は負担する団体にありません。定額を指定する団体を確かめてください。",
    "fixed_negative": "団体コード「{code}」の定額が負の数です。0円以上にしてください。",
}
