"""The pictures of a handout on the screen: shown small, and only if they are what was put in."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from core.documents.paper.document import Bitmap
from core.documents.paper.pictures import is_sound
from core.model.papers.handouts import HandoutPicture
from ui.session import Session

_SPOILT = "この図は、入れたときのものではないため表示できません。"


class PictureLabel(QLabel):
    """One picture, within a width and a height; its words are told to who cannot see it."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__()
        self._most = (width, height)
        self.setWordWrap(True)

    def show_picture(self, session: Session, picture: HandoutPicture | None) -> None:
        """Show a picture of the ledger, or nothing."""
        self.setVisible(picture is not None)
        if picture is None:
            self.clear()
            return
        content = session.picture(picture.id)
        if is_sound(Bitmap(picture.id, picture.width, picture.height, picture.sha256), content):
            self.show_content(content, picture.words)
        else:
            self.setText(_SPOILT)

    def show_content(self, content: bytes, words: str) -> None:
        """Show bytes that have been looked at."""
        image = QImage.fromData(QByteArray(content))
        if image.isNull():
            self.setText(_SPOILT)
            return
        small = image.scaled(
            *self._most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self.setPixmap(QPixmap.fromImage(small))
        self.setToolTip(words)
        self.setAccessibleName(f"図: {words}" if words else "図")
