# Each kind of bad input or bad luck: its message, its exit code, and nothing changed.
$ lpaz configure-app --quiet >/dev/null && run_cycle
# An unknown user.
$ lpaz block-user nobody@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
lpaz: block-user: no user is called "nobody@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
[8]
# One unknown name among good ones stops the run before anything is changed.
$ lpaz block-user donald.knuth@contoso.example nobody@contoso.example
lpaz: block-user: no user is called "nobody@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
[8]
$ lpaz list-users --disabled --output json | jq -r '.[].userPrincipalName'
dennis.blocked@contoso.example
# An ambiguous group.
$ lpaz assign-group Sales
lpaz: assign-group: 2 groups are called "Sales"
hint: give the id of the one you mean:
  <id>  The sales team
  <id>  The sales team before the merger
[2]
# A group that is no security group.
$ lpaz assign-group Marketing
lpaz: assign-group: "Marketing" is not a security group, and only those can be assigned
hint: nothing was changed; make a security group with lpaz create-group
[6]
# A wrong secret, an unknown client, an unknown tenant.
$ AZURE_CLIENT_SECRET=wrong lpaz status
lpaz: status: sign-in failed: the client secret is wrong (invalid_client, correlation id <id>, <time>)
code: AADSTS7000215  request-id: <id>
hint: copy the secret's value, not its id, from the app registration
[4]
$ AZURE_CLIENT_ID=11111111-1111-1111-1111-111111111111 lpaz status
lpaz: status: sign-in failed: this tenant has no such app (unauthorized_client, correlation id <id>, <time>)
code: AADSTS700016  request-id: <id>
hint: check the client id, the tenant id and the cloud (--cloud)
[4]
$ AZURE_TENANT_ID=nowhere.example lpaz status
lpaz: status: sign-in failed: the tenant does not exist (invalid_request, correlation id <id>, <time>)
code: AADSTS90002  request-id: <id>
hint: check the tenant id and the cloud: a tenant lives in one cloud only (--cloud)
[4]
$ env -u AZURE_CLIENT_SECRET lpaz status
lpaz: status: not signed in: AZURE_CLIENT_SECRET is not set
hint: set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or keep them in the profile "default" with lpaz login
[4]
# A wrong connection URL, and a wrong provisioning token: nothing is saved.
$ lpaz configure-app --connection-url http://127.0.0.1:1/scim
app           found: <id>
template      found: scim
job           found: scim.<hash>.<id>
notification  skipped: no address: give --notify to hear of a quarantine and to stop accidental deletions
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationUnavailable: the target gave no answer: Connection
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
[1]
$ lpaz configure-app --connection-url ftp://lastpass.com/scim
lpaz: configure-app: the connection URL is not a usable URL: it must begin with https:// and a host
[2]
$ LPAZ_PROVISIONING_TOKEN=wrong lpaz configure-app
app           found: <id>
template      found: scim
job           found: scim.<hash>.<id>
notification  skipped: no address: give --notify to hear of a quarantine and to stop accidental deletions
lpaz: configure-app: LastPass did not accept the connection URL and token: SystemForCrossDomainIdentityManagementCredentialValidationFailure: You appear to have entered invalid credentials: the target answered with HTTP status 401: the provisioning token is missing or wrong
code: UnknownError  request-id: <id>
hint: copy the Connection URL and the Provisioning Token again; a reset token ends the old one at once
[1]
$ lpaz status --exit-code --columns code
Code:  Active
# Deleting without a terminal and without --yes.
$ lpaz delete-user donald.knuth@contoso.example </dev/null
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
  donald.knuth@contoso.example  Donald Knuth
