import assert from "node:assert/strict";
import { test } from "node:test";
import { EnterpriseApp, customTemplate } from "./support/enterprise_app.mjs";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();
const app = await EnterpriseApp.create(graph, "Interop app");
const assignedTo = `/servicePrincipals/${app.id}/appRoleAssignedTo`;
const {
  value: [finance],
} = await graph.api("/groups").filter("displayName eq 'Finance'").get();

test("The template of a custom app is found by id, by name and by part of the name", async () => {
  const template = await graph.api(`/applicationTemplates/${customTemplate}`).get();
  assert.equal(template.displayName, "Custom");
  const named = await graph.api("/applicationTemplates").filter("displayName eq 'Custom'").get();
  assert.deepEqual(
    named.value.map((row) => row.id),
    [customTemplate],
  );
  const { value } = await graph
    .api("/applicationTemplates")
    .filter("contains(displayName,'LastPass')")
    .get();
  assert.deepEqual(
    value.map((row) => row.displayName),
    ["LastPass"],
  );
  const second = await graph
    .api("/applicationTemplates")
    .orderby("displayName")
    .top(1)
    .skip(1)
    .get();
  assert.deepEqual(
    second.value.map((row) => row.displayName),
    ["LastPass"],
  );
  assert.equal(
    (
      await failureOf(
        graph
          .api("/applicationTemplates/99999999-8888-4777-8666-555555555555/instantiate")
          .post({ displayName: "x" }),
      )
    ).statusCode,
    404,
  );
});

test("An instance is an application and a service principal", async () => {
  const made = await graph
    .api(`/applicationTemplates/${customTemplate}/instantiate`)
    .post({ displayName: "Interop second" });
  const { application, servicePrincipal } = made;
  assert.equal(application.appId, servicePrincipal.appId);
  assert.equal(servicePrincipal.appRoleAssignmentRequired, true);
  assert.ok(servicePrincipal.tags.includes("WindowsAzureActiveDirectoryIntegratedApp"));
  const byApp = await graph.api(`/servicePrincipals(appId='${application.appId}')`).get();
  assert.equal(byApp.id, servicePrincipal.id);
  const { value } = await graph
    .api("/servicePrincipals")
    .filter("displayName eq 'Interop second'")
    .expand("owners")
    .get();
  assert.equal(value[0].owners[0]["@odata.type"], "#microsoft.graph.servicePrincipal");
  await graph.api(`/servicePrincipals/${servicePrincipal.id}`).patch({ notes: "by a test" });
  assert.equal(
    (await graph.api(`/servicePrincipals/${servicePrincipal.id}`).select("notes").get()).notes,
    "by a test",
  );
  await graph.api(`/applications/${application.id}`).delete();
  assert.equal(
    (await failureOf(graph.api(`/servicePrincipals/${servicePrincipal.id}`).get())).statusCode,
    404,
  );
});

test("Groups and people are assigned once, and unassigned", async () => {
  const assignment = await app.assign(finance.id);
  assert.deepEqual(
    [assignment.principalType, assignment.principalDisplayName, assignment.resourceId],
    ["Group", "Finance", app.id],
  );
  const again = await failureOf(app.assign(finance.id));
  assert.deepEqual([again.statusCode, again.code], [400, "Request_BadRequest"]);
  assert.match(again.message, /Permission being assigned already exists on the object/);
  const ada = await userId(graph, "ada.lovelace");
  await app.assign(ada);
  const { value } = await graph.api(assignedTo).top(999).get();
  assert.deepEqual(value.map((row) => row.principalDisplayName).sort(), [
    "Ada Lovelace",
    "Finance",
  ]);
  const found = await graph.api(assignedTo).filter("principalDisplayName eq 'Finance'").get();
  assert.equal(found.value.length, 1);
  const ofGroup = await graph
    .api(`/groups/${finance.id}/appRoleAssignments`)
    .filter(`resourceId eq ${app.id}`)
    .get();
  assert.deepEqual(
    ofGroup.value.map((row) => row.id),
    [assignment.id],
  );
  await app.unassign(ada);
  assert.equal((await graph.api(assignedTo).get()).value.length, 1);
  assert.equal(
    (await failureOf(graph.api(`${assignedTo}/${assignment.id}x`).delete())).statusCode,
    404,
  );
});

test("What cannot be assigned is refused", async () => {
  const {
    value: [marketing],
  } = await graph.api("/groups").filter("displayName eq 'Marketing'").get();
  assert.equal((await failureOf(app.assign(marketing.id))).statusCode, 400);
  assert.ok(
    [400, 404].includes(
      (await failureOf(app.assign("99999999-8888-4777-8666-555555555555"))).statusCode,
    ),
  );
  const role = graph.api(assignedTo).post({
    principalId: await userId(graph, "hedy.lamarr"),
    resourceId: app.id,
    appRoleId: "00000000-0000-0000-0000-000000000000",
  });
  assert.equal((await failureOf(role)).statusCode, 400);
});
