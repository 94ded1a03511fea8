# Each kind of bad input or bad luck: its message, its exit code, and nothing changed.
$ lpaz configure-app --quiet --columns code
# An unknown user.
$ lpaz block-user nobody@contoso.example
# One unknown name among good ones stops the run before anything is changed.
$ lpaz block-user donald.knuth@contoso.example nobody@contoso.example
$ lpaz list-users --disabled --output json | jq -r '.[].userPrincipalName'
# An ambiguous group.
$ lpaz assign-group Sales
# A group that is no security group.
$ lpaz assign-group Marketing
# A wrong secret, an unknown client, an unknown tenant.
$ AZURE_CLIENT_SECRET=wrong lpaz status
$ AZURE_CLIENT_ID=11111111-1111-1111-1111-111111111111 lpaz status
$ AZURE_TENANT_ID=nowhere.example lpaz status
$ env -u AZURE_CLIENT_SECRET lpaz status
# A wrong connection URL, and a wrong provisioning token: nothing is saved.
$ lpaz configure-app --connection-url http://127.0.0.1:1/scim
$ lpaz configure-app --connection-url ftp://lastpass.com/scim
$ LPAZ_PROVISIONING_TOKEN=wrong lpaz configure-app
$ lpaz status --exit-code --columns code
# Deleting without a terminal and without --yes.
$ lpaz delete-user donald.knuth@contoso.example </dev/null
$ lpaz unassign-group Engineering </dev/null
# Guard-rails.
$ lpaz block-user ada.lovelace@contoso.example
$ lpaz block-user linus.synced@contoso.example
$ lpaz delete-user --yes 'pat_partner.example#EXT#@contoso.onmicrosoft.com'
$ lpaz block-user katherine.johnson@contoso.example
$ lpaz block-user donald.knuth@contoso.example jean.sammet@contoso.example --max-users 1
# Wrong words.
$ lpaz
$ lpaz block-usr x
$ lpaz block-user
$ lpaz status --no-such-option
$ lpaz status --output xml
$ lpaz status --columns nope
$ lpaz list-users --disabled --deleted
# The same errors as JSON, for scripts.
$ lpaz block-user nobody@contoso.example --output json