LastPass disables the account with the next cycle.
Account and vault are gone for good after <time>; until then lpaz restore-user brings them back.
lpaz: delete-user: this has to be confirmed, and there is no terminal to ask on
hint: use --yes to go on without being asked
[6]
$ lpaz unassign-group Engineering </dev/null
App                        Group        Group id                              Result
LastPass Provisioning App  Engineering  <id>  not assigned
# Guard-rails.
$ lpaz block-user ada.lovelace@contoso.example
lpaz: block-user: nothing was changed: ada.lovelace@contoso.example holds the role Global Administrator
hint: leave them out, or override with --include-admins
[6]
$ lpaz block-user linus.synced@contoso.example
lpaz: block-user: nothing was changed: linus.synced@contoso.example is synced from the local Active Directory; make the change there, for the next sync undoes it here
hint: leave them out, or override with --include-synced
[6]
$ lpaz delete-user --yes 'pat_partner.example#EXT#@contoso.onmicrosoft.com'
lpaz: delete-user: nothing was changed: pat_partner.example#EXT#@contoso.onmicrosoft.com is a guest, whose sessions end only in the home tenant
hint: leave them out, or override with --include-guests
[6]
$ lpaz block-user katherine.johnson@contoso.example
lpaz: block-user: nothing was changed: katherine.johnson@contoso.example holds the role Global Administrator (eligible)
hint: leave them out, or override with --include-admins
[6]
$ lpaz block-user donald.knuth@contoso.example jean.sammet@contoso.example --max-users 1
lpaz: block-user: nothing was changed: 2 users are more than the 1 that one run may change
hint: leave them out, or override with --max-users
[6]
# Wrong words.
$ lpaz
lpaz 0.1.0: Configure and prove LastPass provisioning through Entra ID

Usage
  lpaz <command> [options] [arguments]

Set up
  login             Check the credential and keep it for later commands
  logout            Forget the cached tokens and the kept credential
  whoami            Show who lpaz is signed in as and what it may do
  configure-app     Create or adopt the enterprise app and start provisioning

Groups
  create-group      Create a security group
  add-member        Add people to a group
  remove-member     Remove people from a group
  list-members      List the members of a group
  assign-group      Put groups in scope of LastPass
  unassign-group    Take groups out of the scope of LastPass
  assign-user       Put people in scope of LastPass
  unassign-user     Take people out of the scope of LastPass
  list-assignments  List who is in scope of LastPass

Users
  block-user        Block sign-in and revoke sessions; LastPass disables
  unblock-user      Allow sign-in again; LastPass enables
  delete-user       Delete people; account and vault go after 30 days
  restore-user      Bring people back from the recycle bin
  purge-user        Delete people in the recycle bin for good, vault too
  offboard-user     Block, prove it in LastPass, then delete
  list-users        List people: all, disabled, or deleted

Provisioning
  status            Print the provisioning status

Tools
  completion        Print the completion script of a shell

Options
  -h, --help     Show this text; after a command, the help of that command
      --version  Show the version

Entra ID (Azure AD) provisions LastPass accounts through an enterprise app over
SCIM. lpaz drives Entra ID through Microsoft Graph: it sets up that app, assigns
groups, blocks and deletes users, and shows the effect in LastPass.

Results go to stdout, everything else to stderr. Scripts use --output json,
jsonl, csv or tsv, whose field names are stable; they are listed in the man page
of each command.

Ctrl-C, SIGTERM or a terminal that goes away ends a run after the requests that
are under way, with a row for everybody and exit code 130; a second Ctrl-C or
SIGTERM ends it at once. A change to many people is held in memory until it is
done: about 20 MB and 3 KB for each person, so some 50 MB for 10,000 people.

To sign in, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or
keep them in a profile with lpaz login. An option takes precedence over an
environment variable, which takes precedence over the profile in the
configuration file, which takes precedence over the default.

Examples
  lpaz configure-app --connection-url URL --provisioning-token-file token.txt
  lpaz assign-group "LastPass pilot"
  lpaz status
  lpaz block-user ada@contoso.example
  lpaz list-users --disabled --output json
[2]
$ lpaz block-usr x
lpaz: unknown command "block-usr"
hint: did you mean block-user?
[2]
$ lpaz block-user
lpaz: block-user: name at least one user
hint: give USER, or --from-file FILE
[2]
$ lpaz status --no-such-option
lpaz: status: unknown option --no-such-option
hint: see lpaz status --help
[2]
$ lpaz status --output xml
lpaz: status: option --output: "xml" is not one of table, json, jsonl, csv, tsv
hint: see lpaz status --help
[2]
$ lpaz status --columns nope
lpaz: status: unknown column "nope"
hint: did you mean code?
[2]
$ lpaz list-users --disabled --deleted
lpaz: list-users: --disabled and --deleted exclude each other
hint: list them one after the other
[2]
# The same errors as JSON, for scripts.
$ lpaz block-user nobody@contoso.example --output json
{"command":"block-user","kind":"notFound","exitCode":8,"message":"no user is called \"nobody@contoso.example\"","hint":"give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin"}
[8]
