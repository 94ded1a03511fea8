import assert from "node:assert/strict";
import { test } from "node:test";
import { advance, connectionUrl, provisioningToken, runCycle } from "./support/sandbox.mjs";
import { EnterpriseApp, secretsFor } from "./support/enterprise_app.mjs";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();
const app = await EnterpriseApp.create(graph, "Interop app");
const {
  value: [finance],
} = await graph.api("/groups").filter("displayName eq 'Finance'").get();

const status = async () => (await app.state()).status;
const logOf = async (id) =>
  (
    await graph
      .api("/auditLogs/provisioning")
      .filter(`jobId eq '${app.job}' and sourceIdentity/id eq '${id}'`)
      .get()
  ).value;

await app.assign(finance.id);

test("The templates of the app name the connector and what it wants to know", async () => {
  const { value } = await graph.api(`${app.synchronization}/templates`).get();
  const scim = value.find((template) => template.id === "scim");
  assert.ok(scim);
  const wanted = JSON.parse(
    scim.metadata.find((entry) => entry.key === "configurationFields").value,
  );
  assert.ok(wanted.some((field) => field.name.toLowerCase() === "baseaddress"));
});

test("A new job is stopped and knows its schedule", async () => {
  const job = await app.state();
  assert.match(job.id, /^scim\.[0-9a-f]{32}\.[0-9a-f-]{36}$/);
  assert.deepEqual([job.schedule.state, job.schedule.interval], ["Disabled", "PT40M"]);
  assert.ok(["Paused", "NotConfigured"].includes(job.status.code));
  const { value } = await graph.api(`${app.synchronization}/jobs`).get();
  assert.deepEqual(
    value.map((row) => row.id),
    [app.job],
  );
});

test("Credentials are validated against the endpoint", async () => {
  assert.equal(await app.validate(connectionUrl, provisioningToken), undefined);
  const error = await failureOf(app.validate(connectionUrl, "wrong"));
  assert.ok(error.statusCode >= 400 && error.code);
});

test("Secrets are kept and come back masked; keys are case-sensitive", async () => {
  const notification = {
    key: "SyncNotificationSettings",
    value: JSON.stringify({
      Enabled: true,
      Recipients: "it@contoso.example",
      DeleteThresholdEnabled: true,
      DeleteThresholdValue: 50,
    }),
  };
  assert.equal(await app.connect(connectionUrl, provisioningToken, [notification]), undefined);
  const { value } = await graph.api(`${app.synchronization}/secrets`).get();
  const byKey = Object.fromEntries(value.map(({ key, value: text }) => [key, text]));
  assert.equal(byKey.BaseAddress, connectionUrl);
  assert.match(byKey.SecretToken, /^\*+$/);
  const { synchronizationJobSettings: settings } = await app.state();
  assert.ok(
    settings.some(
      (setting) => setting.name === "QuarantineTooManyDeletesThreshold" && setting.value === "50",
    ),
  );
  const wrong = secretsFor(connectionUrl, provisioningToken).map((secret) => ({
    ...secret,
    key: secret.key[0].toLowerCase() + secret.key.slice(1),
  }));
  const error = await failureOf(graph.api(`${app.synchronization}/secrets`).put({ value: wrong }));
  assert.deepEqual([error.statusCode, error.code], [500, "InternalError"]);
});

