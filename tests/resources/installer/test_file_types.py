"""Files of ours open with the program on every system: the installer, what takes it away again, and the Debian package
speak of the same endings."""

import re
from xml.etree import ElementTree

import pytest

from core.model.values.endings import ANSWERS, LEDGER, SCORES
from core.version import ROOT

INSTALLER = ROOT / "resources" / "installer"
SCRIPT = (INSTALLER / "anbuncho.nsi").read_text(encoding="utf-8-sig")
ENDINGS = {LEDGER: "ledger", ANSWERS: "answer", SCORES: "score"}
"""The endings that a double click opens; what is closed off in a log is no work of anybody's."""


def associated(verb: str) -> dict[str, list[str]]:
    """Return by ending what follows it wherever the script associates it, or takes that back."""
    lines = re.findall(rf'!insertmacro {verb} "([^"]+)" (.+)', SCRIPT)
    assert len(dict(lines)) == len(lines)
    return {ending: re.findall('"([^"]+)"', rest) for ending, rest in lines}


def test_the_installer_associates_every_ending_with_a_class_and_a_japanese_name_of_its_own() -> None:
    found = associated("Associate")
    assert set(found) == set(ENDINGS)
    assert all(re.fullmatch("按分帳の.+", title) for _, title in found.values())
    assert len({word for words in found.values() for word in words}) == 2 * len(ENDINGS)


def test_what_is_installed_is_taken_away_again() -> None:
    installed, removed = associated("Associate"), associated("Dissociate")
    assert {ending: words[0] for ending, words in installed.items()} == {
        ending: words[0] for ending, words in removed.items()
    }


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_debian_package_knows_the_ending_too(ending: str) -> None:
    kind = f"application/x-anbuncho-{ENDINGS[ending]}"
    kinds = {
        one.get("type"): [glob.get("pattern") for glob in one if glob.tag.endswith("glob")]
        for one in ElementTree.parse(INSTALLER / "deb" / "anbuncho.xml").getroot()
    }
    assert kinds[kind] == [f"*{ending}"]
    desktop = (INSTALLER / "deb" / "anbuncho.desktop").read_text(encoding="utf-8")
    opened = re.search("^MimeType=(.*)$", desktop, re.MULTILINE)
    assert opened is not None
    assert kind in opened[1].split(";")
