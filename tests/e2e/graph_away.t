# Graph cannot be reached, answers rubbish, breaks off, or is overloaded.

$ lpaz whoami --quiet >/dev/null
$ LPAZ_GRAPH_ENDPOINT=http://127.0.0.1:9 lpaz list-users --timeout 2s
$ fault '{"fault": "status", "path": "/v1.0/users", "times": 2, "status": 429, "retryAfter": 1}'
$ lpaz list-users --output jsonl | wc -l
$ fault '{"fault": "status", "path": "/v1.0/users", "times": 1000, "status": 503}'
$ lpaz list-users --timeout 2s
$ control DELETE /fault
$ fault '{"fault": "garbage", "path": "/v1.0/users"}'
$ lpaz list-users
$ fault '{"fault": "cut", "path": "/v1.0/users", "times": 1}'
$ lpaz list-users --output jsonl | wc -l
$ fault '{"fault": "drop-before", "path": "/v1.0/users", "times": 1}'
$ lpaz list-users --output jsonl | wc -l

# A change whose answer was lost is not repeated blindly, and is never reported as done wrongly.
$ reset_journal; fault '{"fault": "drop-after", "method": "POST", "path": "/v1.0/groups"}'
$ lpaz create-group Lost --output tsv --columns result
$ control GET /state | jq '[.groups[]? | select(.displayName == "Lost")] | length'
