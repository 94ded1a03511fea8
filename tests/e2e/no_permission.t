#! sandbox: --deny User.ReadWrite.All --deny User.EnableDisableAccount.All --deny User.RevokeSessions.All --deny Directory.ReadWrite.All
# The app may read, and not write: 403 names the permission that is missing.

$ lpaz block-user --yes john.backus@contoso.example
$ lpaz delete-user --yes john.backus@contoso.example
$ lpaz list-users --disabled --output tsv --columns userPrincipalName
dennis.blocked@contoso.example
