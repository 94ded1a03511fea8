#! sandbox: --users 400
# Ctrl-C in a bulk run: 130, a truthful row for everybody, and the same command again finishes it.

$ mkdir -p ~/.config/lpaz; echo '{"profiles": {"default": {"protectedUsers": ["user000300@contoso.example"]}}}' >~/.config/lpaz/config.json
$ people=$(seq -f 'user%06g@contoso.example' 1 200)
$ lpaz whoami >/dev/null; reset_journal
$ fault '{"fault": "slow", "method": "POST", "path": "/v1.0/$batch", "times": 100, "delay": 600}'
$ lpaz block-user --yes $people --output jsonl >rows 2>errors & run=$!
$ until [ "$(requests POST '/v1.0/$batch')" -ge 4 ]; do sleep 0.02; done; kill -INT $run; wait $run
[130]
$ jq -c '[.kind, .exitCode, .hint]' errors
["interrupted",130,"run the same command again; what has been done is not done again"]
$ jq -r .message errors | sed -E 's/^[0-9]+ of/N of/'
N of 200 users not done: interrupted
# Those in flight were finished, the others never begun.
$ jq -sc 'length, (map(.result) | unique - ["blocked", "blocked already", "partly done", "not done"])' rows
200
[]
$ jq -sc 'map(.result) | group_by(.) | map({(.[0]): length}) | add | (."partly done" <= 80, ."not done" >= 60)' rows
true
true
$ control DELETE /fault

# Nobody is called blocked who is not, and nobody is unchanged who is not called blocked.
$ jq -r 'select(.result | test("^blocked")) | .userPrincipalName' rows | sort >said
$ lpaz list-users --disabled --output jsonl | jq -r .userPrincipalName | grep -F "$people" | sort >blocked
$ comm -23 said blocked
$ lpaz block-user --yes $people --output jsonl | wc -l
200
$ lpaz list-users --disabled --output jsonl | jq -r .userPrincipalName | grep -c -F "$people"
200
