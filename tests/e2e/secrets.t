# A connection that fails its test is not saved, and no secret stands in an error or a log.

$ LPAZ_PROVISIONING_TOKEN=wrong lpaz configure-app --quiet
$ lpaz status --output json | jq '{code}'

# With the right token the same command finishes what is begun.
$ lpaz configure-app --quiet --output json | jq -r .code
Active

# A token that was reset in the Admin Console: the next run says so, a new one mends it.
$ lastpass=${LPAZ_SANDBOX%/control}/lastpass
$ curl -s -X POST "$lastpass/token" >reset
$ LPAZ_PROVISIONING_TOKEN= lpaz configure-app --quiet </dev/null

$ export AZURE_CLIENT_SECRET=pa55word LPAZ_PROVISIONING_TOKEN=t0ken
$ lpaz configure-app --verbose >log 2>&1; grep -c -e pa55word -e t0ken log
0
[1]
