"""A list that comes down to choose from, whose words end with 「…」 where they have no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox


class ChoiceBox(QComboBox):
    """Qt alone cuts the chosen words off in the middle of a character."""

    def showPopup(self) -> None:
        """Show what there is to choose from whole, however narrow the box has become."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        room = self.view().sizeHintForColumn(0) + bar
        self.view().setMinimumWidth(min(room, self.screen().availableSize().width() // 2))
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        if not self.isVisible():  # it is asked for its size, in which the chosen words take no part
            return
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        text = option.currentText
        option.currentText = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
