#!/usr/bin/env bash
# journal_killed.sh BIN-FOLDER: a run with --journal is killed at each of its writes to the disk in
# turn, loses the end of its last record, or meets a full disk; the same command run again ends in
# the state of an undisturbed run, and nothing was carried out twice.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)

names=(margaret.hamilton donald.knuth barbara.liskov edsger.dijkstra john.backus)
people=("${names[@]/%/@contoso.example}")

# What the state of the sandbox comes to: people, and how often each kind of thing was done.
# shellcheck disable=SC2016
project='{
  people: [.users[] | {name: (.nameBeforeDeletion // .userPrincipalName),
    enabled: (.accountEnabled != false), deleted: (.deleted != null)}] | sort,
  done: [.directoryAudits[].activityName | select(test("account|StsRefresh|user$"))]
    | group_by(.) | map("\(length) \(.[0])")}'
state() { control GET /state/dump | jq -S "$project"; }

# begin: everything as at first.
begin()
{
  control PUT /state @base.json
  rm -f run.journal not-done.csv
}

# lpaz_traced STRACE-OPTION...: the command, with what strace shall do to its calls.
lpaz_traced()
{
  # The inner shell, not this one, says that something was killed.
  bash -c '"$@"; exit' - strace -f -qq -o trace "$@" "${command[@]}" >out 2>&1
}

# finish WHAT: the same command again comes to the same end.
finish()
{
  local code=0
  "${command[@]}" >again 2>&1 || code=$?
  cases=$((cases + 1))
  if ((code != 0)) || ! state | diff undisturbed - >difference; then
    printf -- '--- %s: %s: run again it ended with %d\n' "${command[*]:0:2}" "$1" "$code"
    cat difference again run.journal
    bad=1
  fi
}

killed_at_each_write()
{
  local n code count
  begin
  lpaz_traced -e trace=fsync,fdatasync
  state >undisturbed
  count=$(grep -cE 'f(data)?sync\(' trace)
  for ((n = 1; n <= count; n++)); do
    begin
    code=0
    lpaz_traced -e trace=fsync,fdatasync -e inject=fsync,fdatasync:signal=KILL:when="$n" || code=$?
    ((code == 137)) || continue # the call is another thread's
    finish "killed at write $n"
    begin
    lpaz_traced -e trace=fsync,fdatasync -e inject=fsync,fdatasync:signal=KILL:when="$n" || true
    if [[ -s run.journal ]]; then
      truncate -s "-$((n % 11 + 1))" run.journal
      finish "killed at write $n, the last record torn"
    fi
  done
  printf '%s: %d writes\n' "${command[1]}" "$count"
}

full_disk()
{
  local n code
  for n in 1 2 3 4 5; do
    begin
    code=0
    lpaz_traced -e trace=fdatasync -e inject=fdatasync:error=ENOSPC:when="$n+" || code=$?
    ((code != 0)) || { echo "--- a full disk at write $n went unnoticed"; bad=1; }
    if ! grep -q 'No space left' out; then
      printf -- '--- write %d: no word of it\n' "$n"
      cat out
      bad=1
    fi
    finish "full disk at write $n"
  done
  begin
  code=0
  # In the middle of a record: a file may not grow past 512 bytes.
  (trap '' XFSZ && ulimit -f 1 && exec "${command[@]}" >/dev/null 2>&1) || code=$?
  finish "full disk within a record (exit $code)"
}

inside()
{
  # shellcheck source=tests/e2e/lib.sh
  source "$here/lib.sh"
  bad=0 cases=0
  lpaz whoami >/dev/null
  control GET /state/dump >base.json
  local -a options=()
  [[ $1 != offboard-user ]] || options=(--now)
  command=(lpaz "$1" --yes --journal run.journal "${options[@]}" "${people[@]}")
  killed_at_each_write
  [[ $1 != block-user ]] || full_disk
  printf '%s: %d continued runs\n' "$1" "$cases"
  return "$bad"
}

main()
{
  if [[ ${1:-} == --inside ]]; then
    inside "$2"
    exit
  fi
  (($# == 1)) || { echo 'Usage: tests/e2e/journal_killed.sh BIN-FOLDER' >&2; exit 2; }
  strace -o /dev/null true 2>/dev/null || { echo 'skipped: strace cannot trace here'; exit 77; }
  PATH=$(cd -- "$1" && pwd -P):$PATH
  # Looking for leaks is not possible while strace looks on.
  export PATH ASAN_OPTIONS=detect_leaks=0 TZ=UTC LC_ALL=C.UTF-8
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  local name bad=0
  local -a jobs=()
  for name in block-user delete-user offboard-user; do
    mkdir "$work/$name"
    (cd "$work/$name" && exec lpaz-sandbox exec --seed running -- \
      "$here/journal_killed.sh" --inside "$name") >"$work/$name.out" 2>&1 </dev/null &
    jobs+=("$!")
  done
  for name in "${jobs[@]}"; do
    wait "$name" || bad=1
  done
  cat "$work"/*.out
  return "$bad"
}

main "$@"
