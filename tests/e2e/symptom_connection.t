# What goes wrong between Entra and the LastPass endpoint.

# Symptom 1: the test of the connection fails. A wrong token, a wrong address, an endpoint that
# answers with something else than a list.
$ printf wrong >token; lpaz configure-app --provisioning-token-file token 2>&1 | grep -v '^|' | tail -n 3
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the target answered with HTTP status 401: the provisioning token is missing or wrong
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
$ lpaz configure-app --connection-url "${LPAZ_CONNECTION_URL%/*}/7654321" 2>&1 | tail -n 3
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the target answered with HTTP status 404: no company has this account number
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
$ fault '{"fault": "status", "path": "/scimapi/", "status": 200, "body": "{}"}'
$ lpaz configure-app 2>&1 | tail -n 3
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the answer is not a ListResponse
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
$ connect Finance; lpaz status --output json | jq -c '[.code, .problems]'
["Active",[]]

# Symptom 3: all was well, then somebody pressed Reset Provisioning Token in LastPass. The next cycle
# ends in quarantine, and whoever is blocked stays active.
$ token=$(lastpass POST /token | jq -r .token)
$ lpaz block-user --quiet --yes john.backus@contoso.example >/dev/null; run_cycle
$ lastpass_user john.backus@contoso.example
active
$ lpaz status --output json | jq -c '[.code, .quarantineReason, .quarantineFix]'
["Quarantine","EncounteredQuarantineException","create a new token in the LastPass Admin Console and run lpaz configure-app with it"]
$ lpaz status --exit-code --quiet >/dev/null 2>&1
[10]
$ LPAZ_PROVISIONING_TOKEN=$token lpaz configure-app --quiet --output json | jq -r .code
Active
$ run_cycle; lastpass_user john.backus@contoso.example
disabled
$ lpaz status --output json | jq -c '[.code, .problems]'
["Active",[]]
