#! sandbox: --replication 300
# configure-app looks first and changes only what differs; a second run changes nothing.

$ lpaz configure-app --dry-run
$ control GET /state | jq '.servicePrincipals? // [] | length'
$ lpaz configure-app --notify it@contoso.example >first 2>steps; sed 's/^/| /' steps
$ reset_journal
$ lpaz configure-app --notify it@contoso.example
$ for method in POST PATCH PUT DELETE; do echo "$method $(requests $method /v1.0/servicePrincipals)"; done
