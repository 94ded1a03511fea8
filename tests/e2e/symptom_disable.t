# Somebody was blocked or removed, and LastPass does not follow.

$ connect Engineering Finance
$ blocked() { lpaz block-user --quiet --yes "$1@contoso.example" >/dev/null; run_cycle; lastpass_user "$1@contoso.example"; }

# Symptom 12: not disabled after a block. The cycle has not run; the job is paused or in quarantine;
# the server refuses Entra's "False"; Update is unticked; the mapping of active is gone.
$ lpaz block-user --quiet --yes wei.zhang@contoso.example >/dev/null; lastpass_user wei.zhang@contoso.example
active
$ run_cycle; lastpass_user wei.zhang@contoso.example
disabled
$ graph POST "$(job_path)/pause"; blocked donald.knuth; status_problems
active
provisioning does not run: lpaz configure-app starts it
$ graph POST "$(job_path)/start"; run_cycle; lastpass_user donald.knuth@contoso.example
disabled
$ lastpass POST /quirks '{"textAsTruth": false}'; blocked zoe.strasse; log_of 'Zoë Straße' | tail -n 1
active
disable failure SystemForCrossDomainIdentityManagementBadRequest
$ status_problems
1 change failed and will be tried again
SystemForCrossDomainIdentityManagementBadRequest of 1 object: LastPass answered 400 BadRequest: active must be true or false (such as Zoë Straße); LastPass refused the change: it cannot change user names, and it may need the other dialect of SCIM (?aadOptscim062020 behind the connection URL)
$ set_secret BaseAddress "$LPAZ_CONNECTION_URL?aadOptscim062020"; advance 2400; run_cycle; lastpass_user zoe.strasse@contoso.example
disabled
$ lastpass POST /quirks '{}'; set_secret BaseAddress "$LPAZ_CONNECTION_URL"
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .flowTypes) = "Add, Delete"'
$ run_cycle; blocked jurgen.muller; log_of 'Jürgen Müller' | tail -n 1
active
other skipped NotSupported
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .flowTypes) = "Add, Update, Delete"'
$ change_schema 'del(.synchronizationRules[].objectMappings[].attributeMappings[] | select(.targetAttributeName == "active"))'
$ run_cycle; blocked margaret.hamilton
active
$ lpaz status --output json | jq -c '[.code, .problems]'
["Active",[]]

# SkipOutOfScopeDeletions: who is unassigned keeps the account.
$ set_secret SkipOutOfScopeDeletions True
$ lpaz remove-member --yes --quiet Finance john.backus@contoso.example >/dev/null; run_cycle; lastpass_user john.backus@contoso.example
active
$ status_problems
SkipOutOfScopeDeletions is on: people who are unassigned keep their LastPass account

# Symptom 22: on-demand does not disable who is blocked.
$ provision_on_demand margaret.hamilton@contoso.example; lastpass_user margaret.hamilton@contoso.example
Skipped NotEffectivelyEntitled
active
