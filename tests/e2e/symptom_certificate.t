#! sandbox: --tls
# Symptom 2: the address of LastPass is an outdated one, whose certificate names another host.

$ lpaz configure-app --connection-url "${LPAZ_CONNECTION_URL/127.0.0.1/0.0.0.0}" 2>&1 | tail -n 3
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: the target gave no answer: the remote certificate is invalid according to the validation procedure
code: UnknownError  request-id: <id>
hint: the address is an outdated one, or its certificate is for another host: copy the Connection URL again
$ lpaz configure-app --quiet >/dev/null
