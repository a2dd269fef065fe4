"""The few questions that Undo cannot spare the user."""

from PySide6.QtWidgets import QMessageBox, QWidget


def ask(parent: QWidget | None, title: str, text: str, choices: tuple[str, ...]) -> str:
    """Ask and return the chosen answer; the first is the default, the last is what Escape means."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, QMessageBox.StandardButton.NoButton, parent)
    buttons = {choice: box.addButton(choice, QMessageBox.ButtonRole.ActionRole) for choice in choices}
    box.setDefaultButton(buttons[choices[0]])
    box.setEscapeButton(buttons[choices[-1]])
    box.exec()
    return next((choice for choice, button in buttons.items() if box.clickedButton() is button), choices[-1])
