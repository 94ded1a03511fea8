#! sandbox: --replication 300
# Two configure-app at once make one app with one job: the second waits, and adopts what it finds.

$ for i in 1 2; do lpaz configure-app --output json >"rows.$i" 2>"steps.$i" & done; wait
$ jq -r '.steps[0] | "\(.step) \(.outcome)"' rows.1 rows.2 | sort
app created
app found
$ jq -r '.steps[] | select(.step == "job") | .outcome' rows.1 rows.2 | sort
created
found
$ control GET /state | jq -c '[.counts.servicePrincipals, (.jobs | length)]'
[2,1]

# Six at once, without a token in the cache.
$ control POST /state/reset >/dev/null; rm -rf "$LPAZ_CACHE_DIR"
$ for i in $(seq 6); do { lpaz configure-app --quiet >/dev/null 2>"errors.$i" || echo "exit $?"; } & done; wait; cat errors.*
$ control GET /state | jq -c '[.counts.servicePrincipals, (.jobs | length)]'
[2,1]

# Whoever waits for too long is told so; nothing was changed.
$ lock=$(find "$LPAZ_CACHE_DIR" -name 'creating-*.lock'); reset_journal
$ flock "$lock" lpaz configure-app --timeout 1s
lpaz: configure-app: another lpaz configure-app is setting up this app and has not ended yet
hint: run the same command again when it has ended, or give more time with --timeout
[5]
$ requests
0

# A dry run does not wait, and neither does a run for another app.
$ flock "$lock" lpaz configure-app --timeout 1s --dry-run --quiet --output tsv --columns changed
changed
false
$ flock "$lock" lpaz configure-app --timeout 5s --app Another --quiet --output tsv --columns changed
changed
true
