# LastPass and Entra do not mean the same person.

$ connect Finance

# Symptom 14: somebody deleted the account in LastPass by hand. Entra knows it by its old id only; a
# full restart matches everybody anew.
$ lastpass DELETE /users/john.backus@contoso.example
$ graph PATCH /users/john.backus@contoso.example '{"jobTitle": "Controller"}'; run_cycle
$ log_of 'John Backus' | tail -n 1; lastpass_user john.backus@contoso.example
update failure InvalidAnchor
absent
$ status_problems
1 change failed and will be tried again
InvalidAnchor of 1 object: LastPass answered 404 NotFound: no user has the id <id> (such as John Backus); the account was deleted or created again in LastPass: restart provisioning with the scope Full
$ advance 60; restart Full; run_cycle; lastpass_user john.backus@contoso.example; status_problems
active

# Symptom 15: LastPass has no change of the user name: the account is stuck under the old one, and
# after a full restart there are two.
$ graph PATCH /users/jean.sammet@contoso.example '{"userPrincipalName": "jean.cobol@contoso.example"}'; run_cycle
$ lastpass_user jean.sammet@contoso.example; lastpass_user jean.cobol@contoso.example; log_of 'Jean Sammet' | tail -n 1
active
absent
update failure SystemForCrossDomainIdentityManagementBadRequest
$ status_problems
1 change failed and will be tried again
SystemForCrossDomainIdentityManagementBadRequest of 1 object: LastPass answered 400 BadRequest: LastPass does not support changes of userName (such as Jean Sammet); LastPass refused the change: it cannot change user names, and it may need the other dialect of SCIM (?aadOptscim062020 behind the connection URL)
$ advance 60; restart Full; run_cycle; lastpass_user jean.sammet@contoso.example; lastpass_user jean.cobol@contoso.example
active
active

# Symptom 16: skipped at the import: the attribute to match by is empty, or cannot stand in a filter.
$ change_schema '(.synchronizationRules[].objectMappings[].attributeMappings[] | select(.targetAttributeName == "userName") | .source) = {type: "Attribute", name: "mail", expression: "[mail]", parameters: []}'
$ graph PATCH /users/mary.jackson@contoso.example '{"mail": null}'
$ graph PATCH /users/annie.easley@contoso.example '{"mail": "\"annie\"@contoso.example"}'
$ lpaz add-member Finance mary.jackson@contoso.example annie.easley@contoso.example >/dev/null; run_cycle
$ log_of 'Mary Jackson' | tail -n 1; log_of 'Annie Easley' | tail -n 1; lastpass_user mary.jackson@contoso.example
create skipped ImportSkipped
create skipped ImportSkipped
absent

# Symptom 17: a conflict: the person is in another company of LastPass; two groups of one name.
$ lastpass POST /quirks '{"elsewhere": ["hedy.lamarr@contoso.example"]}'
$ lpaz add-member Finance hedy.lamarr@contoso.example >/dev/null; run_cycle
$ log_of 'Hedy Lamarr' | tail -n 1; lastpass_user hedy.lamarr@contoso.example
create failure SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering
absent
$ status_problems | grep Filtering
SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering of 1 object: LastPass answered 409 Conflict: the user belongs to another LastPass company (such as Hedy Lamarr); the person or group is in LastPass twice, or in another LastPass company: remove one of them
$ lastpass POST /quirks '{}'; advance 2400; run_cycle; lastpass_user hedy.lamarr@contoso.example
active
$ graph GET '/groups?$select=id,displayName' | jq -r '.value[] | select(.displayName == "Sales") | .id' | while read -r id; do lpaz assign-group "$id" >/dev/null; done
$ run_cycle; log_of Sales | tail -n 3 | sort; status_problems | grep Conflict
create failure Conflict
create success
update success
Conflict of 1 object: another object of the source has the same displayName and is linked to this one of the target already (such as Sales); the person or group is in LastPass twice, or in another LastPass company: remove one of them

# Symptom 24: invited people never become active: the invitation has expired. Inviting them again
# helps.
$ lastpass_status frances.allen@contoso.example; advance $((91 * 86400)); lastpass_status frances.allen@contoso.example
Invited
Expired invitation
$ lastpass POST /users/frances.allen@contoso.example/login | jq -r .error
the invitation has expired
$ enterprise_api reinviteuser '{"username": "frances.allen@contoso.example"}' | jq -r .status
OK
$ lastpass POST /users/frances.allen@contoso.example/login | jq -r .status
Active
