"""Scroll bars of views that stand side by side and scroll as one."""

from PySide6.QtWidgets import QScrollBar


def level(one: QScrollBar, other: QScrollBar) -> None:
    """Let two bars stand at one place again: while a page is laid out one may have room to move and the other none."""
    for bar in (one, other):
        bar.setValue(max(one.value(), other.value()))


def link(one: QScrollBar, other: QScrollBar) -> None:
    """Keep two scroll bars at the same place."""
    one.valueChanged.connect(other.setValue)
    other.valueChanged.connect(one.setValue)
