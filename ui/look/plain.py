"""The one place that decides that text is text: what files say is shown letter for letter, never as HTML.

Qt guesses: a label, a message box or a tooltip whose text looks like HTML is drawn as HTML, and a picture named in it
is opened by its path. `PLAIN_STYLE` takes the guess away from every label and tooltip before it is laid out; who wants
HTML says so (RichText) and escapes what comes from a file. What's-this texts and status tips are not used.
"""

PLAIN_STYLE = """
QLabel[textFormat="2"] { qproperty-textFormat: PlainText; }
QToolTip { qproperty-textFormat: PlainText; }
"""
"""2 is Qt.TextFormat.AutoText. A style applies it once, in C++, when it first sees the widget; a filter on the whole
application would be asked about every event. Qt calls its tooltips QToolTip in styles, by no other name. Every window
is dressed with it (theme.dress), and every tooltip is shown for a widget in one."""


def literal(text: str) -> str:
    """Return `text` for a menu entry, or a label that leads to a field, where & would underline the next letter."""
    return text.replace("&", "&&")


def in_title(text: str) -> str:
    """Return `text` for a window's title, where [*] would be taken for the mark of unsaved changes."""
    return text.replace("[*]", "[*][*]")
