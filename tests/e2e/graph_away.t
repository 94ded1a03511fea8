# Graph cannot be reached, answers rubbish, breaks off, or is overloaded.

$ lpaz whoami --quiet >/dev/null
$ fault '{"fault": "drop-before", "path": "/v1.0/", "times": 1000}'
$ lpaz list-users --timeout 2s
lpaz: list-users: GET http://127.0.0.1:<port>/v1.0/users?$select=id%2CuserPrincipalName%2CdisplayName%2Cmail%2CaccountEnabled%2CuserType%2ConPremisesSyncEnabled%2CsignInSessionsValidFromDateTime&$top=999: the connection was cut before the answer was complete
code: transfer  request-id: -
hint: check the network connection
[5]
$ control DELETE /fault
$ fault '{"fault": "status", "path": "/v1.0/users", "times": 2, "status": 429, "retryAfter": 1}'
$ lpaz list-users --output jsonl | wc -l
31
$ fault '{"fault": "status", "path": "/v1.0/users", "times": 1000, "status": 503}'
$ lpaz list-users --timeout 2s
lpaz: list-users: Ordered by POST /control/fault.
code: serviceNotAvailable  request-id: <id>
hint: the service is temporarily unavailable; run the command again in a few minutes
[5]
$ control DELETE /fault
$ fault '{"fault": "garbage", "path": "/v1.0/users"}'
$ lpaz list-users
lpaz: list-users: the answer of Graph is not JSON
[1]
$ fault '{"fault": "cut", "path": "/v1.0/users", "times": 1}'
$ lpaz list-users --output jsonl | wc -l
31
$ fault '{"fault": "drop-before", "path": "/v1.0/users", "times": 1}'
$ lpaz list-users --output jsonl | wc -l
31

# A change whose answer was lost is not repeated blindly, and is never reported as done wrongly.
$ reset_journal; fault '{"fault": "drop-after", "method": "POST", "path": "/v1.0/groups"}'
$ lpaz create-group Lost --output tsv --columns result
result
created
$ control GET /state | jq '[.groups[]? | select(.displayName == "Lost")] | length'
1
