#! sandbox: --users 2500
# With a warm token: the request budgets of the user's guide.

$ lpaz configure-app --quiet >/dev/null; lpaz whoami >/dev/null
$ count() { reset_journal; "$@" >/dev/null 2>&1; requests; }
$ count lpaz status
3
$ count lpaz block-user --yes user000001@contoso.example
2
$ count lpaz block-user --yes $(seq -f 'user%06g@contoso.example' 101 140)
5
# N people in at most N/6 + 6 requests, with all guard-rails.
$ block() { seq -f 'user%06g@contoso.example' "$1" "$2" | count lpaz block-user --yes --from-file -; }
$ block 201 210
3
$ block 301 400
11
$ block 501 1500
107
$ seq -f 'user%06g@contoso.example' 501 1500 | lpaz block-user --dry-run --from-file - --output jsonl | jq -r .result | uniq -c
   1000 blocked already
$ count lpaz list-users
3
$ count lpaz whoami
1
$ lpaz list-users --output jsonl | wc -l
2500

# All on one connection.
$ reset_journal; lpaz list-users >/dev/null; control GET /journal | jq '[.[].connection] | unique | length'
1
