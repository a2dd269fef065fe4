#!/usr/bin/env bash
# Watches the built Linux program during its self-test: no network socket, no write outside its own temporary folder.
#
#     resources/installer/watch.sh dist/linux/Anbuncho/anbuncho-cli          (needs strace)
set -euo pipefail
FOLDER=$(mktemp -d)
trap 'rm -rf "$FOLDER"' EXIT
mkdir "$FOLDER/home" "$FOLDER/tmp"
HOME="$FOLDER/home" TMPDIR="$FOLDER/tmp" strace -f -qq -e trace=socket,openat,open,creat,mkdir,mkdirat,rename,renameat2,unlink,symlink \
    -o "$FOLDER/calls" "$1" --self-test --window | tail -1
network=$(grep -cE 'socket\(AF_(INET|INET6|NETLINK|PACKET)' "$FOLDER/calls" || true)
outside=$(grep -E 'O_WRONLY|O_RDWR|O_CREAT|creat\(|mkdir(at)?\(|rename(at2)?\(|symlink\(' "$FOLDER/calls" |
    grep -vE ' = -1 ' | grep -oE '"/[^"]*"' | grep -vE "^\"($FOLDER/|/dev/|/proc/)" | sort -u || true)
echo "network sockets: $network"
echo "written outside: ${outside:-nothing}"
[ "$network" = 0 ] && [ -z "$outside" ]
