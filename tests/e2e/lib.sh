# shellcheck shell=bash
# What the scenarios have besides lpaz and the usual tools: looking at LastPass, and working the
# sandbox through its control address, which is in LPAZ_SANDBOX.

# control METHOD PATH [JSON]
control()
{
  curl --silent --show-error --fail-with-body --max-time 60 --request "$1" \
    ${3:+--header 'Content-Type: application/json' --data "$3"} "$LPAZ_SANDBOX$2"
}

# Runs one provisioning cycle now and returns when it has ended.
run_cycle() { control POST /cycle >/dev/null; }

# advance SECONDS: puts the sandbox's calendar forward.
advance() { control POST /advance "{\"seconds\": $1}" >/dev/null; }

# fault JSON: what shall happen to requests to come.
fault() { control POST /fault "$1" >/dev/null; }

reset_journal() { control POST /journal/reset >/dev/null; }

# requests [METHOD [PATH-PREFIX]]: how many the programs sent since the last reset_journal.
requests()
{
  control GET /journal | jq --arg method "${1:-}" --arg path "${2:-}" \
    '[.[] | select(($method == "" or .method == $method) and (.path | startswith($path)))]
     | length'
}

# How many tokens were asked for since the last reset_journal.
token_requests() { requests POST "/$AZURE_TENANT_ID/oauth2/"; }

# What the programs wrote to Graph since the last reset_journal: method and last part of the path.
writes()
{
  control GET '/journal?prefix=/v1.0/' \
    | jq -r '.[] | select(.method != "GET") | .method + " " + (.path | sub(".*/"; ""))'
}

# The state of the LastPass stand-in as JSON.
lastpass_state()
{
  curl --silent --show-error --fail --max-time 10 "${LPAZ_SANDBOX%/control}/lastpass/state"
}

# lastpass_user NAME: "active", "disabled" or "absent".
lastpass_user()
{
  lastpass_state | jq -r --arg name "$1" \
    'first(.users[] | select(.userName == $name) | if .active then "active" else "disabled" end)
     // "absent"'
}

# lastpass_group NAME: its members' names, one a line.
lastpass_group()
{
  lastpass_state | jq -r --arg name "$1" \
    '.groups[] | select(.displayName == $name) | .members[]' | sort
}
