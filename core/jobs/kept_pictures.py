"""The bytes of the pictures that stand in a ledger: light, since both checking and printing read them."""

from core.model.papers.handouts import PictureFile
from core.storage.disk.errors import ChangeRefused
from core.storage.rows.store import Store


def kept_picture(store: Store, id: int) -> bytes:
    """Return the bytes of a picture of a handout; nothing where the file has none, which is not what was put in."""
    try:
        return store.lazy(PictureFile, id).content
    except ChangeRefused:
        return b""
