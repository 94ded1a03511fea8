# A connection that fails its test is not saved, and no secret stands in an error or a log.

$ LPAZ_PROVISIONING_TOKEN=wrong lpaz configure-app --quiet
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the target answered with HTTP status 401: the provisioning token is missing or wrong
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
[1]
$ lpaz status --output json | jq -c '{code}'
{"code":"Paused"}

# With the right token the same command finishes what is begun.
$ lpaz configure-app --quiet --output json | jq -c '{changed}'
{"changed":true}

# A token that was reset in the Admin Console: the next run says so, the new one fixes it.
$ lastpass=${LPAZ_SANDBOX%/control}/lastpass
$ new_token=$(curl -s -X POST "$lastpass/token" | jq -r .token)
$ LPAZ_PROVISIONING_TOKEN= lpaz configure-app --quiet </dev/null
lpaz: configure-app: the provisioning token is needed: LastPass does not accept the one that is saved
hint: give it with --provisioning-token-file FILE or LPAZ_PROVISIONING_TOKEN; the LastPass Admin Console shows it under Users > Directories > Azure AD
[2]
$ run_cycle; lpaz status --output json | jq -c '{code, quarantineReason}'
{"code":"Active","quarantineReason":null}
$ export LPAZ_PROVISIONING_TOKEN=$new_token
$ lpaz configure-app --quiet --output json --verbose 2>log | jq -c '{changed}'
{"changed":true}
$ run_cycle; lpaz status --output json | jq -c '{code, quarantineReason}'
{"code":"Active","quarantineReason":null}

# Neither the client secret nor the provisioning token nor an access token was logged.
$ grep -c 'POST.*validateCredentials' log
2
$ grep -c -F -e "$AZURE_CLIENT_SECRET" -e "$LPAZ_PROVISIONING_TOKEN" -e eyJ log
0
[1]
$ AZURE_CLIENT_SECRET=pa55word lpaz whoami --verbose 2>&1 | grep -c pa55word
0
[1]
