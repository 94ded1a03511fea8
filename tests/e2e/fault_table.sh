#!/usr/bin/env bash
# fault_table.sh BIN-FOLDER [COMMAND...]: every command that changes something, with each fault of
# the table at each of its requests. However it ends, nothing was done twice, the exit code and the
# rows are true, and the same command run again finishes the work. FAULT_TABLE_EVERY=N takes every
# Nth case only.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
lanes=${FAULT_TABLE_LANES:-24} # sandboxes at once: they wait most of the time
timeout=5                     # of each run of lpaz, in seconds
# shellcheck source=tests/e2e/writing_commands.sh
source "$here/writing_commands.sh"

# NAME | what it happens to | exit codes besides 0 | the order for the sandbox. An answer that is
# late, lost or spoiled while lpaz reads is asked for again; what lpaz may not ask for again ends
# the command, and only then another exit code than 0 is right.
faults()
{
  cat <<END
throttled-seconds | request |     | {"status": 429, "retryAfter": "1"}
throttled-date    | request |     | {"status": 429, "retryAfter": "$(http_date 1)"}
unavailable       | request | 5 3 | {"status": 503, "retryAfter": "0"}
gateway-timeout   | request | 5 3 | {"fault": "status-after", "status": 504, "retryAfter": "0"}
reset-before      | request | 5 3 | {"fault": "drop-before"}
reset-after       | request | 5 3 | {"fault": "drop-after"}
cut-body          | request | 5 3 | {"fault": "cut"}
garbage           | request | 1 3 | {"fault": "garbage"}
a-late-answer     | request | 5 3 | {"fault": "late", "delay": 5500}
expired-token     | request |     | {"fault": "expired-token"}
part-throttled    | part    |     | {"status": 429, "retryAfter": "1"}
part-failed       | part    | 5 3 | {"status": 500}
part-done-failed  | part    | 5 3 | {"fault": "status-after", "status": 500}
END
}

http_date() { TZ=UTC printf '%(%a, %d %b %Y %T)T GMT' "$((EPOCHSECONDS + $1))"; }

