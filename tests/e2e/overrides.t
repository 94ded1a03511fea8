# Every guard-rail has its own override, and none opens another.

$ try() { lpaz block-user --yes "$@" --output tsv --columns userPrincipalName,result; }
$ try alan.turing@contoso.example --include-synced --include-guests
$ try alan.turing@contoso.example --include-admins
$ try linus.synced@contoso.example --include-synced
$ guest=$(lpaz list-users --output jsonl | jq -r 'select(.userType == "Guest") | .userPrincipalName')
$ try "$guest" --include-guests
$ lpaz list-users --disabled --output tsv --columns userPrincipalName
