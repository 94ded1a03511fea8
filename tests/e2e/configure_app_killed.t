#! sandbox: --replication 50
# Killed after any of its requests, configure-app is finished by running it again: one app, one job.

$ finished() { lpaz configure-app --output json 2>/dev/null | jq -r .code; }
$ killed_at() { fault "{\"fault\": \"slow\", \"method\": \"$1\", \"path\": \"$2\", \"delay\": 400}"; lpaz configure-app >/dev/null 2>&1 & sleep "${3:-0.3}"; kill -9 $!; wait $! 2>/dev/null; control DELETE /fault; }
$ killed_at POST /v1.0/applicationTemplates
$ killed_at POST /v1.0/servicePrincipals
$ killed_at PUT /v1.0/servicePrincipals
$ killed_at GET /v1.0/servicePrincipals
$ finished
Active
$ control GET /state
