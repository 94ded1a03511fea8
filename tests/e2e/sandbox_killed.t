#! sandbox: none
# The service dies half-way through a run: what was done is said, and what is not known.

$ mkdir -p ~/.config/lpaz; echo '{"profiles": {"default": {"protectedUsers": ["user000250@contoso.example"]}}}' >~/.config/lpaz/config.json
$ lpaz-sandbox serve --users 300 >ready & serve=$!; disown
$ until [ -s ready ]; do sleep 0.05; done
$ value() { jq -r ".$1" ready; }
$ export AZURE_TENANT_ID=$(value tenantId) AZURE_CLIENT_ID=$(value clientId) AZURE_CLIENT_SECRET=$(value clientSecret) AZURE_AUTHORITY_HOST=$(value authority) LPAZ_GRAPH_ENDPOINT=$(value graph) LPAZ_CACHE_DIR=$PWD/cache
$ people=$(seq -f 'user%06g@contoso.example' 1 200)
$ lpaz list-users --output jsonl | wc -l
300
$ curl -s -d '{"fault": "slow", "path": "/v1.0/$batch", "times": 100, "delay": 500}' "$(value control)/fault"
$ (until [ "$(curl -s "$(value control)/journal?prefix=/v1.0/\$batch" | jq length)" -ge 5 ]; do sleep 0.05; done; kill -9 "$serve") & lpaz block-user --yes $people --timeout 2s --output jsonl >rows 2>problem
[3]
$ jq -c '[.kind, .exitCode]' problem
["partial",3]
$ jq -r .message problem | sed -E 's/^[0-9]+ of/N of/; s/(the connection was cut before the answer was complete|cannot connect .*)$/gone/'
N of 200 users failed; the first: POST http://127.0.0.1:<port>/v1.0/$batch: gone
# Done, half done, unknown or not begun: never more said than is known.
$ jq -sc 'length, (map(.result) | unique - ["blocked", "blocked already", "partly done", "unknown", "failed", "not done"])' rows
200
[]
$ jq -sc 'map(.result) | group_by(.) | map({(.[0]): length}) | add | ."not done" > 0' rows
true
$ lpaz block-user --yes user000001@contoso.example --timeout 2s --output json
{"command":"block-user","kind":"unavailable","exitCode":5,"message":"POST http://127.0.0.1:<port>/v1.0/$batch: cannot connect (Failed to connect to 127.0.0.1 port <port> after * ms: Couldn't connect to server)","code":"connect","hint":"check the network connection; the proxy comes from https_proxy, http_proxy, no_proxy"} (glob)
[5]
