#! needs: script
# Who deletes is asked; without a terminal it takes --yes.

$ lpaz delete-user john.backus@contoso.example
$ lpaz delete-user john.backus@contoso.example --dry-run --output tsv --columns userPrincipalName,result
$ lpaz configure-app >/dev/null; lpaz assign-group Engineering >/dev/null
$ lpaz unassign-group Engineering
$ lpaz list-users --deleted --output tsv --columns userPrincipalName
former.colleague@contoso.example

# On a terminal: one person wants a yes, more want the count.
$ terminal() { script --quiet --return --command "$1" /dev/null | tr -d '\r'; }
$ echo n | terminal 'lpaz delete-user john.backus@contoso.example --no-color'; echo "${PIPESTATUS[1]}"
$ echo y | terminal 'lpaz delete-user john.backus@contoso.example jean.sammet@contoso.example --no-color'
$ echo 2 | terminal 'lpaz delete-user john.backus@contoso.example jean.sammet@contoso.example --no-color'
$ lpaz list-users --deleted --output tsv --columns userPrincipalName
