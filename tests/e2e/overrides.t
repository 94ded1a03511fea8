# Every guard-rail has its own override, and none opens another.

$ try() { lpaz block-user --yes "$@" --output tsv --columns userPrincipalName,result; }
$ try alan.turing@contoso.example --include-synced --include-guests
lpaz: block-user: nothing was changed: alan.turing@contoso.example holds the role User Administrator
hint: leave them out, or override with --include-admins
[6]
$ try alan.turing@contoso.example --include-admins
userPrincipalName	result
alan.turing@contoso.example	failed
lpaz: block-user: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission User.EnableDisableAccount.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[9]
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
dennis.blocked@contoso.example
pat_partner.example#EXT#@contoso.onmicrosoft.com
