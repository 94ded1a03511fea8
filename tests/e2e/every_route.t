# Each route of the sandbox once, also those that lpaz does not call, so that the contract test sees
# their answers. `ask` tells what was refused.

$ ask() { graph "$@" | jq -r --arg call "$1 $2" 'if type == "object" and has("error") then $call + ": " + .error.code else empty end'; }
$ all() { for path in "$@"; do ask GET "$path"; done; }
$ ada=$(user_id ada.lovelace@contoso.example) john=$(user_id john.backus@contoso.example)
$ staff=$(group_id 'All Staff') role=$(graph GET /directoryRoles | jq -r '.value[0].id')

# People
$ all '/users?$top=3' '/users?$count=true&$filter=accountEnabled%20eq%20false' '/users?$search=%22displayName:ada%22' '/users?$orderby=displayName&$top=2'
$ all '/users/$count' "/users/$ada" "/users/$ada?\$select=id,otherMails,proxyAddresses,onPremisesSyncEnabled,signInSessionsValidFromDateTime" "/users/$ada/memberOf" "/users/$ada/transitiveMemberOf" "/users/$ada/memberOf/microsoft.graph.directoryRole?\$count=true" "/users/$ada/transitiveMemberOf/microsoft.graph.directoryRole?\$count=true" "/users/$ada/transitiveMemberOf/microsoft.graph.group?\$count=true" "/users/$ada/appRoleAssignments"
$ ask POST "/users/$ada/checkMemberGroups" "{\"groupIds\": [\"$staff\"]}"
$ ask POST /users '{"accountEnabled": true, "displayName": "New", "mailNickname": "new", "userPrincipalName": "new@contoso.example", "passwordProfile": {"password": "Xy7-Xy7-Xy7"}}'
$ ask PATCH /users/new@contoso.example '{"jobTitle": "Novice"}'; ask POST /users/new@contoso.example/revokeSignInSessions; new=$(user_id new@contoso.example); ask DELETE "/users/$new"
$ all "/directory/deletedItems/$new" /directory/deletedItems/microsoft.graph.user '/directory/deletedItems/microsoft.graph.user/$count'
$ ask POST "/directory/deletedItems/$new/restore"; ask DELETE "/users/$new"; ask DELETE "/directory/deletedItems/$new"
$ all /users/nobody@contoso.example '/users?$top=1000' '/users?$filter=nonsense' '/users?$select=nonsense' /nonsense
GET /users/nobody@contoso.example: Request_ResourceNotFound
GET /users?$top=1000: Request_BadRequest
GET /users?$filter=nonsense: BadRequest
GET /users?$select=nonsense: BadRequest
GET /nonsense: BadRequest
$ ask PATCH "/users/$john" '{"accountEnabled": "False"}'; ask PATCH "/users/$john" '{"nonsense": 1}'; ask PATCH "/users/$ada" '{"accountEnabled": false}'
PATCH /users/<id>: Request_BadRequest
PATCH /users/<id>: Request_BadRequest
PATCH /users/<id>: Authorization_RequestDenied

# Groups
$ all /groups "/groups/$staff" "/groups/$staff/members" "/groups/$staff/transitiveMembers" "/groups/$staff/appRoleAssignments" "/groups/$staff/members/\$count" "/groups/$staff/transitiveMembers/\$count" "/groups/$staff/members/microsoft.graph.user?\$count=true" "/groups/$staff/transitiveMembers/microsoft.graph.user?\$count=true" "/groups/$staff/transitiveMembers/microsoft.graph.user/\$count" "/groups/$staff/owners"
$ ask POST /groups '{"displayName": "Walk", "mailEnabled": false, "mailNickname": "walk", "securityEnabled": true}'; walk=$(group_id Walk)
$ member="{\"@odata.id\": \"$LPAZ_GRAPH_ENDPOINT/v1.0/directoryObjects/$john\"}"
$ ask POST "/groups/$walk/members/\$ref" "$member"; ask POST "/groups/$walk/members/\$ref" "$member"
POST /groups/<id>/members/$ref: Request_BadRequest
$ ask PATCH "/groups/$walk" '{"description": "of the walk"}'; ask DELETE "/groups/$walk/members/$john/\$ref"; ask DELETE "/groups/$walk/members/$john/\$ref"
DELETE /groups/<id>/members/<id>/$ref: Request_ResourceNotFound
$ ask POST /groups '{"displayName": "Lacks"}'
POST /groups: Request_BadRequest

