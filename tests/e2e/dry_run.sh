#!/usr/bin/env bash
# dry_run.sh BIN-FOLDER: for every command that changes something, the requests that a dry run
# names are exactly those that the run then sends: method, path and size of the body.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=tests/e2e/writing_commands.sh
source "$here/writing_commands.sh"

# The writes among the requests that the sandbox has recorded, those inside a $batch included.
# shellcheck disable=SC2016
writes='
  def line: "\(.method) \(.url)" + (if .body == null or .body == {} then "" else
    " (\(.body | tojson | utf8bytelength) bytes)" end);
  .[] | if .body != "" then .body | fromjson | .requests[]
        else {method, url: (.path | ltrimstr("/v1.0")), body: null} end
  | select(.method != "GET" and (.url | test("validateCredentials") | not)) | line'

# check NAME PREPARATION COMMAND-LINE: in a sandbox, in an empty folder.
check()
{
  local folder
  folder=$(mktemp -d -p "$work")
  cd "$folder"
  control PUT /state "@$work/base.json"
  eval "$2" >preparation 2>&1
  reset_journal
  eval "$3 --dry-run --verbose" >planned.rows 2>planned.err
  sed -n 's/^lpaz: would send //p; s/^would send //p' planned.err | sort >planned
  control GET '/journal?prefix=/v1.0/' | jq -r "$writes" >written
  if [[ -s written ]]; then
    printf '%s: the dry run has written:\n%s\n' "$1" "$(cat written)"
    return 1
  fi
  eval "$3" >rows 2>&1
  control GET '/journal?prefix=/v1.0/' | jq -r "$writes" | sort >sent
  [[ -s sent ]] || { echo "$1: the run wrote nothing"; return 1; }
  if ! diff planned sent >differences; then
    printf '%s: planned, sent\n' "$1"
    cat differences
    return 1
  fi
  printf '%s: %d writes as planned\n' "$1" "$(wc -l <sent)"
}

inside()
{
  # shellcheck source=tests/e2e/lib.sh
  source "$here/lib.sh"
  local name before line bad=0
  lpaz-sandbox state dump "$work/base.json"
  while IFS='|' read -r name _ before line; do
    name=${name// /}
    # A dry run cannot name what is inside an app that is still to be made.
    [[ $name != configure-app ]] || before="$before && lpaz configure-app --no-start"
    (check "$name" "$before" "$line") || bad=1
  done < <(commands)
  exit "$bad"
}

main()
{
  if [[ ${1:-} == --inside ]]; then
    work=$2
    inside
  fi
  (($# == 1)) || { echo 'Usage: tests/e2e/dry_run.sh BIN-FOLDER' >&2; exit 2; }
  PATH=$(cd -- "$1" && pwd -P):$PATH
  export PATH TZ=UTC LC_ALL=C.UTF-8
  unset "${!LPAZ_SANDBOX@}" "${!AZURE_@}"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  lpaz-sandbox exec --seed running -- "$here/dry_run.sh" --inside "$work" </dev/null
}

main "$@"
