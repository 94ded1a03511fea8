#! sandbox: --replication 50
# Killed after any of its requests, configure-app is finished by running it again: one app, one job.

$ finished() { lpaz configure-app --output json 2>/dev/null | jq -r .code; }
$ killed_at() { fault "{\"fault\": \"slow\", \"method\": \"$1\", \"path\": \"$2\", \"delay\": 400}"; lpaz configure-app >/dev/null 2>&1 & sleep "${3:-0.3}"; kill -9 $!; wait $! 2>/dev/null; control DELETE /fault; }
$ killed_at POST /v1.0/applicationTemplates
$ killed_at POST /v1.0/servicePrincipals
$ killed_at PUT /v1.0/servicePrincipals
$ killed_at GET /v1.0/servicePrincipals
$ finished
Active
$ control GET /state
{
 "tenantId": "<id>",
 "domain": "contoso.example",
 "now": "<time>",
 "counts": {
  "users": 31,
  "disabledUsers": 1,
  "deletedUsers": 1,
  "groups": 7,
  "servicePrincipals": 2,
  "logEntries": 0
 },
 "jobs": [
  {
   "id": "scim.<hash>.<id>",
   "servicePrincipalId": "<id>",
   "scheduled": true,
   "status": "Active",
   "quarantine": null,
   "lastExecution": "Succeeded"
  }
 ],
 "groups": [
  {
   "id": "<id>",
   "displayName": "Engineering",
   "securityEnabled": true,
   "members": 11
  },
  {
   "id": "<id>",
   "displayName": "Finance",
   "securityEnabled": true,
   "members": 4
  },
  {
   "id": "<id>",
   "displayName": "All Staff",
   "securityEnabled": true,
   "members": 4
  },
  {
   "id": "<id>",
   "displayName": "Marketing",
   "securityEnabled": false,
   "members": 3
  },
  {
   "id": "<id>",
   "displayName": "Sales",
   "securityEnabled": true,
   "members": 7
  },
  {
   "id": "<id>",
   "displayName": "Sales",
   "securityEnabled": true,
   "members": 2
  },
  {
   "id": "<id>",
   "displayName": "Sales EMEA",
   "securityEnabled": true,
   "members": 7
  }
 ],
 "users": [
  {
   "id": "<id>",
   "userPrincipalName": "ada.lovelace@contoso.example",
   "displayName": "Ada Lovelace",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "grace.hopper@contoso.example",
   "displayName": "Grace Hopper",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "alan.turing@contoso.example",
   "displayName": "Alan Turing",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "breakglass@contoso.onmicrosoft.com",
   "displayName": "Break Glass Account",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "katherine.johnson@contoso.example",
   "displayName": "Katherine Johnson",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "barbara.liskov@contoso.example",
   "displayName": "Barbara Liskov",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "edsger.dijkstra@contoso.example",
   "displayName": "Edsger Dijkstra",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "donald.knuth@contoso.example",
   "displayName": "Donald Knuth",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "margaret.hamilton@contoso.example",
   "displayName": "Margaret Hamilton",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "sinead.oconnor@contoso.example",
   "displayName": "Sinéad O'Connor",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "o'hara@contoso.example",
   "displayName": "Scarlett O'Hara",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "jurgen.muller@contoso.example",
   "displayName": "Jürgen Müller",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "zoe.strasse@contoso.example",
   "displayName": "Zoë Straße",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "yukihiro.matsumoto@contoso.example",
   "displayName": "松本 ゆきひろ",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "wei.zhang@contoso.example",
   "displayName": "张伟",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "linus.synced@contoso.example",
   "displayName": "Linus Synced",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "frances.allen@contoso.example",
   "displayName": "Frances Allen",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "john.backus@contoso.example",
   "displayName": "John Backus",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "jean.sammet@contoso.example",
   "displayName": "Jean Sammet",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "dennis.blocked@contoso.example",
   "displayName": "Dennis Blocked",
   "accountEnabled": false,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "radia.perlman@contoso.example",
   "displayName": "Radia Perlman",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "tim.berners-lee@contoso.example",
   "displayName": "Tim Berners-Lee",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "mallory.escape@contoso.example",
   "displayName": "Mallory \u001b[2J\u001b[31mESC\u001b[0m \u001b]0;title\u0007 ‮desrever‬ ​zero\twidth\r\nline",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "hedy.lamarr@contoso.example",
   "displayName": "Hedy Lamarr",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "annie.easley@contoso.example",
   "displayName": "Annie Easley",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "mary.jackson@contoso.example",
   "displayName": "Mary Jackson",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "dorothy.vaughan@contoso.example",
   "displayName": "Dorothy Vaughan",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "jose.nunez@contoso.example",
   "displayName": "José Núñez",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "bjorn.hakansson@contoso.example",
   "displayName": "Björn Håkansson",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "smith+test@contoso.example",
   "displayName": "Smith, Sam (test)",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "pat_partner.example#EXT#@contoso.onmicrosoft.com",
   "displayName": "Pat Partner",
   "accountEnabled": true,
   "deleted": false
  },
  {
   "id": "<id>",
   "userPrincipalName": "former.colleague@contoso.example",
   "displayName": "Former Colleague",
   "accountEnabled": true,
   "deleted": true
  }
 ]
} (no newline)
