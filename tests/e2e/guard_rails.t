#! sandbox: --seed running --privileged
# Each guard-rail stops the whole run before the first write, whoever else is in it, and its own
# override opens it. That no override opens another rail is in overrides.t.

# refused COMMAND NAME OPTION...: exit code, number of writes and reason.
$ writes_in_parts() { control GET '/journal?prefix=/v1.0/' | jq '[.[] | if .body == "" then . else .body | fromjson | .requests[] end | select(.method != "GET")] | length'; }
$ refused() { reset_journal; lpaz "$@" margaret.hamilton@contoso.example --yes >/dev/null 2>why; echo "$1: exit $?, $(writes_in_parts) writes: $(grep -v ': warning:' why | sed -n '1s/^lpaz: [a-z-]*: //p' | sed 's/^nothing was changed: //')"; }
$ each() { for command in block-user delete-user offboard-user; do refused "$command" "$@"; done; }

# Holders of roles, active and eligible.
$ each alan.turing@contoso.example
block-user: exit 6, 0 writes: alan.turing@contoso.example holds the role User Administrator
delete-user: exit 6, 0 writes: alan.turing@contoso.example holds the role User Administrator
offboard-user: exit 6, 0 writes: alan.turing@contoso.example holds the role User Administrator
$ each katherine.johnson@contoso.example
block-user: exit 6, 0 writes: katherine.johnson@contoso.example holds the role Global Administrator (eligible)
delete-user: exit 6, 0 writes: katherine.johnson@contoso.example holds the role Global Administrator (eligible)
offboard-user: exit 6, 0 writes: katherine.johnson@contoso.example holds the role Global Administrator (eligible)

# The last Global Administrator, even where holders of roles are let through.
$ each ada.lovelace@contoso.example grace.hopper@contoso.example breakglass@contoso.onmicrosoft.com --include-admins
block-user: exit 6, 0 writes: ada.lovelace@contoso.example no Global Administrator would be left in the tenant
delete-user: exit 6, 0 writes: ada.lovelace@contoso.example no Global Administrator would be left in the tenant
offboard-user: exit 6, 0 writes: ada.lovelace@contoso.example no Global Administrator would be left in the tenant

# Guests, and people whom the local Active Directory owns.
$ each 'pat_partner.example#EXT#@contoso.onmicrosoft.com'
block-user: exit 6, 0 writes: pat_partner.example#EXT#@contoso.onmicrosoft.com is a guest, whose sessions end only in the home tenant
delete-user: exit 6, 0 writes: pat_partner.example#EXT#@contoso.onmicrosoft.com is a guest, whose sessions end only in the home tenant
offboard-user: exit 6, 0 writes: pat_partner.example#EXT#@contoso.onmicrosoft.com is a guest, whose sessions end only in the home tenant
$ each linus.synced@contoso.example
block-user: exit 6, 0 writes: linus.synced@contoso.example is synced from the local Active Directory; make the change there, for the next sync undoes it here
delete-user: exit 6, 0 writes: linus.synced@contoso.example is synced from the local Active Directory; make the change there, for the next sync undoes it here
offboard-user: exit 6, 0 writes: linus.synced@contoso.example is synced from the local Active Directory; make the change there, for the next sync undoes it here

# Accounts that the configuration protects.
$ mkdir -p ~/.config/lpaz; echo '{"profiles": {"default": {"protectedUsers": ["donald.knuth@contoso.example"]}}}' >~/.config/lpaz/config.json
$ each donald.knuth@contoso.example
block-user: exit 6, 0 writes: donald.knuth@contoso.example is a protected account of your configuration
delete-user: exit 6, 0 writes: donald.knuth@contoso.example is a protected account of your configuration
offboard-user: exit 6, 0 writes: donald.knuth@contoso.example is a protected account of your configuration

# More people than one run may change.
$ each barbara.liskov@contoso.example --max-users 1
block-user: exit 6, 0 writes: 2 users are more than the 1 that one run may change
delete-user: exit 6, 0 writes: 2 users are more than the 1 that one run may change
offboard-user: exit 6, 0 writes: 2 users are more than the 1 that one run may change

# The account that lpaz is signed in as: here a person with the id of the app.
$ own=$(lpaz whoami --output json | jq -r .objectId); old=$(user_id barbara.liskov@contoso.example)
$ lpaz-sandbox state dump | sed "s/$own/00000000-0000-4000-8000-000000000001/g" | sed "s/$old/$own/g" | lpaz-sandbox state load -
$ each barbara.liskov@contoso.example
block-user: exit 6, 0 writes: barbara.liskov@contoso.example this is the account lpaz is signed in as
delete-user: exit 6, 0 writes: barbara.liskov@contoso.example this is the account lpaz is signed in as
offboard-user: exit 6, 0 writes: barbara.liskov@contoso.example this is the account lpaz is signed in as

# The overrides. Graph itself refuses to change whom Active Directory owns, as it does in earnest.
$ opened() { reset_journal; lpaz "$@" --yes --output jsonl 2>why | jq -r '.result'; }
$ opened block-user barbara.liskov@contoso.example --include-self
blocked
$ lpaz-sandbox state reset; opened block-user alan.turing@contoso.example katherine.johnson@contoso.example --include-admins
blocked
blocked
$ opened block-user ada.lovelace@contoso.example grace.hopper@contoso.example breakglass@contoso.onmicrosoft.com --include-admins --include-last-admin
blocked
blocked
blocked
$ opened block-user 'pat_partner.example#EXT#@contoso.onmicrosoft.com' --include-guests
blocked
$ opened block-user linus.synced@contoso.example --include-synced; head -1 why
failed
{"command":"block-user","kind":"failed","exitCode":1,"message":"Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.","httpStatus":400,"code":"Request_BadRequest","requestId":"<id>"}
$ opened block-user donald.knuth@contoso.example --include-protected
blocked
$ opened block-user donald.knuth@contoso.example barbara.liskov@contoso.example --include-protected --max-users 2
blocked already
blocked

# Somebody whose LastPass account a deletion would strand is not offboarded.
$ refused offboard-user radia.perlman@contoso.example | sed 's/[^ ]*@contoso.example/NAME/g'
offboard-user: exit 6, 0 writes: not assigned to the app, so that a deletion would leave the LastPass account and its vault behind for ever: NAME; nothing was changed
$ opened offboard-user radia.perlman@contoso.example --include-stranded --dry-run
would be blocked, then deleted

# The rails hold for people in the recycle bin, too.
$ opened delete-user donald.knuth@contoso.example barbara.liskov@contoso.example --include-protected
deleted
deleted
$ refused purge-user donald.knuth@contoso.example
purge-user: exit 6, 0 writes: margaret.hamilton@contoso.example is not deleted; nothing was changed
$ lpaz purge-user donald.knuth@contoso.example --yes
lpaz: purge-user: nothing was changed: donald.knuth@contoso.example is a protected account of your configuration
hint: leave them out, or override with --include-protected
[6]
$ lpaz purge-user donald.knuth@contoso.example barbara.liskov@contoso.example --max-users 1 --yes --include-protected
lpaz: purge-user: nothing was changed: 2 users are more than the 1 that one run may change
hint: leave them out, or override with --max-users
[6]
$ opened purge-user donald.knuth@contoso.example barbara.liskov@contoso.example --max-users 2 --include-protected
purged
purged
