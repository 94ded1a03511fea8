# In GitHub Actions errors are annotations too, and the run is summed up.

$ export GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$PWD/summary
$ lpaz block-user --yes nobody@contoso.example
$ lpaz list-members Finance --output tsv >/dev/null
$ sed 's/^/| /' summary
$ unset GITHUB_ACTIONS
$ lpaz block-user --yes nobody@contoso.example 2>&1 | grep -c ::error
0
[1]
