"""The pages of the navigation, in order: one job of the staff each. The one place where pages are loaded."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.pages.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """`key` names the page in settings and screenshots; `about` is the sentence under its title; `load` gives the
    page's class: a page is loaded when it is first looked at, so that the window opens at once."""

    group: str
    key: str
    title: str
    about: str
    load: Callable[[], type[Page]]


def _overview() -> type[Page]:
    from ui.pages.overview_page import OverviewPage

    return OverviewPage


def _consortium() -> type[Page]:
    from ui.pages.consortium_page import ConsortiumPage

    return ConsortiumPage


def _municipalities() -> type[Page]:
    from ui.pages.municipalities_page import MunicipalitiesPage

    return MunicipalitiesPage


def _populations() -> type[Page]:
    from ui.pages.populations_page import PopulationsPage

    return PopulationsPage


def _systems() -> type[Page]:
    from ui.pages.systems_page import SystemsPage

    return SystemsPage


def _customizations() -> type[Page]:
    from ui.pages.customizations_page import CustomizationsPage

    return CustomizationsPage


def _answers() -> type[Page]:
    from ui.pages.answers_page import AnswersPage

    return AnswersPage


def _allocation() -> type[Page]:
    from ui.pages.allocation_page import AllocationPage

    return AllocationPage


def _reports() -> type[Page]:
    from ui.pages.reports_page import ReportsPage

    return ReportsPage


PAGES: tuple[PageEntry, ...] = (
    PageEntry("概要", "overview", "概要", "回答の集まり具合、費用の合計とその幅、気をつけることを見ます。", _overview),
    PageEntry(
        "台帳",
        "consortium",
        "協議会",
        "協議会の名称、基準日、按分の規則など、計算と印刷の前提を決めます。",
        _consortium,
    ),
    PageEntry(
        "台帳",
        "municipalities",
        "団体",
        "構成団体を登録します。基準日に加入している団体が計算の対象です。",
        _municipalities,
    ),
    PageEntry(
        "台帳",
        "populations",
        "人口と指標",
        "按分に使う人口と、利用量などの指標を団体ごとに入力します。",
        _populations,
    ),
    PageEntry(
        "台帳", "systems", "業務と参加", "共同利用する業務と、どの団体がどの業務に参加するかを決めます。", _systems
    ),
    PageEntry(
        "台帳",
        "customizations",
        "カスタマイズ",
        "要望ごとの案、団体数ごとの見積、方針を登録します。",
        _customizations,
    ),
    PageEntry(
        "意向",
        "answers",
        "意向",
        "各団体の回答を記録します。1=実施 2=実施しない 3=未定 0=未回答、スペースで切り替えます。",
        _answers,
    ),
    PageEntry(
        "費用",
        "allocation",
        "費用按分",
        "カスタマイズ費用を誰がいくら負担するかを見ます。金額を選ぶと、その根拠が右に出ます。",
        _allocation,
    ),
    PageEntry(
        "帳票", "reports", "帳票", "会議や通知に使う帳票を選び、確かめてから印刷またはPDFに保存します。", _reports
    ),
)
