#! sandbox: --replication 300
# configure-app looks first and changes only what differs; a second run changes nothing.

$ lpaz configure-app --dry-run
app           would be created
job           would be created
connection    would be validated and saved: http://127.0.0.1:39299/scimapi/1234567
start         would be started
App:               LastPass Provisioning App
State:             would be created
Last cycle began:  -
Last cycle ended:  -
Last cycle:        -
Read:              -
Written:           -
Failed:            -
Next cycle:        -
Synchronized:      -
Assigned groups:   -
Assigned users:    -
Quarantine:        -
Quarantine since:  -
Meaning:           -
Fix:               -
Error:             -
Problems:          -
Healthy:           -
Changed:           no
$ control GET /state | jq '.servicePrincipals? // [] | length'
0
$ lpaz configure-app --notify it@contoso.example >first 2>steps; sed 's/^/| /' steps
| app           created: e15c57a3-ef91-4c06-a54e-e938a3c2a87d
| template      found: scim
| job           created: scim.fbbfdecfd3f986ddad4944cfadec859b.6a9f0b5b-c0f1-46d1-92a8-77f6af74f064
| credentials   accepted: http://127.0.0.1:39299/scimapi/1234567
| connection    saved: http://127.0.0.1:39299/scimapi/1234567, assigned people and groups only, stops at 20 deletions in a cycle, mail to it@contoso.example
| start         started: the first cycle begins within minutes
$ reset_journal
$ lpaz configure-app --notify it@contoso.example
app           found: e15c57a3-ef91-4c06-a54e-e938a3c2a87d
template      found: scim
job           found: scim.fbbfdecfd3f986ddad4944cfadec859b.6a9f0b5b-c0f1-46d1-92a8-77f6af74f064
credentials   accepted: http://127.0.0.1:39299/scimapi/1234567
connection    unchanged: http://127.0.0.1:39299/scimapi/1234567, assigned people and groups only, stops at 20 deletions in a cycle, mail to it@contoso.example
start         unchanged: provisioning runs
Nothing had to be changed.
App:               LastPass Provisioning App
State:             active: a cycle runs every 40 min
Last cycle began:  2026-11-23 00:27:19 UTC
Last cycle ended:  2026-11-23 00:27:19 UTC
Last cycle:        Succeeded
Read:              0
Written:           0
Failed:            0
Next cycle:        2026-11-23 01:07:19 UTC
Synchronized:      -
Assigned groups:   0
Assigned users:    0
Quarantine:        -
Quarantine since:  -
Meaning:           -
Fix:               -
Error:             -
Problems:          -
Healthy:           yes
Changed:           no
$ for method in POST PATCH PUT DELETE; do echo "$method $(requests $method /v1.0/servicePrincipals)"; done
POST 2
PATCH 0
PUT 0
DELETE 0
