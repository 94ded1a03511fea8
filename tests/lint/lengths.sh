#!/usr/bin/env bash
# lengths.sh ROOT: files of at most 500 lines (tests 600), lines of at most 100 columns. Files past
# 350 lines are named, so that somebody asks whether each is still one thought.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cd -- "$1"
export LC_ALL=C.UTF-8
bad=0

code_files()
{
  find src include tests cmake CMakeLists.txt dev .ci/run -type f -not -name '*.t' \
    -not -path 'tests/golden/*' -not -path '*/inputs/*' -not -path '*/data/*' -not -name '*.json' \
    -not -name '*.md' -print | sort
}

while read -r lines file; do
  limit=500
  [[ $file == tests/* ]] && limit=600
  if ((lines > limit)); then
    echo "$file: $lines lines, at most $limit are allowed"
    bad=1
  elif ((lines > 350)); then
    echo "$file: $lines lines: still one thought?"
  fi
done < <(code_files | xargs -d '\n' wc -l | grep -v ' total$')

# Help texts stand in raw strings as they are printed: paragraphs are wrapped by the terminal.
if code_files | xargs -d '\n' perl "$here/code_only.pl" --raw-strings \
  | grep -E '^[^:]*:[0-9]+:.{101}'; then
  bad=1
fi
exit "$bad"
