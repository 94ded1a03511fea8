# Thirty days after the deletion Entra forgets the person, and the account in LastPass goes too.

$ lpaz configure-app --quiet >/dev/null
$ lpaz create-group Pilot --member john.backus@contoso.example >/dev/null
$ lpaz assign-group Pilot >/dev/null && run_cycle
$ lpaz delete-user --yes john.backus@contoso.example >/dev/null && run_cycle
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
$ lastpass_user john.backus@contoso.example
disabled
$ advance $((29 * 86400)); run_cycle
$ lastpass_user john.backus@contoso.example
disabled
$ advance $((2 * 86400)); run_cycle
$ lastpass_user john.backus@contoso.example
absent
$ lpaz restore-user john.backus@contoso.example
lpaz: restore-user: no user is called "john.backus@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
[8]
