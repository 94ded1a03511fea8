# Symptom 13: disabled in LastPass and never deleted, because the person was unassigned before the
# deletion. Who is blocked, or deleted while assigned, goes after thirty days.

$ connect Finance
$ lpaz remove-member --yes --quiet Finance john.backus@contoso.example >/dev/null; run_cycle; lastpass_user john.backus@contoso.example
disabled
$ lpaz delete-user --quiet --yes john.backus@contoso.example jean.sammet@contoso.example >/dev/null; run_cycle
$ lastpass_user john.backus@contoso.example; lastpass_user jean.sammet@contoso.example
disabled
disabled
$ advance $((31 * 86400)); run_cycle
$ lastpass_user john.backus@contoso.example; lastpass_user jean.sammet@contoso.example
disabled
absent

# Delete is unticked: the account of somebody deleted while assigned stays too.
$ change_schema '(.synchronizationRules[].objectMappings[] | select(.sourceObjectName == "User") | .flowTypes) = "Add, Update"'
$ run_cycle; lpaz delete-user --quiet --yes frances.allen@contoso.example >/dev/null; run_cycle
$ advance $((31 * 86400)); run_cycle; lastpass_user frances.allen@contoso.example; log_of 'Frances Allen' | tail -n 1
disabled
disable success
