# A shell script with set -e drives lpaz and reads its JSON.
$ lpaz configure-app --quiet --output json | jq -c '{changed, code}'
$ "$here/leavers.sh" Engineering donald.knuth@contoso.example wei.zhang@contoso.example
# The script ends at the first thing that goes wrong.
$ "$here/leavers.sh" Engineering nobody@contoso.example wei.zhang@contoso.example
