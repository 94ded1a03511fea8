#! needs: script
# Who deletes is asked; without a terminal it takes --yes.

$ lpaz delete-user john.backus@contoso.example
  john.backus@contoso.example  John Backus
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
lpaz: delete-user: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz delete-user john.backus@contoso.example --dry-run --output tsv --columns userPrincipalName,result
userPrincipalName	result
john.backus@contoso.example	would be deleted
$ lpaz configure-app >/dev/null; lpaz assign-group Engineering >/dev/null
app           created: <id>
template      found: scim
job           created: scim.<hash>.<id>
notification  skipped: no address: give --notify to hear of a quarantine and to stop accidental deletions
credentials   accepted: http://127.0.0.1:<port>/scimapi/1234567
connection    saved: http://127.0.0.1:<port>/scimapi/1234567, assigned people and groups only
start         started: the first cycle begins within minutes
$ lpaz unassign-group Engineering
With the next cycle LastPass disables the members who are in scope through nothing else,
and Entra ID stops managing their accounts: a later deletion does not reach them.
lpaz: unassign-group: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz list-users --deleted --output tsv --columns userPrincipalName
userPrincipalName
former.colleague@contoso.example

# On a terminal: one person wants a yes, more want the count.
$ terminal() { script --quiet --return --command "$1" /dev/null | tr -d '\r'; }
$ echo n | terminal 'lpaz delete-user john.backus@contoso.example --no-color'; echo "${PIPESTATUS[1]}"
n
  john.backus@contoso.example  John Backus
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
Delete 1 user? [y/N] lpaz: delete-user: not confirmed; nothing was changed
0
$ echo y | terminal 'lpaz delete-user john.backus@contoso.example jean.sammet@contoso.example --no-color'
y
  john.backus@contoso.example  John Backus
  jean.sammet@contoso.example  Jean Sammet
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
Delete 2 users? (type 2) lpaz: delete-user: not confirmed; nothing was changed
$ echo 2 | terminal 'lpaz delete-user john.backus@contoso.example jean.sammet@contoso.example --no-color'
2
  john.backus@contoso.example  John Backus
  jean.sammet@contoso.example  Jean Sammet
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
Delete 2 users? (type 2) User                         Name         Result   LastPass
john.backus@contoso.example  John Backus  deleted  disabled with the next cycle…
jean.sammet@contoso.example  Jean Sammet  deleted  disabled with the next cycle…
$ lpaz list-users --deleted --output tsv --columns userPrincipalName
userPrincipalName
john.backus@contoso.example
former.colleague@contoso.example
jean.sammet@contoso.example
