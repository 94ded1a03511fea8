#! sandbox: --deny User.ReadWrite.All --deny User.EnableDisableAccount.All --deny User.RevokeSessions.All --deny Directory.ReadWrite.All --deny User.DeleteRestore.All
# The app may read, and not write: 403 names the permission that is missing.

$ lpaz block-user --yes john.backus@contoso.example
lpaz: warning: no account is protected: name your emergency accounts in "protectedUsers" of the profile, and no command blocks or deletes them; this is said once
User                         Name         Result  Error
john.backus@contoso.example  John Backus  failed  Insufficient privileges to complete the operation.
lpaz: block-user: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission User.EnableDisableAccount.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[9]
$ lpaz delete-user --yes john.backus@contoso.example
lpaz: warning: 1 user is not blocked yet, and nothing shows that LastPass has disabled the account; lpaz offboard-user blocks, waits for the proof, and only then deletes
User                         Name         Result  Error
john.backus@contoso.example  John Backus  failed  Insufficient privileges to complete the operation.
lpaz: delete-user: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: <id>
hint: the application needs the permission User.DeleteRestore.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[9]
$ lpaz list-users --disabled --output tsv --columns userPrincipalName
userPrincipalName
dennis.blocked@contoso.example
