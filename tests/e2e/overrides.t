#! sandbox: --privileged
# Every guard-rail has its own override, and none opens another.

$ try() { lpaz block-user --yes "$@" --output tsv --columns userPrincipalName,result; }
$ try alan.turing@contoso.example --include-synced --include-guests
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: block-user: nothing was changed: alan.turing@contoso.example holds the role User Administrator
hint: leave them out, or override with --include-admins
[6]
$ try alan.turing@contoso.example --include-admins
userPrincipalName	result
alan.turing@contoso.example	blocked
$ try linus.synced@contoso.example --include-synced
userPrincipalName	result
linus.synced@contoso.example	failed
lpaz: block-user: Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.
code: Request_BadRequest  request-id: <id>
[1]
$ guest=$(lpaz list-users --output jsonl | jq -r 'select(.userType == "Guest") | .userPrincipalName')
$ try "$guest" --include-guests
userPrincipalName	result
pat_partner.example#EXT#@contoso.onmicrosoft.com	blocked
$ lpaz list-users --disabled --output tsv --columns userPrincipalName
userPrincipalName
alan.turing@contoso.example
dennis.blocked@contoso.example
pat_partner.example#EXT#@contoso.onmicrosoft.com
