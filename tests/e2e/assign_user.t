#! sandbox: --cycle 1
# People in scope directly: in with an account, out with one that is only disabled.

$ lpaz configure-app --quiet >/dev/null
$ shown() { jq -c '[.userPrincipalName, .result, .lastPass, .verified]'; }
$ printf 'upn\r\njohn.backus@contoso.example\r\njean.sammet@contoso.example\r\n' >joiners.csv
$ lpaz assign-user john.backus@contoso.example --dry-run -o jsonl | shown
["john.backus@contoso.example","would be assigned","gets an account with the next cycle",null]
$ lpaz assign-user --from-file joiners.csv --journal run.journal --wait --wait-timeout 4s -o jsonl | shown
["john.backus@contoso.example","assigned","has an account",true]
["jean.sammet@contoso.example","assigned","has an account",true]
$ lpaz assign-user --from-file joiners.csv -o jsonl | shown
["john.backus@contoso.example","assigned already",null,null]
["jean.sammet@contoso.example","assigned already",null,null]
$ lpaz list-assignments -o jsonl | jq -c '[.principalType, .principalDisplayName, .role]' | sort
["User","Jean Sammet","User"]
["User","John Backus","User"]

# A journal belongs to a command and its people.
$ lpaz unassign-user --yes --from-file joiners.csv --journal run.journal
lpaz: unassign-user: the journal run.journal is of another run: it was assign-user, this is unassign-user
hint: to continue that run, give its command and its names again; for this one give a new file
[2]
$ lpaz assign-user john.backus@contoso.example --journal run.journal
lpaz: assign-user: the journal run.journal is of another run: it was given 2 names, this one 1 name
hint: to continue that run, give its command and its names again; for this one give a new file
[2]

$ lpaz unassign-user john.backus@contoso.example jean.sammet@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
  john.backus@contoso.example  John Backus
  jean.sammet@contoso.example  Jean Sammet
LastPass disables 2 accounts with the next cycle, in scope through nothing else; 2 accounts are stranded: a later deletion in Entra ID does not reach the vault.
With the next cycle LastPass only disables the account, unless a group keeps it in scope.
Entra ID stops managing it: a later deletion no longer reaches LastPass, and the vault stays.
For people who leave use lpaz offboard-user instead.
lpaz: unassign-user: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz unassign-user --yes --from-file joiners.csv --wait --wait-timeout 4s -o jsonl | shown
LastPass disables 2 accounts with the next cycle, in scope through nothing else; 2 accounts are stranded: a later deletion in Entra ID does not reach the vault.
["john.backus@contoso.example","unassigned","disabled",true]
["jean.sammet@contoso.example","unassigned","disabled",true]
$ lastpass_user john.backus@contoso.example; lastpass_user jean.sammet@contoso.example
disabled
disabled

# Unassigned first, deleted then: the account would stay for ever. offboard-user refuses that.
$ lpaz offboard-user --yes john.backus@contoso.example
lpaz: offboard-user: not assigned to the app, so that a deletion would leave the LastPass account and its vault behind for ever: john.backus@contoso.example; nothing was changed
hint: assign them again (lpaz assign-user), wait for a cycle, and offboard them then; or override with --include-stranded and delete the accounts in LastPass by hand
[6]

# A group keeps somebody in scope.
$ lpaz create-group Pilot --quiet >/dev/null && lpaz assign-group Pilot --quiet >/dev/null
$ lpaz add-member Pilot --from-file joiners.csv -o jsonl | jq -c '[.userPrincipalName, .result]'
["john.backus@contoso.example","added"]
["jean.sammet@contoso.example","added"]
$ lpaz assign-user jean.sammet@contoso.example --wait --wait-timeout 4s -o jsonl | shown
["jean.sammet@contoso.example","assigned","has an account",true]
$ lpaz unassign-user --yes jean.sammet@contoso.example -o jsonl | shown
jean.sammet@contoso.example stays in scope through Pilot: LastPass keeps the account enabled
Nobody loses LastPass by it.
["jean.sammet@contoso.example","unassigned","disabled with the next cycle, unless in scope by a group",null]
$ run_cycle; lastpass_user jean.sammet@contoso.example
active
$ lpaz remove-member --yes Pilot jean.sammet@contoso.example wei.zhang@contoso.example -o jsonl | jq -c '[.userPrincipalName, .result]'
LastPass disables 1 account with the next cycle, in scope through nothing else; 1 account is stranded: a later deletion in Entra ID does not reach the vault.
["jean.sammet@contoso.example","removed"]
["wei.zhang@contoso.example","no member"]
