#! sandbox: --deny User.ReadWrite.All --deny User.EnableDisableAccount.All --deny User.RevokeSessions.All --deny Directory.ReadWrite.All
# The app may read, and not write: 403 names the permission that is missing.

$ lpaz block-user --yes john.backus@contoso.example
User                         Name         Result  LastPass  Error
john.backus@contoso.example  John Backus  failed  -         Insufficient privileges to complete the operation.
lpaz: block-user: Insufficient privileges to complete the operation.
code: Authorization_RequestDenied  request-id: 49cd527a-df30-4d84-bd9a-4f4c72825ed3
hint: the application needs the permission User.EnableDisableAccount.All (or User.ReadWrite.All) with admin consent, and a directory role high enough for the object
[9]
$ lpaz delete-user --yes john.backus@contoso.example
User                         Name         Result   LastPass                                                                         Error
john.backus@contoso.example  John Backus  deleted  disabled with the next cycle; account and vault gone after 2026-12-23T00:27:02Z  -
$ lpaz list-users --disabled --output tsv --columns userPrincipalName
userPrincipalName
dennis.blocked@contoso.example
