# Many at once.

# Symptom 18: suddenly many are disabled: a group was unassigned, or a scoping filter saved.
$ connect Engineering Finance
$ active() { lastpass_state | jq '[.users[] | select(.active)] | length'; }
$ active
14
$ lpaz unassign-group --yes --quiet --include-synced Engineering >/dev/null; run_cycle; active
3
$ lpaz assign-group Engineering >/dev/null; run_cycle; active
14
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .scope) = {groups: [{name: "engineers", clauses: [{sourceOperandName: "department", operatorName: "EQUALS", targetOperand: {values: ["Engineering"]}}]}]}'
$ run_cycle; active
11
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .scope) = null'
$ run_cycle; active
14

# Symptom 19: the threshold holds such a cycle back. Assign again and restart, or allow the deletes.
$ lpaz configure-app --quiet --notify it@contoso.example --delete-threshold 5 --output json | jq -r .code
Active
$ lpaz unassign-group --yes --quiet --include-synced Engineering >/dev/null; run_cycle; active
14
$ lpaz status --output json | jq -c '[.code, .quarantineReason]'; status_problems
["Quarantine","TooManyDeletes"]
quarantine (TooManyDeletes): more accounts would be disabled or deleted in one cycle than the threshold allows; nothing was; review the staged deletions; then allow them, or assign the people again and restart
$ log_of 'Donald Knuth' | tail -n 1
stagedDelete skipped
$ lpaz assign-group Engineering >/dev/null; restart; run_cycle; active
14
$ lpaz status --output json | jq -c '[.code, .quarantineReason]'
["Active",null]
$ lpaz unassign-group --yes --quiet --include-synced Engineering >/dev/null; run_cycle; restart ForceDeletes; run_cycle; active
3
$ lpaz status --output json | jq -r .code
Active
