#!/usr/bin/env bash
# man_pages.sh ROOT: groff reads every man page without a warning.
set -euo pipefail
cd -- "$1"
command -v groff >/dev/null || { echo 'skipped: no groff here'; exit 77; }
pages=(man/*.1)
[[ -e ${pages[0]} ]] || { echo 'there is no man page'; exit 1; }
warnings=$(groff -man -Tutf8 -ww -z "${pages[@]}" 2>&1)
[[ -z $warnings ]] || { printf '%s\n' "$warnings"; exit 1; }
