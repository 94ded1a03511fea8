#!/usr/bin/env bash
# completions.sh ROOT: each shell that is installed can read its completion file.
set -euo pipefail
cd -- "$1"/completions
bad=0
for shell in bash zsh fish; do
  files=(*"$shell"*)
  [[ $shell == zsh && ! -e ${files[0]} ]] && files=(_*)
  [[ $shell == bash && ! -e ${files[0]} ]] && files=(lpaz lpaz-sandbox)
  if ! command -v "$shell" >/dev/null; then
    echo "$shell: not installed, not checked"
    continue
  fi
  for file in "${files[@]}"; do
    "$shell" -n "$file" || bad=1
  done
done
exit "$bad"
