#! sandbox: none
# lpaz-sandbox: one line of JSON when it is ready, loopback only, exit codes of the command.

$ lpaz-sandbox exec -- sh -c 'exit 7'
[7]
$ lpaz-sandbox exec -- no-such-program
[127]
$ lpaz-sandbox exec -- sh -c 'kill -TERM $$'
[143]
$ lpaz-sandbox exec -- sh -c 'ls -A "$LPAZ_CACHE_DIR"; curl -s -o /dev/null -w "%{http_code}\n" $LPAZ_GRAPH_ENDPOINT/v1.0/users'
401
$ lpaz-sandbox serve >ready & serve=$!
$ until [ -s ready ]; do sleep 0.05; done; jq -r 'keys_unsorted | join(" ")' ready
graph authority tenantId clientId clientSecret connectionUrl provisioningToken lastpassApiUrl cid provhash control page
$ jq -r '[.graph, .authority, .connectionUrl, .control, .page][] | sub(":[0-9]+"; ":PORT")' ready
http://127.0.0.1:PORT
http://127.0.0.1:PORT
http://127.0.0.1:PORT/scimapi/1234567
http://127.0.0.1:PORT/control
http://127.0.0.1:PORT/
$ kill -TERM $serve; wait $serve; wc -l <ready
1
$ lpaz-sandbox exec --tls -- lpaz whoami --output json | jq -r .tenantName
Contoso
$ lpaz-sandbox exec --nonsense -- true
lpaz-sandbox: unknown option --nonsense
hint: see lpaz-sandbox exec --help
[2]

# A web page of another site cannot work the sandbox through somebody's browser, nor by a name of its
# own that leads to this machine.
$ cat >as_browser <<'END'
> site=${LPAZ_SANDBOX%/control}
> for header in 'Origin: https://elsewhere.example' 'Host: elsewhere.example' "Origin: $site"; do
>   for call in 'POST /lastpass/token' 'POST /control/journal/reset' 'GET /lastpass/state' 'GET /'; do
>     curl -s -o /dev/null -w '%{http_code} ' -H "$header" -X ${call% *} "$site${call#* }"
>   done
>   echo
> done
> END
$ lpaz-sandbox exec -- sh as_browser | sed "s, $,,"
403 403 403 403
403 403 403 403
200 204 200 200
