"""Why an amount is what it is: the steps from the total to the share, in words and figures."""

from html import escape
from unicodedata import east_asian_width

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from core.calc.derivation import Derivation, Names
from ui.look import theme

LINE_HEIGHT = 125
"""Percent of the typeface's own line, which leaves hardly any room."""

MANY = 8
"""More names than these are folded to their number."""

LONG = 25
"""A name and its value that are wider together, in figures, do not stand on one line."""


class DerivationPanel(QTextBrowser):
    """Shows one derivation; its text can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("derivation")
        self.setAccessibleName("計算の根拠")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._turn)
        self._shown: Derivation | None = None
        self._open: set[str] = set()
        self.document().setDefaultStyleSheet(f"h3, p, td {{ line-height: {LINE_HEIGHT}% }}")
        self.clear_derivation()

    def clear_derivation(self) -> None:
        """Say how to get one."""
        self._shown = None
        self.setHtml(f"<p style='color:{theme.SECONDARY}'>表の金額を選ぶと、ここに計算の根拠が出ます。</p>")

    def show_derivation(self, derivation: Derivation) -> None:
        """Show the steps in order; many names are folded until somebody opens them."""
        self._shown, self._open = derivation, set()
        self._write(derivation)

    def _turn(self, link: QUrl) -> None:
        """Open or close the names that a link stands for; nothing else moves."""
        if self._shown is not None:
            self._open ^= {link.toString()}
            at = self.verticalScrollBar().value()
            self._write(self._shown)
            self.verticalScrollBar().setValue(at)

    def _write(self, derivation: Derivation) -> None:
        parts = [f"<h3>{escape(derivation.title)}</h3>"]
        for number, step in enumerate(derivation.steps, 1):
            inputs = "".join(
                self._names(f"{number}.{at}", name, value)
                if isinstance(value, Names) and value.number > MANY
                else _input(name, value)
                for at, (name, value) in enumerate(step.inputs)
            )
            parts.append(f"<p style='margin-bottom:2px'><b>{number}. {escape(step.label)}</b></p>")
            if step.formula:
                parts.append(f"<p style='margin:0 0 0 12px'>{escape(step.formula)}</p>")
            if inputs:
                parts.append(f"<table style='margin-left:12px' width='95%'>{inputs}</table>")
            if step.result:
                parts.append(f"<p style='margin:2px 0 8px 12px'>→ <b>{escape(step.result)}</b></p>")
        self.setHtml("".join(parts))

    def _names(self, link: str, name: str, names: Names) -> str:
        is_open = link in self._open
        words = f"{names.number}団体 {'▼' if is_open else '▶'}"
        count = f"<a href='{link}' style='color:{theme.PRIMARY}'>{words}</a>"
        head = f"<tr><td style='color:{theme.SECONDARY}'>{escape(name)}</td><td align='right'>{count}</td></tr>"
        listed = f"<tr><td colspan='2' style='padding-left:12px'>{escape(names)}</td></tr>"
        return head + listed if is_open else head


def _input(name: str, value: str) -> str:
    is_long = sum(2 if east_asian_width(letter) in "WFA" else 1 for letter in name + value) > LONG
    grey, name, value = f"style='color:{theme.SECONDARY}'", escape(name), escape(value)
    if is_long:
        whole = "colspan='2' style='padding-left:12px'"
        return f"<tr><td colspan='2' {grey}>{name}</td></tr><tr><td {whole}>{value}</td></tr>"
    right = "align='right' style='padding-left:12px; white-space: nowrap'"
    return f"<tr><td {grey}>{name}</td><td {right}>{value}</td></tr>"
