# Wine as this project uses it: sourced by the scripts that build and try the Windows program on Debian.
# Nothing of Wine goes into what is shipped; resources/installer/bundle.py refuses a bundle that holds any of it.

WORK="${ANBUNCHO_BUILD:-$ROOT/build/windows}"
export WINEPREFIX="${WINEPREFIX:-$WORK/prefix}"
export WINEARCH=win64 WINEDEBUG="${WINEDEBUG:--all}" LANG=C.UTF-8
# No debugger, menu writer, Mono or Gecko; icuuc, mscms and bcryptprimitives are the stand-ins below.
export WINEDLLOVERRIDES="winedbg.exe=d;mscms=n;icuuc=n;bcryptprimitives=n;winemenubuilder.exe=d;mscoree=d;mshtml=d"
export PYTHONDONTWRITEBYTECODE=1
WINE=/usr/lib/wine/wine64

# Runs a Windows program. Its output must be a pipe, or Python dies with WinError 6.
windows() {
    "$WINE" "$@" </dev/null 2>&1 | cat
    return "${PIPESTATUS[0]}"
}

# /tmp/x → Z:\tmp\x
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

# Looks for Wine only now: the script that sources this may have installed it just before.
prepare_wine() {
    [ -x "$WINE" ] || WINE=$(command -v wine64 || command -v wine) || { echo "REFUSED: there is no Wine" >&2; return 1; }
    if [ ! -f "$WINEPREFIX/.anbuncho-ready" ]; then
        step "Wine prefix ($("$WINE" --version))"
        mkdir -p "$WINEPREFIX"
        windows wineboot -i >/dev/null || true
        windows winecfg -v win10 >/dev/null || true
        touch "$WINEPREFIX/.anbuncho-ready"
    fi
    # Libraries of Windows 10 that Wine 8 lacks and Qt or Rust ask for: stand-ins, for trying only, never shipped.
    for name in icuuc mscms bcryptprimitives; do
        x86_64-w64-mingw32-gcc -shared -nostdlib -O2 -s -Wl,-e,DllMainCRTStartup \
            -o "$WINEPREFIX/drive_c/windows/system32/$name.dll" "$ROOT/resources/installer/wine/$name.c" -ladvapi32
    done
}
