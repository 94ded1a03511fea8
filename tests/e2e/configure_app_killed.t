#! sandbox: --replication 50
# Killed at any moment, configure-app is finished by running it again: one app, one job.

$ killed_after() { { timeout -s KILL "$1" lpaz configure-app; } >/dev/null 2>&1; true; }
$ for moment in 0.01 0.02 0.03 0.04 0.06 0.08 0.1 0.15 0.2; do killed_after "$moment"; done

# Killed while the service works on a request: its outcome is not known.
$ killed_in() { fault "{\"fault\": \"slow\", \"method\": \"$1\", \"path\": \"$2\", \"delay\": 300}"; killed_after 0.2; control DELETE /fault; }
$ killed_in POST '/v1.0/$batch'
$ killed_in POST /v1.0/servicePrincipals
$ killed_in PUT /v1.0/servicePrincipals

$ lpaz configure-app --quiet >/dev/null && run_cycle
$ lpaz status --exit-code --columns code,healthy --output tsv
code	healthy
Active	true
$ control GET /state | jq -c '[.counts.servicePrincipals, (.jobs | length)]'
[2,1]
