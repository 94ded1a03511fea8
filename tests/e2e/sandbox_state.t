#! sandbox: --seed running
# The whole state as one file, put back, and the named seeds.

$ lpaz-sandbox state dump before.json; stat -c %a before.json
600
$ jq -r '.format, .version, (.users | length), (.accounts | length)' before.json
lpaz-sandbox state
1
32
14
$ grep -cF -e "$LPAZ_PROVISIONING_TOKEN" -e "$AZURE_CLIENT_SECRET" -e "$LPAZ_GRAPH_ENDPOINT" before.json
0
[1]
# Loading it changes nothing, down to the last byte.
$ lpaz-sandbox state load before.json; lpaz-sandbox state dump | cmp - before.json

# What happened since is undone, on both sides and in what the service remembers.
$ lpaz block-user --yes margaret.hamilton@contoso.example --output jsonl | jq -r .result
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
blocked
$ lpaz-sandbox cycle --output json | jq -r '.[].status'
Active
$ lastpass_user margaret.hamilton@contoso.example
disabled
$ lpaz-sandbox state load - <before.json; lastpass_user margaret.hamilton@contoso.example
active
$ lpaz list-users --disabled --output jsonl | jq -r .userPrincipalName
dennis.blocked@contoso.example
# The next cycle is incremental: it looks at her alone.
$ lpaz block-user --yes margaret.hamilton@contoso.example >/dev/null; lpaz-sandbox journal reset
$ lpaz-sandbox cycle --output json | jq -r '.[].lastExecution'
Succeeded
$ lpaz-sandbox journal --path /scimapi | jq -r .method
GET
PATCH
$ lastpass_user margaret.hamilton@contoso.example
disabled

# Another sandbox takes it, too: addresses and tokens become its own.
$ lpaz-sandbox state dump after.json
$ lpaz-sandbox exec -- bash -c 'lpaz-sandbox state load after.json; lpaz-sandbox advance 40m >/dev/null; lpaz-sandbox cycle -o json; lpaz-sandbox state dump other.json' | jq -r '.[].status'
Active
$ jq -c '[.clockOffsetSeconds, (.accounts | length), [.secrets[].value]]' other.json
[2400,14,["{sandbox}/scimapi/1234567","{token}","false"]]

# A file with an error is refused, says where, and changes nothing.
$ refused() { jq "$1" after.json >bad.json; lpaz-sandbox state load bad.json; }
$ refused '.version = 7'
lpaz-sandbox: bad.json: version 7 is not known to this lpaz-sandbox
hint: make one with lpaz-sandbox state dump of the same version
[2]
$ refused '.users[3].id = "nonsense"'
lpaz-sandbox: bad.json: users[3].id is not an id
[2]
$ refused '.users[3].accountEnabled = "yes"'
lpaz-sandbox: bad.json: users[3].accountEnabled is neither true nor false
[2]
$ refused '.users[3].shoeSize = 43'
lpaz-sandbox: bad.json: users[3].shoeSize is unknown
[2]
$ refused '.users[1].userPrincipalName = (.users[0].userPrincipalName | ascii_upcase)'
lpaz-sandbox: bad.json: users[1] has the principal name of another user
[2]
$ refused '.groups[0].members += ["00000000-0000-4000-8000-000000000001"]'
lpaz-sandbox: bad.json: groups[0] has a member who is not there
[2]
$ refused 'del(.servicePrincipals[1])'
lpaz-sandbox: bad.json: assignments[0] is of an app that is not there
[2]
$ refused 'del(.accounts[0])'
lpaz-sandbox: bad.json: accountGroups[0] has a member who is not there
[2]
$ refused '.jobStates[0].watermark = 1000000'
lpaz-sandbox: bad.json: jobStates[0] has a watermark in the future
[2]
$ refused '.surprise = []'
lpaz-sandbox: bad.json: the member surprise is unknown
[2]
$ refused '{"hello": "world"}'
lpaz-sandbox: bad.json: this is not the state of a sandbox
hint: make one with lpaz-sandbox state dump of the same version
[2]
$ head -c 5000 after.json >bad.json; lpaz-sandbox state load bad.json
lpaz-sandbox: bad.json: the document is not JSON, or it is incomplete
[2]
$ lpaz-sandbox state load nowhere.json
lpaz-sandbox: cannot open nowhere.json: No such file or directory
[1]
$ lpaz-sandbox state dump | cmp - after.json

# The seeds. What exec has set stays right in each.
$ for seed in fresh running token-reset quarantined hybrid; do
>   lpaz-sandbox state reset $seed
>   printf '%s: %s\n' "$seed" "$(lpaz-sandbox cycle -o json 2>/dev/null | jq -r '.[] | .status + " " + .lastExecution')"
> done
fresh: 
running: Active Succeeded
token-reset: Quarantine Failed
quarantined: Quarantine Failed
hybrid: Active Succeeded
$ lastpass_user margaret.hamilton@contoso.example
disabled
$ lpaz block-user --yes edsger.dijkstra@contoso.example --output jsonl 2>&1 | grep -c synced
1
# A quarantine ends with the new token, and what waited is done.
$ lpaz-sandbox state reset quarantined; lastpass_user margaret.hamilton@contoso.example
active
$ lpaz configure-app 2>&1 | grep -cE '^(connection +saved|start +started)'
2
$ lpaz-sandbox cycle --output json | jq -r '.[].status'
Active
$ lastpass_user margaret.hamilton@contoso.example
disabled
# Without a name it is the seed that the sandbox began with.
$ lpaz-sandbox state reset; lpaz status --output json | jq -r .state
active: a cycle runs every 40 min
$ lpaz-sandbox state reset nonsense
lpaz-sandbox: there is no seed "nonsense"
hint: the seeds are fresh, running, quarantined, token-reset, hybrid, 100k
[2]
$ lpaz-sandbox exec --seed running --scim-url http://127.0.0.1:1/scim -- true
lpaz-sandbox: the seed running runs on the LastPass stand-in only
hint: leave out --scim-url, or start from the seed fresh
[2]
