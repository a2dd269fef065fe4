"""標準化対象: the business areas whose systems the law standardises."""

STANDARD_SYSTEMS = (
    "住民基本台帳",
    "選挙人名簿管理",
    "固定資産税",
    "個人住民税",
    "法人住民税",
    "軽自動車税",
    "国民健康保険",
    "国民年金",
    "障害者福祉",
    "後期高齢者医療",
    "介護保険",
    "児童手当",
    "健康管理",
    "就学",
    "児童扶養手当",
    "生活保護",
    "子ども・子育て支援",
    "印鑑登録",
    "戸籍",
    "戸籍の附票",
)
"""The twenty business areas that the law on standardisation names (標準化対象事務, 令和3年法律第40号 and its order)."""
