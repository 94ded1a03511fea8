#!/usr/bin/env bash
# docs.sh ROOT LPAZ-DOCS: man/ and completions/ are what the program writes today.
set -euo pipefail
root=$1 program=$2
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$program" "$fresh"
for folder in man completions; do
  if ! diff -ru "$root/$folder" "$fresh/$folder"; then
    echo "$folder/ is out of date: ./dev docs writes it anew"
    exit 1
  fi
done
