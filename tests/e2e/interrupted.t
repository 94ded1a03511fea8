#! sandbox: --users 400
# Ctrl-C in a bulk run: 130, and the same command again finishes it.

$ people=$(seq -f 'user%06g@contoso.example' 1 40 | grep -v -e 000000 -e '[05]0@')
$ lpaz whoami >/dev/null
$ fault '{"fault": "slow", "method": "POST", "path": "/v1.0/$batch", "times": 100, "delay": 700}'
$ lpaz block-user --yes $people >/dev/null 2>errors & run=$!; sleep 1; kill -INT $run; wait $run
[130]
$ head -n 1 errors
lpaz: block-user: interrupted
$ control DELETE /fault
$ lpaz block-user --yes $people --output jsonl | jq -r .result | sort | uniq -c | sed 's/^ *//'
20 blocked
20 blocked already
$ lpaz list-users --disabled --output jsonl | wc -l
48
