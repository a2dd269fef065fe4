#!/usr/bin/env bash
# Started by makensis.cmd: runs makensis with the paths of this system and leaves ENDED.good or ENDED.bad.
# Wine's drive Z: is the root of this system: Z:\tmp\x → /tmp/x
arguments=()
for argument in "$@"; do
    [[ "$argument" == *Z:\\* ]] && argument="${argument//Z:/}" && argument="${argument//\\//}"
    arguments+=("$argument")
done
if makensis "${arguments[@]:1}"; then result=good; else result=bad; fi
touch "${arguments[0]}.$result"
