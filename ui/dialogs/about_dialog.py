"""情報: which version this is, where it writes, and the papers that an IT section asks for."""

import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from core.storage.disk.places import Home
from core.version import RESOURCES, ROOT, version
from ui.widgets.buttons import button
from ui.widgets.spaced_label import spaced

PROGRAM = Path(sys.executable).parent if getattr(sys, "frozen", False) else ROOT
"""The folder of the built program; in a checkout its root, which has neither hashes nor a bill of materials."""


class AboutDialog(QDialog):
    """At the left the list of papers, at the right the chosen one; everything can be copied."""

    def __init__(self, home: Home, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("按分帳について")
        self.papers = dict(_papers(home))
        self.list = QListWidget()
        self.list.setObjectName("list")
        self.list.setAccessibleName("書類の一覧")
        self.list.addItems(list(self.papers))
        self.text = QTextBrowser()
        self.text.setObjectName("paper")
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("書類の内容")
        self.list.currentTextChanged.connect(self._show)
        self.list.setCurrentRow(0)
        picture = QLabel()
        picture.setPixmap(QPixmap(str(RESOURCES / "icons" / "anbuncho-64.png")))
        name = QLabel(f"按分帳 {version()}")
        name.setProperty("role", "title")
        purpose = QLabel("自治体クラウドを共同で利用する協議会の台帳")
        purpose.setProperty("role", "help")
        names = QVBoxLayout()
        names.addWidget(name)
        names.addWidget(purpose)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture)
        head.addLayout(names, 1)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setSizes([370, 630])
        close = button("閉じる", self.accept, "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(1040, 640)

    def _show(self, title: str) -> None:
        self.text.setHtml(spaced(self.papers[title]))


def _papers(home: Home) -> Iterator[tuple[str, str]]:
    """Yield title and text of every paper that this program carries."""
    yield "この版について", _facts(home)
    for title, path in (
        ("部品表(SBOM、CycloneDX)", PROGRAM / "sbom.cdx.json"),
        ("ファイルのSHA-256", PROGRAM / "SHA256SUMS.txt"),
        ("ライセンス: 按分帳", ROOT / "LICENSE"),
    ):
        if path.is_file():
            yield title, path.read_text(encoding="utf-8")
    texts = [*(RESOURCES / "licences").glob("*.txt"), *(RESOURCES / "fonts").glob("*.txt")]
    for path in sorted(texts, key=lambda path: path.name.lower()):
        if path.name != "Anbuncho.txt" and not path.name.startswith("Fonts-"):
            yield f"ライセンス: {path.stem.replace('_', ' ')}", path.read_text(encoding="utf-8", errors="replace")


def _facts(home: Home) -> str:
    return "\n".join(
        (
            f"按分帳 {version()}",
            "",
            f"Qt {qVersion()}、Python {platform.python_version()}、{platform.system()} {platform.release()}",
            f"プログラムの場所: {PROGRAM}",
            f"設定と控えの場所: {home.path}",
            "",
            "按分帳はネットワークにつながりません。書き込むのは、上の場所と、利用者が指定した台帳・帳票のファイルだけです。",
            "画面はQt(LGPL version 3)を使っています。Qtのソースコードの場所は「ライセンス: Qt」にあります。",
            "導入と取り外しの手順は、取扱説明書(F1)の「導入の手引き」にあります。",
        )
    )
