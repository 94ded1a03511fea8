#! sandbox: --cycle 1
# --wait: not "request accepted" but proof for each person, or what stands in the way.

$ connect Engineering
$ shown() { jq -c '[.userPrincipalName, .result, .lastPass, .verified, .verifiedBy, .pendingReason]'; }
$ by_log() { env -u LPAZ_LASTPASS_CID -u LPAZ_LASTPASS_PROVHASH lpaz "$@"; }

# Proven by the provisioning log, whose entry is named, and by LastPass itself.
$ by_log block-user donald.knuth@contoso.example --wait --wait-timeout 3s -o jsonl >row; shown <row
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
["donald.knuth@contoso.example","blocked","disabled",true,"provisioningLog",null]
$ jq -r '.verifiedDateTime, .evidence' row
<time>
<id>
$ graph GET '/auditLogs/provisioning?$top=999' | jq -r --arg id "$(jq -r .evidence row)" '.value[] | select(.id == $id) | .provisioningAction'
disable
$ lpaz block-user wei.zhang@contoso.example --wait --wait-timeout 3s -o jsonl | shown
["wei.zhang@contoso.example","blocked","disabled",true,"enterpriseApi",null]
$ lpaz unblock-user wei.zhang@contoso.example --wait --wait-timeout 3s -o jsonl | shown
["wei.zhang@contoso.example","unblocked","enabled",true,"enterpriseApi",null]
$ lastpass_user donald.knuth@contoso.example; lastpass_user wei.zhang@contoso.example
disabled
active

# Whose account provisioning does not manage stays as is: exit code 7.
$ by_log block-user john.backus@contoso.example --wait --wait-timeout 2s -o jsonl >row
{"command":"block-user","kind":"pending","exitCode":7,"message":"no proof yet for 1 of 1 user","hint":"run the same command again, or look at lpaz status"}
[7]
$ jq -c '[.result, .verified, (.pendingReason | split(":")[0])]' row
["blocked",false,"not in scope"]

# A paused job sends nothing; --now disables all the same, and LastPass is the witness.
$ graph POST "$(job_path)/pause"
$ by_log block-user zoe.strasse@contoso.example --wait --wait-timeout 1s -o jsonl >row 2>/dev/null
[7]
$ shown <row
["zoe.strasse@contoso.example","blocked","disabled with the next cycle",false,null,"provisioning is paused: nothing is sent to LastPass; lpaz configure-app starts it"]
$ by_log block-user zoe.strasse@contoso.example --now
lpaz: block-user: --now needs the LastPass Enterprise API, which is not configured
hint: set LPAZ_LASTPASS_CID and LPAZ_LASTPASS_PROVHASH
[2]
$ lpaz block-user zoe.strasse@contoso.example --now --wait --wait-timeout 2s --quiet -o jsonl | shown
["zoe.strasse@contoso.example","blocked already","disabled",true,"enterpriseApi",null]
$ graph POST "$(job_path)/start"

# Nor does one in quarantine.
$ token=$(lastpass POST /token | jq -r .token); run_cycle
$ by_log block-user margaret.hamilton@contoso.example --wait --wait-timeout 1s -o tsv --columns userPrincipalName,verified,pendingReason
provisioning is in quarantine (EncounteredQuarantineException): LastPass did not accept the connection: the token was reset, the URL is wrong, or the endpoint does not answer as SCIM asks; create a new token in the LastPass Admin Console and run lpaz configure-app with it
userPrincipalName	verified	pendingReason
margaret.hamilton@contoso.example	false	provisioning is in quarantine (EncounteredQuarantineException): LastPass did not accept the connection: the token was reset, the URL is wrong, or the endpoint does not answer as SCIM asks; create a new token in the LastPass Admin Console and run lpaz configure-app with it
lpaz: block-user: no proof yet for 1 of 1 user
hint: run the same command again, or look at lpaz status
[7]
