#! sandbox: none
# The service dies half-way through a run: what was done is said, the rest is an error.

$ lpaz-sandbox serve --users 3000 >ready & serve=$!
$ until [ -s ready ]; do sleep 0.05; done
$ value() { jq -r ".$1" ready; }
$ export AZURE_TENANT_ID=$(value tenantId) AZURE_CLIENT_ID=$(value clientId) AZURE_CLIENT_SECRET=$(value clientSecret) AZURE_AUTHORITY_HOST=$(value authority) LPAZ_GRAPH_ENDPOINT=$(value graph) LPAZ_CACHE_DIR=$PWD/cache
$ lpaz list-users --output jsonl | wc -l
3000
$ curl -s -d '{"fault": "slow", "path": "/v1.0/users", "delay": 60000}' "$(value control)/fault"
$ (sleep 0.5; kill -9 "$serve") & lpaz list-users --timeout 3s
$ lpaz block-user --yes user000001@contoso.example --timeout 2s --output json
