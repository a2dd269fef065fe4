"""Goes before all else in both built programs: their Python modules lie in one archive beside them, not in each.

PyInstaller puts the archive into every program that it makes, 5 MB each. build.spec gives each an empty one, which
this script, run right after PyInstaller's own first lines, changes for the shared one as those lines do it.
"""

import os
import sys

import pyimod02_importers

sys._pyinstaller_pyz = os.path.join(sys._MEIPASS, "modules.pyz")
pyimod02_importers.install()
