"""What the page 団体 knows of the country's municipalities: what it offers, and what it remarks."""

from collections.abc import Mapping

from core.gazetteer.places import AS_OF, search
from core.model.council import Municipality, kind_of
from core.model.machine.faults import Fault, Refused
from core.model.values.codes import parse_code
from core.operations.council.naming import lacks_bearer, offered
from core.words.sentences import sentence
from ui.look import theme
from ui.pages.editing import field_column
from ui.session import Session
from ui.tables.columns import Column, Mark
from ui.widgets.offers import Offer

MARK = "※"


def offers(text: str) -> list[Offer]:
    """Return the municipalities and prefectures that typed text may be, with kind, kana and code."""
    return [
        Offer(
            f"{one.name}　{one.kana}　{one.kind.label}　{one.prefecture}　{one.code}",
            offered(one),
            {"code": one.code, "name": one.name, "kana": one.kana},
        )
        for one in search(text)
    ]


def remark(texts: Mapping[str, str]) -> str:
    """Return what is remarkable in the line that adds a member, "" for nothing: a code that nobody has."""
    try:
        code = parse_code(texts.get("code", ""))
    except Refused:
        return ""
    name = texts.get("name", "")
    return _remark(Municipality(0, code, name, kind=kind_of(name or "市"))) if code else ""


def _remark(one: Municipality) -> str:
    facts = {"text": one.code, "as_of": AS_OF}
    return sentence(Fault("code", "code_not_listed", facts)) if lacks_bearer(one) else ""


def code_column(_: Session) -> Column:
    """Return the column of codes, with a mark and a remark at those that nobody has."""
    column = field_column(Municipality, "code", 110)
    return Column(
        column.label,
        lambda one: one,
        show=lambda one: f"{one.code} {MARK}" if lacks_bearer(one) else one.code,
        plain=lambda one: one.code,
        sort=lambda one: one.code,
        mark=lambda one: Mark(foreground=theme.WARNING, bold=True) if lacks_bearer(one) else None,
        tooltip=lambda one: _remark(one) or one.code,
        spoken=lambda one: f"{one.code} {_remark(one)}".strip(),
        width=column.width,
        edit="code",
        help=column.help,
        key="code",
        offers=offers,
    )


def name_column(_: Session) -> Column:
    """Return the column of names, which offers municipalities."""
    return field_column(Municipality, "name", 160, offers=offers)