# What a state of the sandbox comes to, as one flat object; ids and times do not count.
# shellcheck disable=SC2016
project='
  def count_by(f): group_by(f) | map({key: (.[0] | f), value: length});
  (.users + .groups
    | map({key: .id, value: (.nameBeforeDeletion // .userPrincipalName // .displayName)})
    | from_entries) as $names
  | (.servicePrincipals | map({key: .id, value: .displayName}) | from_entries) as $apps
  | [ (.users[] | {key: "user:\($names[.id])", value: {enabled: (.accountEnabled != false),
        deleted: (.deleted != null), revoked: (.sessionsValidFrom != .created)}}),
      (.groups | count_by("group:\(.displayName)")[]),
      (.groups[] | .displayName as $group | (.members // [])[]
        | {key: "member:\($group):\($names[.])", value: 1}),
      (.assignments | count_by("assigned:\($names[.principal] // "-")")[]),
      (.servicePrincipals | count_by("app:\(.displayName)")[]),
      (.jobs | count_by("job:\($apps[.servicePrincipal]):\(.isScheduled)")[]),
      (.secrets[] | {key: "secret:\(.key)", value: .value}),
      (.directoryAudits | map(select(.activityName
          | test("account|StsRefresh|user$|group|role assignment")))
        | count_by("audit:\(.activityName)")[])
    ] | from_entries'

state() { control GET /state/dump | jq -cS "$project"; }

# Two control calls with one curl: begin_case STATE-FILE FAULT, end_case.
begin_case()
{
  local -a options=(--silent --show-error --fail-with-body)
  options+=(--header 'Content-Type: application/json')
  curl "${options[@]}" --request PUT --data "@$1" "$LPAZ_SANDBOX/state" \
    --next "${options[@]}" --data "$2" "$LPAZ_SANDBOX/fault"
}
end_case()
{
  local -a options=(--silent --show-error --fail-with-body)
  curl "${options[@]}" --request DELETE "$LPAZ_SANDBOX/fault" \
    --next "${options[@]}" "$LPAZ_SANDBOX/state/dump"
}

# The facts of an undisturbed run of COMMAND: its states before and after, its requests and parts.
rehearse() # rehearse COMMAND PREPARATION COMMAND-LINE
{
  local folder=$work/commands/$1
  mkdir "$folder"
  control PUT /state "@$work/base.json"
  eval "$2" >"$folder/preparation" 2>&1
  control GET /state/dump >"$folder/start"
  state >"$folder/before"
  reset_journal
  (cd "$(mktemp -d -p "$work")" && eval "$3") >"$folder/rows" 2>&1
  state >"$folder/after"
  control GET '/journal?prefix=/v1.0/' >"$folder/journal"
  jq 'length' "$folder/journal" >"$folder/request"
  jq '[.[] | select(.body != "") | .body | fromjson | .requests[]] | length' "$folder/journal" \
    >"$folder/part"
}

# Says what is wrong with a run that met a fault, nothing if nothing is.
# shellcheck disable=SC2016
judge='
  def without_audits: with_entries(select(.key | startswith("audit:") | not));
  $before[0] as $before | $after[0] as $after | ($dump[0] | PROJECT) as $now
  | if $code == 0 then
      (if $now != $after then
         "exit 0, but the state is another: \([$after, $now]
           | map(to_entries) | (.[0] - .[1]), (.[1] - .[0]))"
       else empty end),
      ($rows[] | select((.result // "") | test("^(failed|unknown|not done|partly done)"))
        | "exit 0, but a row says \(.result)")
    else
      (if ($allowed | split(" ") | index("\($code)")) == null
       then "exit \($code): \($errors)" else empty end),
      (if ($errors | test("nothing was changed")) and $now != $before then
         "nothing was changed, it says, but something was" else empty end),
      ($now | to_entries[] | select(.key | startswith("audit:"))
        | select(.value > ($after[.key] // 0)) | "done twice: \(.key)"),
      ($rows[] | select(.result) | KEY as $key | .result as $result
        | ($now[$key] == $before[$key]) as $unchanged | ($now[$key] == $after[$key]) as $changed
        | select(if $result | test("^(failed|not done)") then $unchanged | not
                 elif $result | test("^(unknown|partly done)") then false
                 else $changed | not end)
        | "a row says \($result) of \($key), which is \($now[$key])"),
      (if $code == 3
        and ([$rows[].result | test("^(failed|unknown|not done|partly done)")]
          | unique | length) < 2
       then "exit 3, but all rows are alike" else empty end)
    end'

# The same command again, without a fault: nothing if it ends in the state that it should.
run_again() # run_again COMMAND-FOLDER COMMAND-LINE
{
  local code=0
  (cd "$case" && eval "$2") >"$case/again" 2>&1 || code=$?
  if ((code != 0)); then
    printf 'run again it ends with %d: %s\n' "$code" "$(tail -n 3 "$case/again")"
    return
  fi
  control GET /state/dump | jq -r --slurpfile after "$1/after" '
    def facts: to_entries | map(select(.key | startswith("audit:") | not)) | sort;
    ('"$project"' | facts) as $now | ($after[0] | facts) as $after | select($now != $after)
    | "run again it ends in another state: \($now - $after) instead of \($after - $now)"'
}

# try COMMAND KEY COMMAND-LINE FAULT ALLOWED ORDER
try()
{
  local folder=$work/commands/$1 line=$3 code=0 problem case=$work/case.$lane
  mkdir "$case"
  begin_case "$folder/start" "$6" >>"$work/problems"
  (cd "$case" && eval "timeout 60 $line --timeout ${timeout}s -o jsonl") \
    >"$case/rows" 2>"$case/errors" || code=$?
  end_case >"$case/dump"
  local program=${judge//KEY/$2}
  problem=$(jq -rn --slurpfile before "$folder/before" --slurpfile after "$folder/after" \
    --slurpfile dump "$case/dump" --slurpfile rows "$case/rows" --rawfile errors "$case/errors" \
    --arg allowed "$5" --argjson code "$code" "${program//PROJECT/$project}" 2>&1) || true
  ((code == 0)) || problem+=$(run_again "$folder" "$line" 2>&1)
  printf '%s %s\n' "$code" "$1 $4" >>"$work/codes.$lane"
  if [[ $problem ]]; then
    {
      printf -- '--- %s, %s: %s\nexit %d\n%s\n' "$1" "$4" "$6" "$code" "$problem"
      cat "$case/rows" "$case/errors"
    } >>"$work/problems"
  fi
  rm -rf "$case"
}

trim() { local text=${1#"${1%%[! ]*}"}; printf '%s' "${text%"${text##*[! ]}"}"; }

# positions COUNT STRIDE: the first, every STRIDEth after it, and the last.
positions()
{
  local position
  for ((position = 0; position < $1; position++)); do
    ((position % $2 != 0 && position != $1 - 1)) || printf '%d\n' "$position"
  done
}

# The cases of one command, one a line: fault, allowed exit codes, order. Of the parts of batches,
# which are many and alike, every third.
cases_of()
{
  local name target allowed order position stride
  while IFS='|' read -r name target allowed order; do
    target=$(trim "$target") stride=1
    [[ $target == request ]] || stride=3
    for position in $(positions "$(<"$work/commands/$1/$target")" "$stride"); do
      printf '%s|%s|%s\n' "$(trim "$name")" "$(trim "$allowed")" \
        "${order/\{/"{\"path\": \"/v1.0\", \"target\": \"$target\", \"skip\": $position, "}"
    done
  done < <(faults)
}

# all_cases: those that take longest first, for they end last.
all_cases()
{
  local name key before line
  while IFS='|' read -r name key before line; do
    name=$(trim "$name")
    [[ ! -d $work/commands/$name ]] || cases_of "$name" | sed "s/^/$name|/"
  done < <(commands) | sort -t'|' -k2,2
}

# claimed NUMBER: whether another lane has this piece of the work.
claimed()
{
  [[ ! -e $work/claims/$1 ]] || return 0
  set -o noclobber
  local mine=1
  { : >"$work/claims/$1"; } 2>/dev/null && mine=0
  set +o noclobber
  ((mine == 1))
}

# inside STEP LANE: within a sandbox, piece after piece of the work that nobody else has.
inside()
{
  work=$FAULT_TABLE_WORK lane=$2
  # shellcheck source=tests/e2e/lib.sh
  source "$here/lib.sh"
  local name key before line fault allowed order number=0
  local -A keys lines
  lpaz whoami >/dev/null
  while IFS='|' read -r name key before line; do
    name=$(trim "$name") keys[$name]=$key lines[$name]=$line
    [[ $1 == rehearse ]] || continue
    [[ ! $FAULT_TABLE_COMMANDS || " $FAULT_TABLE_COMMANDS " == *" $name "* ]] || continue
    claimed "$name" || rehearse "$name" "$before" "$line"
  done < <(commands)
  [[ $1 == try ]] || return 0
  while IFS='|' read -r name fault allowed order; do
    claimed "$((number++))" \
      || try "$name" "${keys[$name]}" "${lines[$name]}" "$fault" "$allowed" "$order"
  done <"$work/cases"
}

# in_lanes STEP: each lane with a sandbox of its own.
in_lanes()
{
  local lane bad=0
  local -a jobs=()
  for ((lane = 0; lane < lanes; lane++)); do
    lpaz-sandbox exec --seed running -- "$here/fault_table.sh" --inside "$1" "$lane" \
      >"$work/lane.$lane" 2>&1 </dev/null &
    jobs+=("$!")
  done
  for lane in "${!jobs[@]}"; do
    wait "${jobs[lane]}" || { bad=1; echo "lane $lane:"; tail -n 20 "$work/lane.$lane"; }
  done
  return "$bad"
}

main()
{
  if [[ ${1:-} == --inside ]]; then
    inside "$2" "$3"
    exit
  fi
  (($# >= 1)) || { echo 'Usage: tests/e2e/fault_table.sh BIN-FOLDER [COMMAND...]' >&2; exit 2; }
  PATH=$(cd -- "$1" && pwd -P):$PATH
  export PATH FAULT_TABLE_COMMANDS=${*:2}
  unset "${!LPAZ_SANDBOX@}" "${!AZURE_@}"
  work=$(mktemp -d)
  export FAULT_TABLE_WORK=$work TZ=UTC LC_ALL=C.UTF-8
  trap 'rm -rf "$work"' EXIT
  mkdir "$work/commands" "$work/claims"
  : >"$work/problems"
  # shellcheck disable=SC2016
  lpaz-sandbox exec --seed running -- sh -c 'lpaz-sandbox state dump "$FAULT_TABLE_WORK/base.json"'
  in_lanes rehearse
  all_cases | awk -v every="${FAULT_TABLE_EVERY:-1}" 'NR % every == 0' >"$work/cases"
  in_lanes try
  if [[ -s $work/problems ]]; then
    head -n 200 "$work/problems"
    printf 'FAILED: %d of %d cases\n' "$(grep -c '^--- ' "$work/problems")" \
      "$(cat "$work"/codes.* | wc -l)"
    exit 1
  fi
  printf 'ok: %d cases, exit codes %s\n' "$(cat "$work"/codes.* | wc -l)" \
    "$(cat "$work"/codes.* | cut -d' ' -f1 | sort | uniq -c | awk '{printf "%s:%s ", $2, $1}')"
}

main "$@"