# Roles, licences, the organization
$ all /directoryRoles "/directoryRoles/$role/members" '/roleManagement/directory/roleAssignments?$expand=principal' /roleManagement/directory/roleDefinitions /roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10 /roleManagement/directory/roleEligibilityScheduleInstances /organization "/organization/$AZURE_TENANT_ID" /subscribedSkus

# The enterprise app
$ lpaz configure-app --quiet >/dev/null; app=$(app_path) job=$(job_path) sync=$(synchronization); app_id=$(graph GET "$app" | jq -r .appId)
$ all /applications '/servicePrincipals?$count=true&$search=%22displayName:LastPass%22' "$app" "/servicePrincipals(appId='$app_id')" "$app/owners" /applicationTemplates /applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621 "/applications/$(graph GET /applications | jq -r '.value[0].id')"
$ assign="{\"principalId\": \"$walk\", \"resourceId\": \"${app##*/}\", \"appRoleId\": \"18d14569-c3bd-439b-9a66-3a2aee01d14f\"}"
$ ask POST "$app/appRoleAssignedTo" "$assign"; ask POST "$app/appRoleAssignedTo" "$assign"
POST /servicePrincipals/<id>/appRoleAssignedTo: Request_BadRequest
$ assigned=$(graph GET "$app/appRoleAssignedTo" | jq -r '.value[0].id'); all "$app/appRoleAssignedTo" "$app/appRoleAssignedTo/$assigned" "$app/appRoleAssignedTo/\$count" "/groups/$walk/appRoleAssignments"
$ ask PATCH "$app" '{"notes": "of the walk"}'; ask DELETE "$app/appRoleAssignedTo/$assigned"
$ ask POST "$app/owners/\$ref" "$member"; all "$app/owners"; ask DELETE "$app/owners/$john/\$ref"

# Synchronization
$ all "$sync/jobs" "$sync/templates" "$sync/templates/scim" "$sync/templates/scim/schema" "$sync/secrets" "$job" "$job/schema"
$ ask POST "$sync/jobs" '{"templateId": "scim"}'; ask POST "$job/validateCredentials" '{"useSavedCredentials": true}'; ask POST "$job/validateCredentials" '{"credentials": [{"key": "BaseAddress", "value": "http://127.0.0.1:1"}]}'
POST /servicePrincipals/<id>/synchronization/jobs: Conflict
POST /servicePrincipals/<id>/synchronization/jobs/scim.<hash>.<id>/validateCredentials: UnknownError
$ ask POST "$sync/jobs/validateCredentials" '{"templateId": "scim", "useSavedCredentials": true}'
$ lpaz assign-group Finance >/dev/null; run_cycle; provision_on_demand john.backus@contoso.example | cut -d' ' -f1
Skipped
$ all /auditLogs/provisioning "/auditLogs/provisioning?\$filter=jobId%20eq%20'${job##*/}'&\$top=2" /auditLogs/directoryAudits
$ ask POST "$job/pause"; ask POST "$job/restart" '{"criteria": {"resetScope": "Full"}}'; ask POST "$job/restart" '{"criteria": {"resetScope": "nonsense"}}'; ask POST "$job/start"
POST /servicePrincipals/<id>/synchronization/jobs/scim.<hash>.<id>/restart: Request_BadRequest
$ change_schema . ; ask DELETE "$job"; ask DELETE "$app"; ask DELETE "/groups/$walk"

# Batches
$ graph POST '/$batch' '{"requests": [{"id": "1", "method": "GET", "url": "/users?$top=1"}, {"id": "2", "method": "GET", "url": "/users/nobody"}, {"id": "3", "method": "GET", "url": "/groups", "dependsOn": ["2"]}]}' | jq -c '[.responses[].status]'
[200,404,424]
$ ask POST '/$batch' '{"requests": []}'
POST /$batch: BadRequest
