#! sandbox: --replication 300
# configure-app looks first and changes only what differs; a second run changes nothing.

$ lpaz configure-app --dry-run
app           would be created
job           would be created
connection    would be validated and saved: http://127.0.0.1:<port>/scimapi/1234567
start         would be started
App:               LastPass Provisioning App
State:             would be created
Assigned groups:   -
Assigned users:    -
Healthy:           -
Changed:           no
$ control GET /state | jq '.servicePrincipals? // [] | length'
0
$ lpaz configure-app --notify it@contoso.example >first 2>steps; sed 's/^/| /' steps
| app           created: <id>
| template      found: scim
| job           created: scim.<hash>.<id>
| credentials   accepted: http://127.0.0.1:<port>/scimapi/1234567
| connection    saved: http://127.0.0.1:<port>/scimapi/1234567, assigned people and groups only, stops at 20 deletions in a cycle, mail to it@contoso.example
| start         started: the first cycle begins within minutes
$ run_cycle; reset_journal
$ lpaz configure-app --notify it@contoso.example
app           found: <id>
template      found: scim
job           found: scim.<hash>.<id>
credentials   accepted: http://127.0.0.1:<port>/scimapi/1234567
connection    unchanged: http://127.0.0.1:<port>/scimapi/1234567, assigned people and groups only, stops at 20 deletions in a cycle, mail to it@contoso.example
start         unchanged: provisioning runs
Nothing had to be changed.
App:               LastPass Provisioning App
State:             active: a cycle runs every 40 min
Last cycle began:  <time>
Last cycle ended:  <time>
Last cycle:        Succeeded
Read:              0
Written:           0
Failed:            0
Next cycle:        <time>
Assigned groups:   0
Assigned users:    0
Healthy:           yes
Changed:           no
$ writes
POST validateCredentials
POST validateCredentials
POST $batch
