#!/usr/bin/env bash
# shell.sh ROOT: shellcheck has nothing to say about the shell scripts.
set -euo pipefail
cd -- "$1"
command -v shellcheck >/dev/null || { echo 'skipped: no shellcheck here'; exit 77; }
mapfile -t scripts < <(
  printf '%s\n' dev .ci/run
  grep -rlE '^#!.*\b(bash|sh)$' tests | sort
)
# SC2317 takes functions that a trap calls for dead code; SC1091: sourced files are checked on
# their own.
shellcheck --exclude=SC2317,SC1091 "${scripts[@]}"
