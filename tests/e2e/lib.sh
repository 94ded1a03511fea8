# shellcheck shell=bash disable=SC2016 # $select and its like are Graph's
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

# graph METHOD PATH [JSON]: a request to Graph as the app itself; the answer's body.
graph()
{
  [[ ${graph_token:-} ]] || graph_token=$(
    curl --silent --fail --data grant_type=client_credentials \
      --data client_id="$AZURE_CLIENT_ID" --data-urlencode client_secret="$AZURE_CLIENT_SECRET" \
      --data-urlencode scope="$LPAZ_GRAPH_ENDPOINT/.default" \
      "${AZURE_AUTHORITY_HOST%/}/$AZURE_TENANT_ID/oauth2/v2.0/token" | jq -r .access_token
  )
  curl --silent --show-error --max-time 60 --request "$1" \
    --header "Authorization: Bearer $graph_token" --header 'ConsistencyLevel: eventual' \
    ${3:+--header 'Content-Type: application/json' --data "$3"} "$LPAZ_GRAPH_ENDPOINT/v1.0$2"
}

user_id() { graph GET "/users/$1?\$select=id" | jq -r .id; }

group_id()
{
  graph GET '/groups?$select=id,displayName' \
    | jq -r --arg name "$1" 'first(.value[] | select(.displayName == $name) | .id)'
}

# The paths of the app that lpaz configured, of its synchronization and of its job.
app_path()
{
  graph GET '/servicePrincipals?$select=id,displayName' | jq -r '"/servicePrincipals/"
    + first(.value[] | select(.displayName == "LastPass Provisioning App") | .id)'
}
synchronization() { printf '%s/synchronization' "$(app_path)"; }
job_path()
{
  local jobs
  jobs=$(synchronization)/jobs
  printf '%s/%s' "$jobs" "$(graph GET "$jobs" | jq -r '.value[0].id')"
}

# connect [GROUP...]: sets provisioning up, assigns the groups and runs the first cycle.
connect()
{
  lpaz configure-app --quiet >/dev/null || return
  (($# == 0)) || lpaz assign-group "$@" >/dev/null || return
  run_cycle
}

# set_secret KEY VALUE: a setting that the portal keeps among the credentials.
set_secret()
{
  graph PUT "$(synchronization)/secrets" \
    "$(jq -n --arg key "$1" --arg value "$2" '{value: [{key: $key, value: $value}]}')"
}

# change_schema JQ-FILTER: edits the attribute mappings.
change_schema()
{
  local path
  path=$(job_path)/schema
  graph PUT "$path" "$(graph GET "$path" | jq "$1")"
}

# restart [RESET-SCOPE]
restart()
{
  graph POST "$(job_path)/restart" "{\"criteria\": {\"resetScope\": \"${1:-}\"}}"
}

# provision_on_demand NAME: result and error code.
provision_on_demand()
{
  local job rule
  job=$(job_path)
  rule=$(graph GET "$job/schema" | jq -r '.synchronizationRules[0].id')
  graph POST "$job/provisionOnDemand" "{\"parameters\": [{\"ruleId\": \"$rule\", \"subjects\":
    [{\"objectId\": \"$(user_id "$1")\", \"objectTypeName\": \"User\"}]}]}" \
    | jq -r '.key | fromjson | "\(.result) \(.details.errorCode)"'
}

# log_of NAME: what the provisioning log says of a person or group, oldest first: action, status,
# error code or reason of the skip.
log_of()
{
  graph GET '/auditLogs/provisioning?$top=999' | jq -r --arg name "$1" '[.value[]
    | select(.sourceIdentity.displayName == $name)] | reverse[]
    | "\(.provisioningAction) \(.provisioningStatusInfo.status) \(
        .provisioningStatusInfo.errorInformation.errorCode
        // (.provisioningSteps[-1].details.SkipReason) // "")"' | sed 's/ *$//'
}

# The problems that `lpaz status` names, one a line.
status_problems() { lpaz status --output json | jq -r '.problems[]'; }

# lastpass METHOD PATH [JSON]: works the LastPass stand-in by hand.
lastpass()
{
  curl --silent --show-error --max-time 60 --request "$1" \
    ${3:+--header 'Content-Type: application/json' --data "$3"} \
    "${LPAZ_SANDBOX%/control}/lastpass$2"
}

# lastpass_status NAME: as the Admin Console shows it.
lastpass_status() { lastpass GET "/users/$1" | jq -r .status; }

# enterprise_api COMMAND [DATA]
enterprise_api()
{
  local data=${2:-null}
  curl --silent --show-error --max-time 60 --data "$(
    jq -n --arg cmd "$1" --argjson data "$data" \
      '{cid: env.LPAZ_LASTPASS_CID, provhash: env.LPAZ_LASTPASS_PROVHASH, cmd: $cmd, data: $data}'
  )" "$LPAZ_LASTPASS_API_URL"
}
