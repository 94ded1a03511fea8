#! sandbox: --replication 6000
# Who is in scope, who is not, and when that is seen.

# Symptom 8: skipped, because not effectively entitled: not assigned at all, or only through a nested
# group. Symptom 9: the members of sub-groups are missing. All Staff holds Engineering.
$ connect 'All Staff'
$ lastpass_user ada.lovelace@contoso.example; lastpass_user donald.knuth@contoso.example
active
absent
$ provision_on_demand donald.knuth@contoso.example; log_of 'Donald Knuth'
Skipped NotEffectivelyEntitled
create skipped NotEffectivelyEntitled
$ lastpass_group 'All Staff'
ada.lovelace@contoso.example
frances.allen@contoso.example
hedy.lamarr@contoso.example
$ graph GET "/groups/$(group_id 'All Staff')/members" | jq -r '.value[] | select(."@odata.type" == "#microsoft.graph.group") | .displayName'
Engineering

# Symptom 21: assigned a moment ago, and on-demand does not see it yet.
$ lpaz assign-group Engineering >/dev/null; provision_on_demand donald.knuth@contoso.example
Skipped NotEffectivelyEntitled
$ advance 7; provision_on_demand donald.knuth@contoso.example
Success 

# Symptom 10: the group arrives and a member is missing, who was out of scope: here a scoping filter
# leaves Edsger out. Later he passes it and is provisioned, but the membership is not sent before a
# restart.
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .scope) = {groups: [{name: "no principals", clauses: [{sourceOperandName: "jobTitle", operatorName: "NOT EQUALS", targetOperand: {values: ["Principal Engineer"]}}]}]}'
$ run_cycle; lastpass_user edsger.dijkstra@contoso.example; lastpass_group Engineering | grep -c edsger
absent
0
[1]
$ graph PATCH /users/edsger.dijkstra@contoso.example '{"jobTitle": "Engineer"}'
$ run_cycle; lastpass_user edsger.dijkstra@contoso.example; lastpass_group Engineering | grep -c edsger
active
0
[1]
$ restart; run_cycle; lastpass_group Engineering | grep -c edsger
1

# Symptom 20: nothing happens for forty minutes: the interval is fixed, and status says when.
$ lpaz block-user --quiet --yes john.backus@contoso.example >/dev/null; lpaz assign-group Finance >/dev/null
$ advance 600; lastpass_user jean.sammet@contoso.example
absent
$ lpaz status --output json | jq -r '(.nextCycle | sub("[.][0-9]+"; "") | fromdate) - (.lastCycleEnded | sub("[.][0-9]+"; "") | fromdate)'
2400
$ advance 1800; run_cycle; lastpass_user jean.sammet@contoso.example
active

# Symptom 23: Sync All became "assigned only", and nobody is disabled until a restart.
$ set_secret SyncAll true; restart; run_cycle; lastpass_user mary.jackson@contoso.example
active
$ set_secret SyncAll false; run_cycle; lastpass_user mary.jackson@contoso.example
active
$ restart; run_cycle; lastpass_user mary.jackson@contoso.example
disabled
