# A connection that fails its test is not saved, and no secret stands in an error or a log.

$ LPAZ_PROVISIONING_TOKEN=wrong lpaz configure-app --quiet
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the target answered with HTTP status 401: the provisioning token is missing or wrong
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
[1]
$ lpaz status --output json | jq '{code}'
{
  "code": "Paused"
}

# With the right token the same command finishes what is begun.
$ lpaz configure-app --quiet --output json | jq -r .code
Active

# A token that was reset in the Admin Console: the next run says so, a new one mends it.
$ lastpass=${LPAZ_SANDBOX%/control}/lastpass
$ curl -s -X POST "$lastpass/token" >reset
$ LPAZ_PROVISIONING_TOKEN= lpaz configure-app --quiet </dev/null
lpaz: configure-app: the provisioning token is needed: LastPass does not accept the one that is saved
hint: give it with --provisioning-token-file FILE or LPAZ_PROVISIONING_TOKEN; the LastPass Admin Console shows it under Users > Directories > Azure AD
[2]

$ export AZURE_CLIENT_SECRET=pa55word LPAZ_PROVISIONING_TOKEN=t0ken
$ lpaz configure-app --verbose >log 2>&1; grep -c -e pa55word -e t0ken log
0
[1]
