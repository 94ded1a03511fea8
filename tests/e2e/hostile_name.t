# A display name that would clear the screen, set the title and reverse the text drives nothing:
# not in a table, not in an error, not under --verbose, not in a CSV.

$ lpaz list-users --output tsv --columns userPrincipalName,displayName | grep mallory
mallory.escape@contoso.example	Mallory \x1b[2J\x1b[31mESC\x1b[0m \x1b]0;title\x07 \u202edesrever\u202c \u200bzero\twidth\r\nline
$ lpaz list-users --columns displayName | grep -c $'\e'
0
[1]
$ lpaz list-users --verbose 2>&1 | LC_ALL=C grep -c $'[\x01-\x08\x0b-\x1f\x7f]'
0
[1]
$ lpaz block-user mallory.escape@contoso.example --output json | jq -c '[.[0].displayName | test("[\u0000-\u001f]")]'
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
[true]
$ lpaz list-users --output json | LC_ALL=C grep -c -e $'\e' -e $'\xe2\x80\xae'
0
[1]
$ lpaz delete-user mallory.escape@contoso.example 2>&1 | LC_ALL=C grep -c $'[\x01-\x08\x0b-\x1f\x7f]'
0
[1]
