#!/usr/bin/env bash
# Installs the .deb in a clean Debian 12 without Python, tries it as an ordinary user, removes it. Needs root.
#
#     resources/installer/try_deb.sh dist/linux/anbuncho_VERSION_amd64.deb [FOLDER]
set -euo pipefail
DEB=$(readlink -f "$1")
CHROOT="${2:-$(mktemp -d)}"
chmod 755 "$CHROOT" # an ordinary user will live in it
MIRROR="${MIRROR:-}" # debootstrap's own unless one is given
failed=0
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
inside() { chroot "$CHROOT" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
holds() { if "${@:2}"; then echo "○ $1"; else echo "× $1"; failed=1; fi; }
absent() { [ ! -e "$1" ]; }
no_python() { ! inside sh -c 'command -v python3' >/dev/null; }
if [ ! -x "$CHROOT/usr/bin/apt-get" ]; then
    step "Clean Debian 12"
    said=$(debootstrap --variant=minbase bookworm "$CHROOT" ${MIRROR:+"$MIRROR"} 2>&1) || {
        printf '%s\n' "$said" | tail -5 >&2
        exit 1
    }
fi
mountpoint -q "$CHROOT/proc" || mount -t proc proc "$CHROOT/proc"
trap 'umount "$CHROOT/proc"' EXIT
step "Install"
cp "$DEB" "$CHROOT/tmp/anbuncho.deb"
inside apt-get update -qq
inside apt-get install -y -qq --no-install-recommends /tmp/anbuncho.deb >/dev/null 2>&1
holds "there is no Python" no_python
holds "desktop entry, icon and MIME type are there" test -f "$CHROOT/usr/share/applications/anbuncho.desktop" -a \
    -f "$CHROOT/usr/share/icons/hicolor/256x256/apps/anbuncho.png" -a -f "$CHROOT/usr/share/mime/packages/anbuncho.xml"
inside id clerk >/dev/null 2>&1 || inside useradd -m clerk
inside rm -f /home/clerk/見本.anbun
step "As an ordinary user"
holds "a new file" inside su clerk -c 'cd && anbuncho-cli new 見本.anbun --sample'
holds "self-test" inside su clerk -c 'cd && anbuncho-cli --self-test --window'
step "Remove"
inside apt-get purge -y -qq anbuncho >/dev/null
holds "the program is gone" absent "$CHROOT/usr/lib/anbuncho"
holds "the ledger is left" test -s "$CHROOT/home/clerk/見本.anbun"
step "Done, $failed"
exit "$failed"
