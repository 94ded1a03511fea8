#! sandbox: --users 5300
# Symptom 4: the job stopped by itself.

# More than 5,000 failures in the first cycle: the service drops them and pauses the job at its end.
$ connect; set_secret SyncAll true
$ fault '{"fault": "status", "method": "POST", "path": "/scimapi/", "times": 5300, "status": 500}'
$ restart; run_cycle; control DELETE /fault
$ graph GET "$(job_path)" | jq -c '[.schedule.state, .status.code, .status.escrowsPruned]'
["Disabled","Paused",true]
$ status_problems | sed "s/ of [0-9]* objects.*//" | cut -c1-100
provisioning does not run: lpaz configure-app starts it
the first cycle met so many errors that the service dropped some; fix their cause, then restart prov
5227 changes failed and will be tried again
InternalServerError
$ advance 60; restart; run_cycle; lpaz status --output json | jq -r .code
Active

# Four weeks in quarantine: the job is switched off.
$ lpaz block-user --quiet --yes john.backus@contoso.example >/dev/null
$ lastpass POST /token >/dev/null; run_cycle; lpaz status --output json | jq -r .quarantineReason
EncounteredQuarantineException
$ for day in {1..27}; do advance 86400; run_cycle; done; graph GET "$(job_path)" | jq -c '[.schedule.state, .status.code]'
["Active","Quarantine"]
$ advance 172800; run_cycle; graph GET "$(job_path)" | jq -c '[.schedule.state, .status.code]'
["Disabled","Quarantine"]
$ lpaz status --output json | jq -c '[.code, .state, .nextCycle]'
["Quarantine","in quarantine: LastPass is not kept up to date",null]
$ status_problems | cut -c1-100
quarantine (EncounteredQuarantineException): LastPass did not accept the connection: the token was r
provisioning does not run: lpaz configure-app starts it
the last cycle failed: SystemForCrossDomainIdentityManagementInvalidCredentials the target answered 
