# The five formats of the same rows; what is for people stays out of a pipe.

$ lpaz list-members Finance
Kind  Name            User                            Enabled  Object id
user  John Backus     john.backus@contoso.example     yes      <id>
user  Frances Allen   frances.allen@contoso.example   yes      <id>
user  Dennis Blocked  dennis.blocked@contoso.example  no       <id>
user  Jean Sammet     jean.sammet@contoso.example     yes      <id>
$ lpaz list-members Finance --output csv
kind,displayName,userPrincipalName,mail,accountEnabled,id
user,John Backus,john.backus@contoso.example,john.backus@contoso.example,true,<id>
user,Frances Allen,frances.allen@contoso.example,frances.allen@contoso.example,true,<id>
user,Dennis Blocked,dennis.blocked@contoso.example,dennis.blocked@contoso.example,false,<id>
user,Jean Sammet,jean.sammet@contoso.example,jean.sammet@contoso.example,true,<id>
$ lpaz list-members Finance --output tsv --columns displayName
displayName
John Backus
Frances Allen
Dennis Blocked
Jean Sammet
$ lpaz list-members Finance --output jsonl --columns displayName,accountEnabled
{"displayName":"John Backus","accountEnabled":true}
{"displayName":"Frances Allen","accountEnabled":true}
{"displayName":"Dennis Blocked","accountEnabled":false}
{"displayName":"Jean Sammet","accountEnabled":true}
$ lpaz list-members Finance --output json | jq -c '[.[] | .displayName]'
["John Backus","Frances Allen","Dennis Blocked","Jean Sammet"]
$ LPAZ_OUTPUT=tsv lpaz list-members Finance --columns displayName | head -n 1
displayName
$ lpaz list-members Finance --columns nonsense
lpaz: list-members: unknown column "nonsense"
hint: the columns are kind, displayName, userPrincipalName, mail, accountEnabled, id
[2]
$ lpaz list-members Finance | grep -c $'\e'
0
[1]
$ lpaz list-members Finance --output jsonl | head -n 1 | wc -l
1
$ lpaz list-members Finance >/dev/full
lpaz: list-members: standard output: No space left on device
[1]
