import assert from "node:assert/strict";
import { test } from "node:test";
import { tenantId } from "./support/sandbox.mjs";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const p2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
const roleCast = "microsoft.graph.directoryRole";

test("The directory roles and their members", async () => {
  const { value: roles } = await graph.api("/directoryRoles").get();
  const role = roles.find((each) => each.roleTemplateId === globalAdministrator);
  assert.equal(role.displayName, "Global Administrator");
  const { value: members } = await graph.api(`/directoryRoles/${role.id}/members`).get();
  assert.equal(members.length, 3);
  const byTemplate = await graph
    .api(`/directoryRoles(roleTemplateId='${globalAdministrator}')/members`)
    .get();
  assert.deepEqual(
    byTemplate.value.map((row) => row.id).sort(),
    members.map((row) => row.id).sort(),
  );
});

test("A person's active roles, by the cast", async () => {
  const id = await userId(graph, "ada.lovelace");
  const request = () => graph.api(`/users/${id}/transitiveMemberOf/${roleCast}`);
  const { value } = await request()
    .header("ConsistencyLevel", "eventual")
    .count(true)
    .select("displayName,roleTemplateId")
    .get();
  assert.deepEqual(
    value.map((row) => row.roleTemplateId),
    [globalAdministrator],
  );
  assert.equal((await failureOf(request().get())).code, "Request_UnsupportedQuery");
});

test("Role assignments with their definitions", async () => {
  const id = await userId(graph, "ada.lovelace");
  const { value } = await graph
    .api("/roleManagement/directory/roleAssignments")
    .filter(`principalId eq '${id}'`)
    .expand("roleDefinition")
    .get();
  assert.equal(value.length, 1);
  assert.equal(value[0].roleDefinition.displayName, "Global Administrator");
  assert.equal(value[0].directoryScopeId, "/");
  const definitions = await graph.api("/roleManagement/directory/roleDefinitions").get();
  assert.ok(definitions.value.some((role) => role.templateId === globalAdministrator));
});

test("Eligible roles stand in the schedule instances only", async () => {
  const id = await userId(graph, "katherine.johnson");
  const { value } = await graph
    .api("/roleManagement/directory/roleEligibilityScheduleInstances")
    .filter(`principalId eq '${id}'`)
    .expand("roleDefinition($select=displayName)")
    .get();
  assert.deepEqual(
    value.map((row) => row.roleDefinitionId),
    [globalAdministrator],
  );
  assert.ok(value[0].startDateTime);
  const assigned = await graph
    .api("/roleManagement/directory/roleAssignments")
    .filter(`principalId eq '${id}'`)
    .get();
  assert.deepEqual(assigned.value, []);
});

test("Licences and the organization", async () => {
  const { value: skus } = await graph.api("/subscribedSkus").get();
  const plans = skus.flatMap((sku) => sku.servicePlans);
  assert.ok(
    plans.some((plan) => plan.servicePlanId === p2 && plan.provisioningStatus === "Success"),
  );
  assert.ok(skus[0].prepaidUnits.enabled >= skus[0].consumedUnits);
  const {
    value: [organization],
  } = await graph.api("/organization").get();
  assert.equal(organization.id, tenantId);
  assert.deepEqual(
    organization.verifiedDomains.filter((domain) => domain.isDefault).map((domain) => domain.name),
    ["contoso.example"],
  );
});

test("What was changed stands in the directory audit log", async () => {
  const id = await userId(graph, "hedy.lamarr");
  await graph.api(`/users/${id}`).patch({ accountEnabled: false });
  const { value: entries } = await graph
    .api("/auditLogs/directoryAudits")
    .filter("category eq 'UserManagement'")
    .top(5)
    .get();
  assert.ok(entries.length > 0);
  const [entry] = entries;
  assert.equal(entry.result, "success");
  assert.equal(entry.targetResources[0].id, id);
  assert.equal(entry.initiatedBy.app.displayName, "lpaz automation");
  assert.match(entry.activityDateTime, /^\d{4}-\d\d-\d\dT.*Z$/);
});
