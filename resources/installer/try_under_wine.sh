#!/usr/bin/env bash
# Installs the built Setup under Wine as a user would, looks at it, upgrades it, removes it. Ends with 0 when all held.
#
#     resources/installer/try_under_wine.sh OLDER-SETUP.exe NEWER-SETUP.exe PORTABLE.zip PICTURES-FOLDER
#
# OLDER may be the same file: then it is an upgrade in place of the same version. Needs Xvfb, openbox, xdotool, imagemagick, bc, unzip.
set -euo pipefail
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
# shellcheck source=resources/installer/wine/environment.sh
. "$ROOT/resources/installer/wine/environment.sh"
OLDER=$1 NEWER=$2 PORTABLE=$3 PICTURES=$4
mkdir -p "$PICTURES"
prepare_wine
LOCAL=$(windows cmd /c 'echo %LOCALAPPDATA%' | tr -d '\r')
HERE="$WINEPREFIX/drive_c/${LOCAL#C:\\}"; HERE="${HERE//\\//}"
PROGRAM="$HERE/Programs/Anbuncho" DATA="$HERE/Anbuncho"
FOLDER="$WINEPREFIX/drive_c/協議会の資料 令和8年"
LEDGER='C:\協議会の資料 令和8年\見本の台帳.anbun'
failed=0
holds() { if eval "$2"; then echo "○ $1"; else echo "× $1"; failed=1; fi; }
registry() { windows reg query "HKCU\\$1" ${2:+/ve} 2>/dev/null | tr -d '\r'; }
version_shown() { windows reg query 'HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Anbuncho' /v DisplayVersion | tr -d '\r' | awk '/REG_SZ/{print $3}'; }

rm -rf "$PROGRAM" "$FOLDER" && mkdir -p "$FOLDER"

step "Silent install: $(basename "$OLDER")"
started=$(date +%s.%N)
windows "$OLDER" /S
for _ in $(seq 1 240); do [ -f "$PROGRAM/uninstall.exe" ] && [ -n "$(registry 'Software\Classes\.anbun-answer' ve)" ] && break; sleep 0.5; done
sleep 2
echo "installed in $(echo "$(date +%s.%N) - $started" | bc) s"
holds "the program is there" '[ -f "$PROGRAM/Anbuncho.exe" ] && [ -f "$PROGRAM/anbuncho-cli.exe" ]'
holds ".anbun belongs to the ledger" 'registry "Software\\Classes\\.anbun" ve | grep -q Anbuncho.Ledger'
holds ".anbun-answer belongs to the answer file" 'registry "Software\\Classes\\.anbun-answer" ve | grep -q Anbuncho.Answer'
holds ".anbun-score belongs to the score sheet" 'registry "Software\\Classes\\.anbun-score" ve | grep -q Anbuncho.Score'
holds "both open with the program" 'registry "Software\\Classes\\Anbuncho.Ledger\\shell\\open\\command" ve | grep -q "Anbuncho.exe" && registry "Software\\Classes\\Anbuncho.Answer\\shell\\open\\command" ve | grep -q "Anbuncho.exe"'
holds "the Start menu has 按分帳" '[ -n "$(find "$WINEPREFIX/drive_c/users" -name "按分帳.lnk")" ]'
OLD_VERSION=$(version_shown)
holds "the list of programs shows a version ($OLD_VERSION)" '[ -n "$OLD_VERSION" ]'

step "A ledger in a folder with a Japanese name"
windows "$PROGRAM/anbuncho-cli.exe" new "$LEDGER" --sample
holds "the ledger is there" '[ -s "$FOLDER/見本の台帳.anbun" ]'
windows "$PROGRAM/anbuncho-cli.exe" issue "$LEDGER" --municipality 163210 -d 'C:\協議会の資料 令和8年'
ANSWER=$(find "$FOLDER" -name '*.anbun-answer' -printf '%f\n')
holds "an answer file is issued into it ($ANSWER)" '[ -n "$ANSWER" ]'
echo "mine" > "$PROGRAM/私のメモ.txt"