test("The schema is read, changed and read again", async () => {
  const path = app.jobPath("schema");
  const { "@odata.context": context, ...schema } = await graph.api(path).get();
  const [rule] = schema.synchronizationRules;
  const users = rule.objectMappings.find((mapping) => mapping.sourceObjectName === "User");
  const active = users.attributeMappings.find(
    (mapping) => mapping.targetAttributeName === "active",
  );
  assert.match(active.source.expression, /^Switch\(\[IsSoftDeleted\]/);
  users.attributeMappings = users.attributeMappings.filter(
    (mapping) => mapping.targetAttributeName !== "title",
  );
  assert.equal(await graph.api(path).put(schema), undefined);
  const after = await graph.api(path).get();
  const names = after.synchronizationRules[0].objectMappings
    .find((mapping) => mapping.sourceObjectName === "User")
    .attributeMappings.map((mapping) => mapping.targetAttributeName);
  assert.ok(!names.includes("title") && names.includes("userName"));
  assert.equal((await failureOf(graph.api(path).patch({}))).statusCode, 404);
});

test("Start, pause, start again: the job says so, the members are in LastPass", async () => {
  await app.start();
  const running = await status();
  assert.equal(running.code, "Active");
  assert.equal(running.lastSuccessfulExecution.state, "Succeeded");
  assert.notEqual(running.steadyStateFirstAchievedTime, "0001-01-01T00:00:00Z");
  const { value: members } = await graph.api(`/groups/${finance.id}/members`).get();
  const users = running.synchronizedEntryCountByType.find((entry) =>
    entry.key.startsWith("User to "),
  );
  assert.ok(users.value >= 1 && users.value <= members.length);
  assert.equal(await graph.api(app.jobPath("pause")).post({}), undefined);
  assert.equal((await status()).code, "Paused");
  await app.start();
  assert.equal((await status()).code, "Active");
});

test("The provisioning log has the creation with its steps", async () => {
  const { value: members } = await graph.api(`/groups/${finance.id}/members`).get();
  const entry = (await logOf(members[0].id)).at(-1);
  assert.equal(entry.provisioningAction.toLowerCase(), "create");
  assert.equal(entry.provisioningStatusInfo.status, "success");
  assert.ok(
    entry.provisioningSteps.some((step) => step.provisioningStepType.toLowerCase() === "export"),
  );
  assert.equal(entry.servicePrincipal.id ?? entry.servicePrincipal[0].id, app.id);
});

test("A block becomes a disable in the log after the next cycle", async () => {
  const { value: members } = await graph
    .api(`/groups/${finance.id}/members`)
    .select("id,displayName")
    .get();
  const [leaver] = members;
  await graph.api(`/users/${leaver.id}`).patch({ accountEnabled: false });
  await advance(2400);
  await runCycle();
  const entries = await logOf(leaver.id);
  assert.ok(
    entries.some(
      (entry) =>
        entry.provisioningAction.toLowerCase() === "disable" &&
        entry.provisioningStatusInfo.status === "success",
    ),
  );
});

test("One person is provisioned on demand, with key and value as JSON texts", async () => {
  const ada = await userId(graph, "ada.lovelace");
  await app.assign(ada);
  const answer = await app.provision(ada);
  assert.equal(JSON.parse(answer.key).result, "Success");
  const value = JSON.parse(answer.value);
  assert.ok((Array.isArray(value) ? value[0] : value).provisioningSteps.length > 0);
});

test("A restart begins with a new initial cycle; an unknown scope is refused", async () => {
  await app.restart("Watermark, Escrows, QuarantineState");
  assert.equal((await status()).code, "Active");
  const error = await failureOf(
    graph.api(app.jobPath("restart")).post({ criteria: { resetScope: "Everything" } }),
  );
  assert.equal(error.statusCode, 400);
});

test("What was done to the configuration stands in the audit log", async () => {
  const { value } = await graph
    .api("/auditLogs/directoryAudits")
    .filter("loggedByService eq 'Account Provisioning'")
    .get();
  const activities = new Set(value.map((entry) => entry.activityDisplayName));
  for (const activity of [
    "Update provisioning setting or credentials",
    "Enable/start provisioning configuration",
    "Disable/pause provisioning configuration",
    "Enable/restart provisioning configuration",
    "Update attribute mappings or scope",
  ]) {
    assert.ok(activities.has(activity), activity);
  }
});

test("A deleted job is gone; one that never was is an error of the proxied service", async () => {
  await graph.api(app.jobPath()).delete();
  const error = await failureOf(app.state());
  assert.equal(error.statusCode, 404);
  assert.ok(JSON.parse(error.message).Message);
});
