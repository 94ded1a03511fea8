#! sandbox: none
# The app may not do what is asked.

# Symptom 26: 403 although consent is given: the person holds a role, and the app none.
$ lpaz-sandbox exec -- lpaz block-user --yes --include-admins alan.turing@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
User                         Name         Result  Error
alan.turing@contoso.example  Alan Turing  failed  Insufficient privileges to complete the operation.
lpaz: block-user: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission User.EnableDisableAccount.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[9]
$ lpaz-sandbox exec --privileged -- lpaz block-user --yes --include-admins alan.turing@contoso.example --output tsv --columns result
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
result
blocked

# Symptom 27: the log or the configuration cannot be read.
$ lpaz-sandbox exec --deny 'AuditLog*' --deny 'ProvisioningLog*' -- sh -c 'lpaz configure-app --quiet >/dev/null; curl -s -X POST "$LPAZ_SANDBOX/cycle" >/dev/null; lpaz status --output json | jq -c "[.code, .problems]"'
lpaz: warning: the provisioning log could not be read (it needs ProvisioningLog.Read.All and Entra ID P1): single failures are not shown
["Active",[]]
$ lpaz-sandbox exec --seed running --deny 'Synchronization*' --deny 'Application.ReadWrite*' --deny 'Directory*' -- lpaz status
lpaz: status: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission Synchronization.Read.All with admin consent, and a directory role high enough for the object
[9]
