# Names in bulk: whatever a spreadsheet writes is read; what is bad is told before anything is done.

$ block() { lpaz block-user --yes --dry-run --output tsv --columns userPrincipalName,result "$@" | tail -n +2; }

# A BOM, CRLF, semicolons, quotes, any column order, empty lines, somebody twice.
$ printf '\xef\xbb\xbfName;"User Principal Name";Mail\r\n"Knuth; Donald";donald.knuth@contoso.example;x\r\n\r\nZhang;"wei.zhang@contoso.example";\r\nKnuth;DONALD.KNUTH@contoso.example;\r\n' >excel.csv
$ block --from-file excel.csv
donald.knuth@contoso.example	would be blocked
wei.zhang@contoso.example	would be blocked
$ block john.backus@contoso.example --from-file excel.csv
john.backus@contoso.example	would be blocked
donald.knuth@contoso.example	would be blocked
wei.zhang@contoso.example	would be blocked
$ printf 'donald.knuth@contoso.example\njohn.backus@contoso.example\n' | block --from-file -
donald.knuth@contoso.example	would be blocked
john.backus@contoso.example	would be blocked
$ lpaz list-users --output csv | grep -E '^(userP|donald|wei)' | block --from-file -
donald.knuth@contoso.example	would be blocked
wei.zhang@contoso.example	would be blocked

# All bad rows at once, with line and column; no request was sent.
$ printf 'upn,team\ndonald.knuth@contoso.example,x\n,x\nwei zhang,x\n"john.backus@contoso.example,x\n' >bad.csv
$ lpaz whoami >/dev/null; reset_journal
$ lpaz delete-user --yes --from-file bad.csv
lpaz: delete-user: bad.csv: 3 bad rows:
  line 3, column 1: neither object id nor user principal name
  line 4, column 1: "wei zhang" has a space in it
  line 5, column 1: a quote that is not closed
hint: nothing was changed; correct these rows and run the command again
[2]
$ printf 'team,name\nx,Donald\n' | lpaz delete-user --yes --from-file -
lpaz: delete-user: standard input: line 1: none of the columns ("team, name") names people
hint: give the CSV a header with userPrincipalName or id, or write one name a line
[2]
$ printf '\xff\xfeu\0' | lpaz delete-user --yes --from-file -
lpaz: delete-user: standard input is UTF-16, not UTF-8
hint: save it as "CSV UTF-8" (Excel), or with -Encoding utf8 (PowerShell)
[2]
$ printf 'donald.knuth@contoso.example\n\xe9@contoso.example\nx\0y@contoso.example\n' | lpaz delete-user --yes --from-file -
lpaz: delete-user: standard input: 2 bad rows:
  line 2, column 1: the byte 0xe9 is not UTF-8
  line 3, column 2: a NUL character
hint: nothing was changed; correct these rows and run the command again
[2]
$ : | lpaz delete-user --yes --from-file -
lpaz: delete-user: standard input names no user
[2]
$ lpaz delete-user --yes --from-file absent.csv
lpaz: delete-user: cannot open absent.csv: No such file or directory
[8]
$ lpaz delete-user --yes
lpaz: delete-user: name at least one user
hint: give USER, or --from-file FILE
[2]
$ requests
0

# One unknown name stops all.
$ printf 'donald.knuth@contoso.example\nnobody@contoso.example\n' | lpaz block-user --from-file -
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: block-user: no user is called "nobody@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
[8]
$ writes
POST $batch

# What is not done is a file that --from-file takes again.
$ fault '{"fault": "status", "status": 403, "method": "DELETE", "path": "/v1.0/users/", "times": 1}'
$ lpaz delete-user --yes --continue-on-error --from-file excel.csv --not-done rest.csv --output tsv --columns userPrincipalName,result
lpaz: warning: 2 users are not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
1 user not done: listed in rest.csv, which --from-file takes
userPrincipalName	result
donald.knuth@contoso.example	failed
wei.zhang@contoso.example	deleted
lpaz: delete-user: 1 of 2 users failed; the first: Ordered by POST /control/fault.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission User.DeleteRestore.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[3]
$ head -c 60 rest.csv; echo; stat -c %a rest.csv
userPrincipalName,id,result,error
donald.knuth@contoso.exam
600
