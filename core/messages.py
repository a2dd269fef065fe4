"""Every fault as a Japanese sentence: what is wrong and what to do. Screen, paper and commands use it alike."""

from collections.abc import Mapping
from typing import Protocol

from core.messages_of_costs import COST_SENTENCES
from core.messages_of_exchange import EXCHANGE_SENTENCES
from core.messages_of_files import FILE_SENTENCES
from core.model.faults import Refused
from core.model.money import LIMIT

SENTENCES: dict[str, str] = {
    **COST_SENTENCES,
    **EXCHANGE_SENTENCES,
    **FILE_SENTENCES,
    # typed text
    "not_a_number": "「{text}」は数として読めません。数字で入力してください。",
    "not_whole": "「{text}」に端数があります。整数で入力してください。",
    "negative": "「{text}」は負の数です。0以上で入力してください。",
    "too_large": "「{text}」は大きすぎます。" + f"{LIMIT:,}円未満で入力してください。",
    "not_a_date": "「{text}」は日付として読めません。平成26年8月6日、H26.8.6、2014-08-06のように入力してください。",
    "code_form": "「{text}」は団体コードの形ではありません。6桁の数字で入力してください。",
    "check_digit": "団体コード「{text}」の検査数字(6桁目)が合いません。正しくは{expected}です。",
    "prefecture_code": "「{text}」は都道府県のコードです。市町村のコードを入力してください。",
    "rule_form": "「{text}」は按分規則として読めません。equal=3,population=7のように書いてください。",
    "rule_parts": "按分規則の割合がすべて0です。1以上の割合を入れてください。",
    "rule_factor": "逓減人口割の倍率「{text}」は1より大きく2以下で指定してください(例 1.5)。",
    # tables on the screen (ui/widgets/sheet)
    "no_row_here": "ここには行を追加できません。先に追加先の案を選んでください。",
    "cell_locked": "この欄は入力できません。",
    "paste_too_wide": (
        "貼り付ける範囲が表の右端を{extra}列はみ出すため、何も変更していません。貼り付ける位置を左に移してください。"
    ),
    "paste_too_tall": (
        "貼り付ける範囲が表の下端を{extra}行はみ出すため、何も変更していません。"
        "先に行を追加するか、貼り付ける位置を上に移してください。"
    ),
    # cells, forms and tables (core/operations)
    "blank": "{label}を入力してください。",
    "too_long": "{length:,}文字あります。{limit:,}文字までにしてください。",
    "control_character": "使えない制御文字が含まれています(□の箇所): {text}",
    "too_large_number": "「{text}」は大きすぎます。桁数を確かめてください。",
    "not_a_word": "「{text}」は{label}として読めません。{choices}のいずれかを入力してください。",
    "not_a_state": (
        "「{text}」は意向として読めません。実施(●)・実施しない(×)・未定(？)・未回答(空欄)のいずれかを入力してください。"
    ),
    "not_a_flag": "「{text}」は、はい・いいえとして読めません。○か×、または空欄にしてください。",
    "not_a_fiscal_year": "「{text}」は年度として読めません。2014、平成26年度のように入力してください。",
    "not_editable": "{row}のこの欄は書き換えられません。行を削除して作り直してください。",
    "gone": "この{row}の行はすでに削除されています。表を読み直してからやり直してください。",
    "duplicate": "{label}「{text}」はすでに使われています。別の{label}にしてください。",
    "cannot_remove": "協議会の設定は削除できません。内容を書き換えてください。",
    "no_order": "{row}の並び順は変えられません。番号の順に並びます。",
    # look-ups
    "nothing_to_find": "「{text}」という{what}はありません。まだ{what}が登録されていません。",
    "unknown": "「{text}」という{what}はありません。次のいずれかを指定してください: {candidates}。",
    "ambiguous": "「{text}」に当たる{what}が複数あります。次のいずれかを正確に指定してください: {candidates}。",
    # rules of the tables
    "left_before_joined": "離脱日({left})は加入日({joined})より後の日付にしてください。",
    "weight_name": "指標名「{text}」に使えない文字があります。「=」「,」「、」「:」を除いてください。",
    "weight_in_use": "指標「{text}」は按分規則に使われています({users})。先に規則を変更してください。",
    "unknown_weight": (
        "指標「{text}」がありません。団体のページで指標を登録するか、規則を直してください(登録済み: {known})。"
    ),
    "population_missing": "人口割には全団体の人口が要ります。先に次の団体の人口を入力してください: {names}。",
    "implementers": "実施団体数は1以上で入力してください({n}団体の見積は記録できません)。",
    "not_member": (
        "{name}は基準日({date})に加入していないため、回答を記録できません。加入日・離脱日か基準日を確かめてください。"
    ),
    "not_a_unit": "端数処理の単位は{units}のいずれかにしてください。",
    "representative_not_member": (
        "{name}は基準日({date})に加入していないため、代表団体にできません。加入している団体を選んでください。"
    ),
    "merge_target": "項{item}の統合先を指定してください。「他の項に統合」には統合先の項が要ります。",
    "merge_into_itself": "項{item}をその項自身に統合することはできません。別の項を指定してください。",
    "merge_circle": "統合が一巡してしまいます({path})。別の項を指定してください。",
    "target_without_merge": (
        "項{item}の方針は「{disposition}」です。統合先を指定するときは方針を「他の項に統合」にしてください。"
    ),
    "option_of_another": "その案は項{item}の案ではありません。項{item}の案から選んでください。",
    # splitting (core/calc)
    "zero_weights": "{basis}の値がすべて0のため按分できません。値を入力するか、按分規則を変えてください。",
    "negative_weight": "{basis}の値に負の数があるため按分できません。0以上の値に直してください。",
    "missing_basis": "{name}({code})の{what}がないため、{basis}で按分できません。{what}を入力してください。",
    "nobody_pays": "負担する団体がないため按分できません。加入している団体か実施する団体を確かめてください。",
    "fixed_exceeds_total": "定額の合計{fixed}円が按分する額{total}円を超えています。定額を減らしてください。",
    "fixed_unknown": "団体コード「{code}」は負担する団体にありません。定額を指定する団体を確かめてください。",
    "fixed_negative": "団体コード「{code}」の定額が負の数です。0円以上にしてください。",
    # findings (core/operations/findings.py)
    "no_quote": (
        "項{item}は{n}団体で実施した場合の見積がありません(見積なし)。見積を登録するか、案と方針を確かめてください。"
    ),
    "no_quote_if_all": (
        "項{item}は未定の団体がすべて実施した場合({n}団体)の見積がありません。見積を取り寄せてください。"
    ),
    "no_option": "項{item}は採用する案が決まっていないため、金額がありません(案未定)。案を採用してください。",
    "rule_fails": "項{item}は按分できません。{reason}",
    "totals_incomplete": "合計(最大)に含まれていない要望が{n}件あります(一部未算定): {items}。",
    "quote_beyond_members": (
        "{quote}がありますが、基準日の構成団体は{members}団体です。実施団体数を確かめてください。"
    ),
    "doubtful": "要確認の箇所が{n}か所あります({items})。推定される読みを見て、原資料と照合してください。",
    "unanswered_late": "項{item}は回答期限({deadline})を過ぎましたが、未回答の団体があります: {names}。",
    "undecided_late": "項{item}は回答期限({deadline})を過ぎましたが、未定の団体があります: {names}。",
    "answer_of_non_member": (
        "項{item}に{name}の回答がありますが、基準日({date})に加入していないため計算に入りません。"
    ),
    "yes_without_participation": "項{item}に{name}は実施と答えていますが、業務「{system}」に参加していません。",
    "population_date_absent": (
        "人口の基準日({date})の人口が1件もありません。人口を入力するか、基準日を直してください。"
    ),
    "population_unknown": "{name}の人口({date})がないため、人口割で按分できません。人口を入力してください。",
    "weight_absent": (
        "{subject}の按分規則にある指標「{text}」が登録されていません。指標を登録するか、規則を直してください。"
    ),
    "no_representative": (
        "端数を代表団体が負担する設定ですが、代表団体が決まっていません。協議会の設定で選んでください。"
    ),
    "representative_left": "代表団体の{name}は基準日({date})に加入していません。代表団体を選び直してください。",
    "no_members": "基準日({date})に加入している団体がありません。加入日・離脱日か基準日を確かめてください。",
    "label_twice": "{name}の記号「{label}」はほかの団体と同じです。別の記号にしてください。",
    "label_missing": "{name}の記号がありません。団体名を伏せて印刷するために記号を入力してください。",
    "name_twice": "{name}({code})と同じ名前の団体があります。団体コードを確かめてください。",
    # sheets of the comparison (core/documents)
    "scenario_gone": "選ばれた試算はこの台帳にありません。試算を選び直してください。",
    # what the store refuses
    "unknown_change": (
        "プログラムの誤りにより変更できませんでした({detail})。台帳は変わっていません。"
        "この文を控えて、プログラムの担当者にお知らせください。"
    ),
    "wrong_value": "{table}の「{label}」に「{text}」は入れられません。入力した内容を確かめてください。",
    "row_gone": "{table}のその行はもうありません。一覧を確かめてから、もう一度操作してください。",
    "key_taken": "{table}に「{label}」が同じ行がすでにあります。別の内容にするか、元の行を変更してください。",
    "not_allowed": "{table}の「{label}」に入れられない内容です。何も変わっていません。入力した内容を確かめてください。",
    "reference_broken": (
        "{table}に、なくなる{parent}を使っている行があるため変更できません。先に{table}の行を変更または削除してください。"
    ),
    # files and disks
    "disk_full": (
        "「{path}」のあるディスクの空き容量が足りないため書き込めませんでした。元のファイルと、これまでの作業は無事です。"
        "空きを作ってから、もう一度操作してください。"
    ),
    "disk_full_here": (
        "このPCの、按分帳のデータを置くディスクの空き容量が足りないため書き込めませんでした。"
        "元のファイルと、これまでの作業は無事です。空きを作ってから、もう一度操作してください。"
    ),
    "read_only": (
        "「{path}」は読み取り専用のため書き込めません。これまでの作業は無事です。名前を付けて別の場所に保存してください。"
    ),
    "not_permitted": (
        "「{path}」を使う権限がありません。これまでの作業は無事です。"
        "権限を確かめるか、名前を付けて別の場所に保存してください。"
    ),
    "place_missing": (
        "「{path}」が見つかりません。共有フォルダーやUSBメモリーがつながっているか、"
        "移動や削除がされていないかを確かめてください。"
    ),
    "is_a_folder": "「{path}」はフォルダーです。ファイルを指定してください。",
    "name_too_long": "「{path}」は名前が長すぎます。短い名前にしてください。",
    "file_in_use": (
        "「{path}」をほかのプログラムが使用中です。これまでの作業は無事です。"
        "そのプログラムを閉じてから、もう一度操作してください。"
    ),
    "io_error": (
        "「{path}」を読み書きできませんでした。これまでの作業は無事です。接続や装置を確かめてから、"
        "もう一度操作するか、名前を付けて別の場所に保存してください。"
    ),
    "working_copy_damaged": (
        "作業中のデータを読めなくなりました。保存済みのファイルは無事です。"
        "プログラムを終了し、保存済みのファイルを開き直してください。"
    ),
    # opening
    "file_empty": (
        "「{path}」は中身のない(0バイトの)ファイルです。コピーの途中で切れた可能性があります。"
        "元の場所のファイルか控えを開いてください。"
    ),
    "file_foreign": (
        "「{path}」は按分帳の台帳ではありません({seems}のようです)。ファイルには手を加えていません。"
        "拡張子が.anbunのファイルを選んでください。"
    ),
    "file_newer": (
        "「{path}」は新しい版の按分帳で作られているため、この版では開けません。ファイルには手を加えていません。"
        "新しい版の按分帳で開いてください。"
    ),
    "file_cut": (
        "「{path}」は途中で切れているか、余分なデータが付いています。ファイルには手を加えていません。"
        "コピーをやり直すか、控えを開いてください。"
    ),
    "file_damaged": (
        "「{path}」は壊れています。保存したときの内容と一致しません。ファイルには手を加えていません。"
        "控えを開いてください。"
    ),
    "file_strange": (
        "「{path}」には、按分帳の台帳にはない部品が入っています。壊れたか、ほかの道具で作り変えられたようです。"
        "開いていません。ファイルには手を加えていません。控えを開いてください。"
    ),
    "leftover_taken": "その作業は、ほかの画面ですでに開かれているか、片付けられています。一覧を開き直してください。",
    "leftover_damaged": (
        "前回の作業の写し「{path}」が壊れているため復元できません。保存済みのファイルは無事です。"
        "保存済みのファイルを開いてください。"
    ),
    # saving
    "no_path": "まだ保存先がありません。名前を付けて保存してください。",
    "not_verified": (
        "「{path}」に書いた内容が元と一致しなかったため、保存を取りやめました。元のファイルと、これまでの作業は無事です。"
        "名前を付けて別の場所に保存してください。"
    ),
    "file_vanished": (
        "「{path}」が元の場所にありません。移動または削除された可能性があります。これまでの作業は無事です。"
        "名前を付けて保存してください。"
    ),
    "file_changed_outside": (
        "「{path}」は、開いた後にほかの人かプログラムが書き換えています。上書きしていません。"
        "これまでの作業は無事です。見比べて統合するか、名前を付けて別のファイルに保存してください。"
    ),
}


class Told(Protocol):
    """A fault, a finding, a refusal: the name of a sentence and what fills its blanks."""

    @property
    def rule(self) -> str: ...

    @property
    def facts(self) -> Mapping[str, object]: ...


def sentence(fault: Told | Refused) -> str:
    """Return what people are told of `fault`."""
    return SENTENCES[fault.rule].format_map(dict(fault.facts))
