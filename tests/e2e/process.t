#! sandbox: --users 400
# What the surroundings do to a run: it keeps its secrets inside, and it ends as it should.

$ mkdir -p ~/.config/lpaz; echo '{"profiles": {"default": {"protectedUsers": ["user000300@contoso.example"]}}}' >~/.config/lpaz/config.json

# No core file, whatever the shell allows, for a process that holds secrets.
$ ulimit -c unlimited 2>/dev/null; mkfifo held
$ lpaz configure-app --provisioning-token-file - <held >/dev/null 2>&1 & run=$!
$ exec 8>held; for i in $(seq 500); do grep -q 'core file size  *0  *0 ' /proc/$run/limits && break; sleep 0.02; done
$ grep 'Max core' /proc/$run/limits | tr -s ' '
Max core file size 0 0 bytes 
$ kill -ABRT $run; { wait $run; } 2>killed; exec 8>&-; grep -c 'core dumped' killed; find . -name 'core*' | wc -l
0
0

# No TLS keys for whoever sets SSLKEYLOGFILE, which curl by itself would write.
$ export SSLKEYLOGFILE=$PWD/keys
$ lpaz-sandbox exec --tls -- lpaz whoami --output json | jq -r .tenantName; ls keys 2>&1
Contoso
ls: cannot access 'keys': No such file or directory
[2]
$ unset SSLKEYLOGFILE

# A terminal that goes away ends a bulk run as Ctrl-C does: 130, and a truthful row for everybody.
$ people=$(seq -f 'user%06g@contoso.example' 1 200)
$ lpaz whoami >/dev/null; reset_journal
$ fault '{"fault": "slow", "method": "POST", "path": "/v1.0/$batch", "times": 100, "delay": 600}'
$ lpaz block-user --yes $people --output jsonl >rows 2>errors & run=$!
$ until [ "$(requests POST '/v1.0/$batch')" -ge 4 ]; do sleep 0.02; done; kill -HUP $run; kill -HUP $run; wait $run
[130]
$ jq -c '[.kind, .exitCode]' errors; jq -s length rows
["interrupted",130]
200
$ control DELETE /fault

# A file at its size limit is a full disk, not the end of the process.
$ limited() { { (ulimit -f 24; lpaz "$@" 2>errors; echo $? >code) | cat >rows; }; cat code; }
$ limited delete-user --yes $people --journal run.journal --output jsonl
3
$ jq -sc 'length, (map(.result) | unique)' rows; tail -n 1 errors | jq -r .message | sed -E 's|^[0-9]+ of|N of|'
200
["deleted","not done"]
N of 200 users failed; the first: not begun: cannot write the journal run.journal: File too large; nothing further was sent
$ lpaz delete-user --yes $people --journal run.journal --output jsonl 2>/dev/null | jq -s length
200
$ (ulimit -f 4; lpaz list-users --output jsonl >rows)
{"command":"list-users","kind":"failed","exitCode":1,"message":"standard output: File too large"}
[1]

# The list of what is not done is tried before anything is done, and what is there is kept.
$ reset_journal; lpaz block-user --yes ada.lovelace@contoso.example --not-done nowhere/rest.csv
lpaz: block-user: --not-done: cannot create nowhere/rest.csv: No such file or directory
hint: name a file in a folder that exists and that you may write to
[2]
$ lpaz block-user --yes ada.lovelace@contoso.example --not-done .
lpaz: block-user: --not-done: cannot replace .: it is a folder
hint: name a file in a folder that exists and that you may write to
[2]
$ requests
0
$ echo old >rest.csv; lpaz block-user nobody@contoso.example --not-done rest.csv --quiet; cat rest.csv
lpaz: block-user: no user is called "nobody@contoso.example"
hint: give the user principal name or the object id; lpaz list-users --deleted shows the recycle bin
old

