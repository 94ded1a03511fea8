#!/usr/bin/env bash
# format.sh ROOT: every source file is as clang-format would write it.
set -euo pipefail
cd -- "$1"
command -v clang-format-19 >/dev/null || { echo 'skipped: no clang-format-19 here'; exit 77; }
find src include tests -name '*.[ch]pp' -print0 | sort -z \
  | xargs -0 clang-format-19 --dry-run -Werror
