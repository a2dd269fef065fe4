#!/usr/bin/env bash
# Builds the Linux program and its .deb on Debian 12, and tries the built program.
#
#     resources/installer/linux.sh                 (PYTHON=/usr/bin/python3 by default)
#
# Prints sizes and times and ends with the lines of --self-test, said by the built program itself.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
HERE="$ROOT/resources/installer"
WORK="${ANBUNCHO_BUILD:-$ROOT/build/linux}" DIST="$ROOT/dist/linux"
PYTHON="${PYTHON:-/usr/bin/python3}"
MAINTAINER="${MAINTAINER:-Anbuncho <anbuncho@anbuncho.invalid>}" # who hands the package out puts an address here
PACKAGES="python3 python3-venv libpython3.11 binutils dpkg-dev fakeroot"
SYSTEM=$("$PYTHON" -c "import sys; sys.path.insert(0, '$ROOT'); from core.display import PACKAGES; print(PACKAGES)")
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

missing=$(for name in $PACKAGES $SYSTEM libcups2 libwayland-client0 libwayland-cursor0; do dpkg -s "$name" >/dev/null 2>&1 || echo "$name"; done)
if [ -n "$missing" ]; then
    step "Packages: $missing"
    as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
mkdir -p "$WORK" "$DIST"

step "Environment"
[ -x "$WORK/venv/bin/python" ] || "$PYTHON" -m venv "$WORK/venv"
BUILDER="$WORK/venv/bin/python"
"$BUILDER" "$HERE/release.py" wanted > "$WORK/wanted.txt"
"$BUILDER" -m pip install -q -r "$WORK/wanted.txt"

step "Program"
"$BUILDER" "$HERE/release.py" program "$WORK/pyinstaller"

step "Package"
VERSION=$("$BUILDER" "$HERE/bundle.py" version)
TREE="$WORK/deb"
rm -rf "$TREE"
mkdir -p "$TREE/DEBIAN" "$TREE/usr/lib" "$TREE/usr/bin" "$TREE/usr/share/applications" "$TREE/usr/share/mime/packages" \
    "$TREE/usr/share/doc/anbuncho" "$TREE/usr/share/lintian/overrides" "$TREE/usr/share/icons/hicolor/scalable/apps"
cp -r "$DIST/Anbuncho" "$TREE/usr/lib/anbuncho"
ln -s ../lib/anbuncho/Anbuncho "$TREE/usr/bin/anbuncho"
ln -s ../lib/anbuncho/anbuncho-cli "$TREE/usr/bin/anbuncho-cli"
cp "$HERE/deb/anbuncho.desktop" "$TREE/usr/share/applications/"
cp "$HERE/deb/anbuncho.xml" "$TREE/usr/share/mime/packages/"
cp "$HERE/deb/lintian-overrides" "$TREE/usr/share/lintian/overrides/anbuncho"
{
    cat "$ROOT/LICENSE"
    printf '\nThe licences of everything else in this package are in /usr/lib/anbuncho/_internal/resources/licences.\n'
} > "$TREE/usr/share/doc/anbuncho/copyright"
printf 'anbuncho (%s) stable; urgency=low\n\n  * What is new is told by CHANGELOG.md of the program.\n\n -- %s  %s\n' \
    "$VERSION" "$MAINTAINER" "$(date -R)" | gzip -9n > "$TREE/usr/share/doc/anbuncho/changelog.gz"
cp "$ROOT/resources/icons/anbuncho.svg" "$TREE/usr/share/icons/hicolor/scalable/apps/"
for size in 16 24 32 48 64 128 256; do
    mkdir -p "$TREE/usr/share/icons/hicolor/${size}x$size/apps"
    cp "$ROOT/resources/icons/anbuncho-$size.png" "$TREE/usr/share/icons/hicolor/${size}x$size/apps/anbuncho.png"
done
chmod -R u=rwX,go=rX "$TREE/usr"
find "$TREE/usr/lib" -name '*.so*' -type f -exec chmod 644 {} +
# What the bundle asks for and does not carry, by the packages that carry it.
inside=$(find "$DIST/Anbuncho" -name '*.so*' -printf '%f\n' | sort -u)
needed=$(find "$DIST/Anbuncho" -type f \( -name '*.so*' -o -name Anbuncho -o -name anbuncho-cli \) -exec objdump -p {} + 2>/dev/null |
    awk '/NEEDED/{print $2}' | sort -u | grep -vxF "$inside")
depends=$(for name in $needed; do
    path=$(ldconfig -p | awk -v name="$name" '$1 == name {print $NF; exit}')
    [ -n "$path" ] || { echo "REFUSED: no package carries $name" >&2; exit 1; }
    { dpkg -S "$(readlink -f "$path")" 2>/dev/null || dpkg -S "$path"; } | cut -d: -f1
done | sort -u)
# shellcheck disable=SC2086
depends=$(printf '%s\n' $depends $SYSTEM | sort -u | paste -sd, | sed 's/,/, /g')
{
    echo "Package: anbuncho"
    echo "Version: $VERSION"
    echo "Architecture: $(dpkg --print-architecture)"
    echo "Maintainer: $MAINTAINER"
    echo "Installed-Size: $(du -sk "$TREE/usr" | cut -f1)"
    echo "Depends: $depends"
    echo "Section: misc"
    echo "Priority: optional"
    echo "Description: ledger and cost sharing of a consortium of municipalities"
    echo " 按分帳: who takes part in what, what it costs, who pays how much and why, and the"
    echo " printed tables that meetings decide on. Needs no Python and no network."
} > "$TREE/DEBIAN/control"
started=$SECONDS
rm -f "$DIST"/*.deb
fakeroot dpkg-deb --build -Zxz "$TREE" "$DIST/anbuncho_${VERSION}_$(dpkg --print-architecture).deb" >/dev/null
echo "dpkg-deb: $((SECONDS - started)) s; depends: $depends"
"$BUILDER" "$HERE/bundle.py" hashes "$DIST" --limit-mb "anbuncho_${VERSION}_amd64.deb=70"

step "Self-test in the built program"
"$DIST/Anbuncho/anbuncho-cli" --self-test --window
step "Done"
