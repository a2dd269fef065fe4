"""The sentences of cloud bills."""

SENTENCES: dict[str, str] = {
    "cloud_key_two_ways": "「{key}」に団体と按分規則の両方があります。1団体の負担なら按分規則を空欄にしてください。",
    "bill_headings": (
        "請求の明細として読めません。見出しにアカウント(サブスクリプション)と、金額またはセントの列が要ります。"
    ),
    "bill_amount": "{line}行目の「{text}」は金額、通貨、レートとして読めません。直してから取り込んでください。",
    "bill_mixed": "1つの請求に通貨やレートが2つ以上あります: {texts}。請求を分けて取り込んでください。",
    "bill_empty": "請求の明細に行がありません。",
    "bill_month": "「{text}」は請求月として読めません。2026-10、令和8年10月のように入力してください。",
    "bill_twice": "{bill}はすでに取り込まれています。取り込み直すときは、先にその月の請求を削除してください。",
    "bill_total": ("明細の合計{sum}が請求の合計{total}と一致しません(差 {difference})。何も取り込んでいません。"),
    "no_file_chosen": "明細のファイルが選ばれていません。",
    "bill_says_otherwise": (
        "明細の{what}は{there}ですが、{here}が指定されています。どちらが正しいか確かめて、一方を直すか空けてください。"
        "何も取り込んでいません。"
    ),
    "bill_without_rate": "{currency}の換算レートがありません。レートか円の請求額を指定してください。",
    "bill_of_stranger": "「{key}」は{name}の負担ですが、{name}はこの月の構成団体ではありません。対応を直してください。",
}
