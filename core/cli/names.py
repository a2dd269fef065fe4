"""The commands with what each is for, and the tables that show knows: known without loading a command."""

COMMANDS = {
    "new": "新しい台帳ファイルを作ります。",
    "show": "台帳の表を表示します。",
    "answer": "要望に対する団体の意向を記録します。",
    "split": "金額を規則に従って按分します。台帳は変わりません。",
    "compare": "五年間の経費を比較します。台帳は変わりません。",
    "charge": "年度の負担金を表示します。台帳は変わりません。",
    "explain": "団体の負担金が変わった理由を、要因ごとに表示します。台帳は変わりません。",
    "settle": "年度の負担金の納付と精算を表示します。台帳は変わりません。",
    "check": "台帳ファイルが正しく読めるか、計算と参照が合っているかを調べます。",
    "log": "変更履歴を表示します。年度末などに、古い履歴を別のファイルへ締め切ることもできます。",
    "recover": "壊れた台帳ファイルから、読み取れる行を新しいファイルに救出します。",
    "print": "帳票をPDFに書き出します。",
    "issue": "団体ごとの回答ファイルを作り、配布を記録します。",
    "take": "戻ってきた回答ファイルやExcelの回答用紙を取り込みます。",
    "export": "すべての表をExcelブックかCSVに書き出します。",
    "import": "ExcelブックやCSVを取り込みます。",
}

TABLES_TO_SHOW = (
    "municipalities",
    "customizations",
    "answers",
    "allocation",
    "comparison",
    "scenarios",
    "totals",
    "evaluation",
    "organisation",
    "meetings",
    "gaps",
    "chronicle",
    "local_rules",
    "issues",
    "dues",
    "schedule",
)
