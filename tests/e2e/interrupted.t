#! sandbox: --users 400
# Ctrl-C in a bulk run: 130, a truthful row for everybody, and the same command again finishes it.

$ people=$(seq -f 'user%06g@contoso.example' 1 40)
$ lpaz whoami >/dev/null; reset_journal
$ fault '{"fault": "slow", "method": "POST", "path": "/v1.0/$batch", "times": 100, "delay": 600}'
$ lpaz block-user --yes $people --output jsonl >rows 2>errors & run=$!
$ until [ "$(requests POST '/v1.0/$batch')" -ge 3 ]; do sleep 0.02; done; kill -INT $run; wait $run
[130]
$ jq -r .result rows | sort | uniq -c | sed 's/^ *//'
20 blocked
20 partly done
$ cat errors
{"command":"block-user","kind":"interrupted","exitCode":130,"message":"20 of 40 users failed; the first: interrupted","hint":"run the same command again; what is done already is not done twice"}
$ control DELETE /fault

# Nobody is called blocked who is not, and nobody is unchanged who is not called blocked.
$ jq -r 'select(.result | test("^blocked")) | .userPrincipalName' rows | sort >said
$ lpaz list-users --disabled --output jsonl | jq -r .userPrincipalName | grep -F "$people" | sort >blocked
$ comm -23 said blocked
$ lpaz block-user --yes $people --output jsonl | wc -l
40
$ lpaz list-users --disabled --output jsonl | jq -r .userPrincipalName | grep -c -F "$people"
40
