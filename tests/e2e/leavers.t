# A shell script with set -e drives lpaz and reads its JSON.
$ lpaz configure-app --quiet --output json | jq -c '{changed}'
{"changed":true}
$ "$here/leavers.sh" Engineering donald.knuth@contoso.example wei.zhang@contoso.example
assigned Engineering
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
blocked donald.knuth@contoso.example
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
deleted wei.zhang@contoso.example
donald.knuth@contoso.example
wei.zhang@contoso.example
1
# The script ends at the first thing that goes wrong.
$ "$here/leavers.sh" Engineering nobody@contoso.example wei.zhang@contoso.example
assigned Engineering
{"command":"block-user","kind":"notFound","exitCode":8,"message":"no user is called \"nobody@contoso.example\"","hint":"give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin"}
[8]
