# The main job from end to end: connect, assign a group, block one person, delete another.

$ lpaz configure-app --output json | jq '{state, code, assignedGroups, assignedUsers}'
$ lpaz create-group 'LastPass pilot' --output json | jq -r .result
$ lpaz add-member 'LastPass pilot' radia.perlman@contoso.example tim.berners-lee@contoso.example --output tsv --columns userPrincipalName,result
$ lpaz assign-group 'LastPass pilot' --output tsv --columns group,result

# The next cycle creates both, and the group.
$ lastpass_user radia.perlman@contoso.example
absent
$ run_cycle
$ lastpass_user radia.perlman@contoso.example
active
$ lastpass_user tim.berners-lee@contoso.example
active
$ lastpass_group 'LastPass pilot'
radia.perlman@contoso.example
tim.berners-lee@contoso.example

# Blocked in Entra, disabled in LastPass; nobody else is touched.
$ lpaz block-user radia.perlman@contoso.example --output tsv --columns userPrincipalName,result
$ run_cycle
$ lastpass_user radia.perlman@contoso.example
disabled
$ lastpass_user tim.berners-lee@contoso.example
active
$ lpaz list-users --disabled --output tsv --columns userPrincipalName

# Deleted in Entra, disabled in LastPass, kept for 30 days.
$ lpaz delete-user --yes tim.berners-lee@contoso.example --output tsv --columns userPrincipalName,result
$ run_cycle
$ lastpass_user tim.berners-lee@contoso.example
disabled
$ lpaz list-users --deleted --output tsv --columns userPrincipalName

# Both can come back.
$ lpaz unblock-user radia.perlman@contoso.example --output tsv --columns result
$ lpaz restore-user tim.berners-lee@contoso.example --output tsv --columns result
$ run_cycle
$ lastpass_user radia.perlman@contoso.example
active
$ lastpass_user tim.berners-lee@contoso.example
active
$ lpaz status --exit-code --output json | jq '{healthy, lastCycleResult, assignedGroups, problems}'
