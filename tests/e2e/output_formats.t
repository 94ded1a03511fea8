# The five formats of the same rows; what is for people stays out of a pipe.

$ lpaz list-members Finance
$ lpaz list-members Finance --output csv
$ lpaz list-members Finance --output tsv --columns displayName
$ lpaz list-members Finance --output jsonl --columns displayName,accountEnabled
$ lpaz list-members Finance --output json | jq -c '[.[] | .displayName]'
$ LPAZ_OUTPUT=tsv lpaz list-members Finance --columns displayName | head -n 1
$ lpaz list-members Finance --columns nonsense
$ lpaz list-members Finance | grep -c $'\e'
0
[1]
$ lpaz list-members Finance --output jsonl | head -n 1 | wc -l
1
$ lpaz list-members Finance >/dev/full
