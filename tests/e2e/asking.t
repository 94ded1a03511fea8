#! needs: script
# Who deletes is asked; without a terminal it takes --yes.

$ lpaz delete-user john.backus@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
  john.backus@contoso.example  John Backus
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
lpaz: delete-user: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz delete-user john.backus@contoso.example --dry-run --output tsv --columns userPrincipalName,result
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
userPrincipalName	result
john.backus@contoso.example	would be deleted
$ lpaz configure-app --quiet >/dev/null; lpaz assign-group Engineering --quiet >/dev/null
$ lpaz unassign-group Engineering --include-synced
  Engineering
LastPass disables 11 accounts with the next cycle, in scope through nothing else; 11 accounts are stranded: a later deletion in Entra ID does not reach the vault.
With the next cycle LastPass disables the members who are in scope through nothing else,
and Entra ID stops managing their accounts: a later deletion does not reach them.
lpaz: unassign-group: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz list-users --deleted --output tsv --columns userPrincipalName
userPrincipalName
former.colleague@contoso.example

# On a terminal: one person wants a yes, more want the count. Anything else leaves all as it is.
$ typing() { echo "$1" | script --quiet --return --command "lpaz delete-user $2" /dev/null >shown; }
$ typing n john.backus@contoso.example
[6]
$ grep -o 'Delete.*?.*\]' shown
Delete 1 user? [y/N]
$ typing y 'john.backus@contoso.example jean.sammet@contoso.example'
[6]
$ grep -o 'Delete.*?.*)' shown
Delete 2 users? (type 2)
$ typing 3 'john.backus@contoso.example jean.sammet@contoso.example'
[6]
$ lpaz list-users --deleted --output jsonl | jq -r .userPrincipalName
former.colleague@contoso.example
$ typing 2 'john.backus@contoso.example jean.sammet@contoso.example'
$ lpaz list-users --deleted --output jsonl | jq -r .userPrincipalName | sort
former.colleague@contoso.example
jean.sammet@contoso.example
john.backus@contoso.example
