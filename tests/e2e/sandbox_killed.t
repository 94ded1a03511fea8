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
lpaz: list-users: GET http://127.0.0.1:<port>/v1.0/users?$select=id%2CuserPrincipalName%2CdisplayName%2Cmail%2CaccountEnabled%2CuserType%2ConPremisesSyncEnabled%2CsignInSessionsValidFromDateTime&$top=999: the connection was cut before the answer was complete
code: transfer  request-id: -
hint: look at the network connection
/work/main/tests/e2e/run-scenario: line 63:  3226 Killed                  lpaz-sandbox serve --users 3000 > ready
[5]
$ lpaz block-user --yes user000001@contoso.example --timeout 2s --output json
{"command":"block-user","kind":"unavailable","exitCode":5,"message":"POST http://127.0.0.1:<port>/v1.0/$batch: cannot connect (Failed to connect to 127.0.0.1 port 33871 after 0 ms: Couldn't connect to server)","code":"connect","hint":"look at the network connection; a proxy is taken from https_proxy, http_proxy, no_proxy"}
[5]