step "Start as the association says, and a picture of the real window"
# Wine 8 does not look for file types under HKCU: the command is read from the keys and run as Explorer would run it.
exec 5>"$WORK/display"; Xvfb -displayfd 5 -screen 0 1366x768x24 >/dev/null 2>&1 & XVFB=$!
for _ in $(seq 1 40); do [ -s "$WORK/display" ] && break; sleep 0.25; done
DISPLAY=":$(cat "$WORK/display")"; export DISPLAY
openbox >/dev/null 2>&1 & WINDOWS_MANAGER=$!
sleep 1
COMMAND=$(windows reg query 'HKCU\Software\Classes\Anbuncho.Ledger\shell\open\command' /ve | tr -d '\r' | sed -n 's/.*REG_SZ *//p')
echo "command: $COMMAND"
holds "the command names the program and the file" '[[ "$COMMAND" == *\\Programs\\Anbuncho\\Anbuncho.exe\"\ \"%1\" ]]'
started=$(date +%s.%N)
"$WINE" "$PROGRAM/Anbuncho.exe" "$LEDGER" </dev/null >/dev/null 2>&1 &
for _ in $(seq 1 120); do xdotool search --name '見本の台帳.*按分帳' >/dev/null 2>&1 && break; sleep 0.25; done
echo "window after $(echo "$(date +%s.%N) - $started" | bc) s (with the start of Wine)"
holds "the window bears the file's name" 'xdotool search --name "見本の台帳.*按分帳" >/dev/null'
sleep 4
import -window root "$PICTURES/window.png"
refused=0
windows "$NEWER" /S || refused=$?
holds "Setup refuses ($refused) while it runs and changes nothing" '[ "$refused" = 3 ] && [ "$(version_shown)" = "$OLD_VERSION" ]'
xdotool search --name '見本の台帳.*按分帳' windowactivate --sync key F1 || true
sleep 3
import -window root "$PICTURES/manual.png"
xdotool key alt+F4; sleep 1
xdotool key alt+F4; sleep 1
for _ in $(seq 1 40); do xdotool search --name '按分帳' >/dev/null 2>&1 || break; sleep 0.5; done
holds "it closes" '! xdotool search --name "按分帳" >/dev/null 2>&1'
"$WINE" "$PROGRAM/Anbuncho.exe" "C:\\協議会の資料 令和8年\\$ANSWER" </dev/null >/dev/null 2>&1 &
for _ in $(seq 1 120); do xdotool search --name '按分帳 回答' >/dev/null 2>&1 && break; sleep 0.25; done
holds "the answer file opens the window for answering" 'xdotool search --name "按分帳 回答" >/dev/null'
sleep 3
import -window root "$PICTURES/answer.png"
xdotool search --name '按分帳 回答' windowactivate --sync key alt+F4 || true
for _ in $(seq 1 40); do xdotool search --name '按分帳' >/dev/null 2>&1 || break; sleep 0.5; done
holds "settings are kept" '[ -s "$DATA/settings.ini" ] && grep -q recent "$DATA/settings.ini"'

SETTINGS=$(sha256sum < "$DATA/settings.ini"); LEDGER_BEFORE=$(sha256sum < "$FOLDER/見本の台帳.anbun")

step "Upgrade: $(basename "$NEWER")"
touch "$PROGRAM/_internal/of_the_old_version.txt" "$WORK/before-upgrade"
windows "$NEWER" /S
for _ in $(seq 1 240); do
    [ ! -f "$PROGRAM/_internal/of_the_old_version.txt" ] && [ "$PROGRAM/uninstall.exe" -nt "$WORK/before-upgrade" ] && break
    sleep 0.5
done
sleep 3
holds "the version shown is new ($(version_shown))" '[ -n "$(version_shown)" ]'
holds "nothing of the old version is left" '[ ! -f "$PROGRAM/_internal/of_the_old_version.txt" ]'
holds "settings are as before" '[ "$SETTINGS" = "$(sha256sum < "$DATA/settings.ini")" ]'
holds "the upgraded program works" 'windows "$PROGRAM/anbuncho-cli.exe" show "$LEDGER" municipalities | grep -q 163210'

step "Uninstall"
windows "$PROGRAM/uninstall.exe" /S
for _ in $(seq 1 120); do [ ! -f "$PROGRAM/Anbuncho.exe" ] && [ ! -d "$PROGRAM/_internal" ] && break; sleep 0.5; done
sleep 3
holds "the program is gone" '[ ! -e "$PROGRAM/Anbuncho.exe" ] && [ ! -e "$PROGRAM/_internal" ] && [ ! -e "$PROGRAM/uninstall.exe" ]'
holds "a file of the user in its folder is left" '[ -f "$PROGRAM/私のメモ.txt" ]'
holds "the ledger is as it was" '[ "$LEDGER_BEFORE" = "$(sha256sum < "$FOLDER/見本の台帳.anbun")" ]'
holds "settings are left" '[ "$SETTINGS" = "$(sha256sum < "$DATA/settings.ini")" ]'
holds "associations are gone" '! registry "Software\\Classes\\.anbun" ve | grep -q Anbuncho && ! registry "Software\\Classes\\Anbuncho.Ledger" ve | grep -q .'
holds "the Start menu is as before" '[ -z "$(find "$WINEPREFIX/drive_c/users" -name "按分帳.lnk")" ]'
step "Portable, from a folder with a Japanese name"
STICK="$WINEPREFIX/drive_c/USBメモリー"
rm -rf "$STICK" && mkdir -p "$STICK" && unzip -q "$PORTABLE" -d "$STICK"
PROGRAM=$(dirname "$STICK"/*/Anbuncho.exe)
SETTINGS=$(find "$DATA" -type f | sort | xargs sha256sum | sha256sum)
"$WINE" "$PROGRAM/Anbuncho.exe" --sample </dev/null >/dev/null 2>&1 &
for _ in $(seq 1 120); do xdotool search --name '名前のない台帳.*按分帳' >/dev/null 2>&1 && break; sleep 0.25; done
holds "the portable program opens its window" 'xdotool search --name "名前のない台帳.*按分帳" >/dev/null'
sleep 2
xdotool search --name '名前のない台帳.*按分帳' windowactivate --sync key alt+F4 || true
for _ in $(seq 1 40); do xdotool search --name '按分帳' >/dev/null 2>&1 || break; sleep 0.5; done
sleep 1
holds "settings lie beside it" '[ -s "$PROGRAM/data/settings.ini" ]'
holds "nothing was written elsewhere" '[ "$SETTINGS" = "$(find "$DATA" -type f | sort | xargs sha256sum | sha256sum)" ]'
kill "$WINDOWS_MANAGER" "$XVFB" 2>/dev/null || true
step "Done, $failed"
exit "$failed"
