#!/usr/bin/env bash
# lengths.sh ROOT: files of at most 500 lines (tests 600), lines of at most 100 columns. Files past
# 350 lines are named, so that somebody asks whether each is still one thought.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cd -- "$1"
export LC_ALL=C.UTF-8
bad=0

# Help texts stand in raw strings as they are printed: paragraphs are wrapped by the terminal.
without_raw_strings()
{
  case $1 in
  *.[ch]pp) perl "$here/code_only.pl" --raw-strings <"$1" ;;
  *) cat "$1" ;;
  esac
}

code_files()
{
  find src include tests cmake CMakeLists.txt dev .ci/run -type f -not -name '*.t' \
    -not -path 'tests/golden/*' -not -path '*/inputs/*' -not -path '*/data/*' -not -name '*.json' -not -name '*.md' \
    -not -name package-lock.json -print | sort
}

while IFS= read -r file; do
  limit=500
  [[ $file == tests/* ]] && limit=600
  lines=$(wc -l <"$file")
  if ((lines > limit)); then
    echo "$file: $lines lines, at most $limit are allowed"
    bad=1
  elif ((lines > 350)); then
    echo "$file: $lines lines: still one thought?"
  fi
  if without_raw_strings "$file" | grep -nE '^.{101}' | sed "s|^|$file:|" | grep .; then
    bad=1
  fi
done < <(code_files)
exit "$bad"
