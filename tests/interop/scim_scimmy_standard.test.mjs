// Entra's standard dialect writes truth values as text. RFC 7644 lets a server refuse that, and
// SCIMMY does: here is what an admin sees then, and the remedy.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as scimmy from "./scim_servers/scimmy.mjs";
import { EnterpriseApp } from "./support/enterprise_app.mjs";
import { newClient, userId } from "./support/graph.mjs";
import { runCycle } from "./support/sandbox.mjs";

const graph = newClient();
const token = "0123456789abcdef0123456789abcdef";
const target = await scimmy.start(token);
after(() => target.close());
const app = await EnterpriseApp.create(graph, "SCIMMY");
const hedy = await userId(graph, "hedy.lamarr");

const entriesWith = async (status) => {
  const { value } = await graph
    .api("/auditLogs/provisioning")
    .filter(`sourceIdentity/id eq '${hedy}'`)
    .get();
  return value.filter((entry) => entry.provisioningStatusInfo.status === status);
};

test('SCIMMY refuses the text "False": the account stays active, the log says so', async () => {
  await app.connect(target.url, token);
  await app.assign(hedy);
  await app.start();
  assert.equal(target.users()[0].active, true);
  await graph.api(`/users/${hedy}`).patch({ accountEnabled: false });
  await runCycle();
  assert.equal(target.users()[0].active, true);
  assert.deepEqual(
    target.refused.map((line) => line.replace(/[0-9a-f-]{36}/, "ID")),
    ["PATCH /scim/v2/Users/ID: 400"],
  );
  const [failure] = await entriesWith("failure");
  assert.match(failure.provisioningStatusInfo.errorInformation.errorCode, /BadRequest$/);
  const { status } = await app.state();
  assert.equal(status.lastExecution.countEscrowed, 1);
});

test("With the flag of the other dialect at the address the same account is disabled", async () => {
  await app.connect(`${target.url}?aadOptscim062020`, token);
  await app.restart("");
  assert.equal(target.users()[0].active, false);
  const disables = (await entriesWith("success")).filter(
    (entry) => entry.provisioningAction === "disable",
  );
  assert.equal(disables.length, 1);
});
