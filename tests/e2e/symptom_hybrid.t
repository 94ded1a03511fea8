#! sandbox: --synced-writes
# Symptom 25: blocked in the cloud, enabled again half an hour later, because the directory on
# premises still has the account enabled.

$ connect Engineering; lastpass_user linus.synced@contoso.example
active
$ lpaz block-user --yes linus.synced@contoso.example --output tsv --columns userPrincipalName,result
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: block-user: nothing was changed: linus.synced@contoso.example is synced from the local Active Directory; make the change there, for the next sync undoes it here
hint: leave them out, or override with --include-synced
[6]
$ lpaz block-user --yes --include-synced linus.synced@contoso.example --output tsv --columns userPrincipalName,result
userPrincipalName	result
linus.synced@contoso.example	blocked
$ run_cycle; lastpass_user linus.synced@contoso.example
disabled
$ advance 1800; graph GET '/users/linus.synced@contoso.example?$select=accountEnabled' | jq .accountEnabled
true
$ run_cycle; lastpass_user linus.synced@contoso.example
active
