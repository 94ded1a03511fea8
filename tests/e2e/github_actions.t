# In GitHub Actions errors are annotations too, and the run is summed up.

$ export GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$PWD/summary
$ lpaz block-user --yes nobody@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
::error title=lpaz block-user::no user is called "nobody@contoso.example"
lpaz: block-user: no user is called "nobody@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
[8]
$ lpaz list-members Finance --output tsv >/dev/null
$ sed 's/^/| /' summary
| - **lpaz block-user**: failed: no user is called "nobody@contoso.example"
| - **lpaz list-members**: done, 4 rows
$ unset GITHUB_ACTIONS
$ lpaz block-user --yes nobody@contoso.example 2>&1 | grep -c ::error
0
[1]
