#! sandbox: --cycle 1
# Offboarding: blocked, proven, deleted, in the order that strands nobody; and continued.

$ connect Engineering
$ shown() { jq -c '[.userPrincipalName, .result, .lastPass, .verifiedBy, .goneDateTime != null]'; }
$ changes() { graph GET '/auditLogs/directoryAudits?$top=999' | jq -r '.value[] | select(.activityDisplayName | test("account|Delete user|StsRefresh|app role")) | .targetResources[0].userPrincipalName + " " + .activityDisplayName' | sort | uniq -c | sed 's/^ *//'; }
$ printf 'userPrincipalName\ndonald.knuth@contoso.example\nwei.zhang@contoso.example\n' >leavers.csv
$ lpaz offboard-user --from-file leavers.csv --dry-run -o jsonl | shown
["donald.knuth@contoso.example","would be blocked, then deleted","disabled with the next cycle",null,false]
["wei.zhang@contoso.example","would be blocked, then deleted","disabled with the next cycle",null,false]
$ lpaz offboard-user --from-file leavers.csv
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
  donald.knuth@contoso.example  Donald Knuth
  wei.zhang@contoso.example  张伟
Each is blocked now, and deleted as soon as LastPass has disabled the account.
Account and vault are gone for good 30 days later, not before <time>; until then lpaz restore-user brings them back.
lpaz: offboard-user: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]

# The job is in quarantine: both are blocked, nobody is deleted, and the reason is said.
$ token=$(lastpass POST /token | jq -r .token); run_cycle
$ lpaz offboard-user --yes --from-file leavers.csv --journal run.journal --wait-timeout 1s --not-done rest.csv -o jsonl >rows
provisioning is in quarantine (EncounteredQuarantineException): LastPass did not accept the connection: the token was reset, the URL is wrong, or the endpoint does not answer as SCIM asks; create a new token in the LastPass Admin Console and run lpaz configure-app with it
2 users not done: listed in rest.csv, which --from-file takes
{"command":"offboard-user","kind":"pending","exitCode":7,"message":"no proof yet for 2 of 2 users","hint":"run the same command again, or look at lpaz status"}
[7]
$ shown <rows
["donald.knuth@contoso.example","blocked, not deleted","disabled with the next cycle",null,false]
["wei.zhang@contoso.example","blocked, not deleted","disabled with the next cycle",null,false]
$ jq -r .pendingReason rows | sort | uniq -c | sed 's/^ *//'
2 provisioning is in quarantine (EncounteredQuarantineException): LastPass did not accept the connection: the token was reset, the URL is wrong, or the endpoint does not answer as SCIM asks; create a new token in the LastPass Admin Console and run lpaz configure-app with it
$ changes
1 donald.knuth@contoso.example Disable account
1 donald.knuth@contoso.example Update StsRefreshTokenValidFrom Timestamp
1 wei.zhang@contoso.example Disable account
1 wei.zhang@contoso.example Update StsRefreshTokenValidFrom Timestamp
$ tail -n +2 rest.csv | cut -d, -f1
donald.knuth@contoso.example
wei.zhang@contoso.example

# Mended, the same command goes on: nothing is done twice.
$ LPAZ_PROVISIONING_TOKEN=$token lpaz configure-app --quiet --output json | jq -r .code; run_cycle
Active
$ lpaz offboard-user --yes --from-file leavers.csv --journal run.journal --wait-timeout 4s -o jsonl | shown
["donald.knuth@contoso.example","deleted","disabled","enterpriseApi",true]
["wei.zhang@contoso.example","deleted","disabled","enterpriseApi",true]
$ changes
1 donald.knuth@contoso.example Delete user
1 donald.knuth@contoso.example Disable account
1 donald.knuth@contoso.example Update StsRefreshTokenValidFrom Timestamp
1 wei.zhang@contoso.example Delete user
1 wei.zhang@contoso.example Disable account
1 wei.zhang@contoso.example Update StsRefreshTokenValidFrom Timestamp
$ lastpass_user donald.knuth@contoso.example; lpaz list-users --deleted -o jsonl | jq -r .userPrincipalName | sort
disabled
donald.knuth@contoso.example
former.colleague@contoso.example
wei.zhang@contoso.example

# Again: all is so already.
$ lpaz offboard-user --yes --from-file leavers.csv --wait-timeout 4s -o jsonl | shown
["donald.knuth@contoso.example","deleted already","disabled","enterpriseApi",true]
["wei.zhang@contoso.example","deleted already","disabled","enterpriseApi",true]

# --now does not wait for the cycle.
$ graph POST "$(job_path)/pause"
$ lpaz offboard-user --yes zoe.strasse@contoso.example --now --wait-timeout 2s -o jsonl | shown
provisioning is paused: nothing is sent to LastPass; lpaz configure-app starts it
["zoe.strasse@contoso.example","deleted","disabled","enterpriseApi",true]
$ graph POST "$(job_path)/start"

# Who is not in scope would be stranded.
$ lpaz offboard-user --yes john.backus@contoso.example
lpaz: offboard-user: not assigned to the app, so that a deletion would leave the LastPass account and its vault behind for ever: john.backus@contoso.example; nothing was changed
hint: assign them again (lpaz assign-user), wait for a cycle, and offboard them then; or override with --include-stranded and delete the accounts in LastPass by hand
[6]
$ graph GET "/users/john.backus@contoso.example?\$select=accountEnabled" | jq .accountEnabled
true
