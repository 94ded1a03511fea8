#! sandbox: --seed running
# A name that somebody in the recycle bin had: the new colleague who got it is spared, and an object
# id always means one.

$ mkdir -p ~/.config/lpaz; echo '{"profiles": {"default": {"protectedUsers": ["breakglass@contoso.onmicrosoft.com"]}}}' >~/.config/lpaz/config.json
$ old=$(user_id donald.knuth@contoso.example)
$ lpaz delete-user --yes --quiet donald.knuth@contoso.example -o tsv --columns result
result
deleted
$ graph POST /users '{"accountEnabled": true, "displayName": "Donald Knuth", "mailNickname": "dk", "userPrincipalName": "donald.knuth@contoso.example", "passwordProfile": {"password": "S3cret~value!"}}' >/dev/null; new=$(user_id donald.knuth@contoso.example)

# What takes away, and what works on the recycle bin, stops with both ids.
$ for command in block-user delete-user offboard-user restore-user purge-user unassign-user; do lpaz $command --yes donald.knuth@contoso.example -o json 2>why >/dev/null; echo "$command: $?, $(grep -c "$old" why) and $(grep -c "$new" why)"; done
block-user: 2, 1 and 1
delete-user: 2, 1 and 1
offboard-user: 2, 1 and 1
restore-user: 2, 1 and 1
purge-user: 2, 1 and 1
unassign-user: 2, 1 and 1
$ lpaz create-group --quiet One >/dev/null; lpaz remove-member --yes One donald.knuth@contoso.example 2>&1 >/dev/null | sed "s/$old/OLD/; s/$new/NEW/"
lpaz: remove-member: 2 users, in the directory and in the recycle bin, are called "donald.knuth@contoso.example"
hint: give the id of the one you mean:
  NEW  Donald Knuth, not deleted
  OLD  deleted <time>

# What gives takes the living one, and says so.
$ lpaz assign-user donald.knuth@contoso.example --dry-run -o json 2>why | jq -r .[].id | sed "s/$new/NEW/"; sed "s/$old/OLD/; s/$new/NEW/" why
NEW
lpaz: warning: donald.knuth@contoso.example is NEW here; OLD in the recycle bin had that name too

# By id it is clear; a purge would have LastPass delete the account of that name.
$ lpaz purge-user --yes "$old" 2>&1 | sed "s/$old/OLD/; s/$new/NEW/"
lpaz: purge-user: nothing was changed: donald.knuth@contoso.example (OLD) had a name or address that donald.knuth@contoso.example (NEW) has now, and that person's account and vault would be deleted
hint: leave them out, or override with --include-reused-names
$ lpaz purge-user --yes "$old" --include-reused-names -o tsv --columns result
result
purged
$ lpaz block-user donald.knuth@contoso.example -o tsv --columns result
result
blocked

# What is protected and is nobody, and what is named and is not there, is not passed over.
$ echo '{"profiles": {"default": {"protectedUsers": ["nobody@contoso.example"]}}}' >~/.config/lpaz/config.json; lpaz block-user --yes john.backus@contoso.example
lpaz: block-user: protectedUsers of the configuration names nobody of this tenant: "nobody@contoso.example"
hint: correct the name in the configuration; nothing was changed
[2]
$ lpaz whoami --profile prod 2>&1 >/dev/null | sed 's/configuration .*/configuration FILE/'
lpaz: whoami: there is no profile "prod" in the configuration FILE
hint: correct --profile or LPAZ_PROFILE; lpaz login makes a profile
$ lpaz whoami --config nowhere.json
lpaz: whoami: there is no configuration nowhere.json
hint: correct --config or LPAZ_CONFIG; lpaz login makes a configuration
[2]
