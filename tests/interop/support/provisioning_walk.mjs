// People, groups, disables and deletions on their way from the sandbox's directory into a SCIM
// server of somebody else; what is asserted is what that server keeps.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, test } from "node:test";
import { EnterpriseApp } from "./enterprise_app.mjs";
import { failureOf, newClient, objectUrl } from "./graph.mjs";
import { runCycle } from "./sandbox.mjs";

const graph = newClient();

const post = (path, body) => graph.api(path).post(body);

function newUser(alias, more = {}) {
  return post("/users", {
    accountEnabled: true,
    displayName: `Walker ${alias}`,
    givenName: "Walker",
    surname: alias,
    mailNickname: alias,
    userPrincipalName: `${alias}@contoso.example`,
    mail: `${alias}@contoso.example`,
    department: "Interop",
    passwordProfile: { password: randomBytes(12).toString("base64") },
    ...more,
  });
}

function newGroup(displayName, members) {
  return post("/groups", {
    displayName,
    mailNickname: displayName.toLowerCase().replaceAll(" ", "-"),
    mailEnabled: false,
    securityEnabled: true,
    "members@odata.bind": members.map((member) => objectUrl(member.id)),
  });
}

// `server` is a module of scim_servers; `dialect` is what is appended to its address.
export async function walk(server, { dialect = "", label = "" } = {}) {
  const token = randomBytes(24).toString("hex");
  const target = await server.start(token);
  after(() => target.close());
  const url = target.url + dialect;
  const suffix = label ? `-${label}` : "";
  const [one, two, three] = await Promise.all(
    ["one", "two", "three"].map((name) => newUser(`walker-${name}${suffix}`)),
  );
  const team = await newGroup(`Walkers${suffix}`, [one, two]);
  const app = await EnterpriseApp.create(graph, `${server.name}${suffix}`);
  const title = (text) => `${server.name}${dialect && " (aadOptscim062020)"}: ${text}`;

  const found = async (user) =>
    (await target.users()).find((each) => each.userName === user.userPrincipalName);
  const active = async (user) => (await found(user))?.active;
  async function members(displayName) {
    const group = (await target.groups()).find((each) => each.displayName === displayName);
    const names = new Map((await target.users()).map((user) => [user.id, user.userName]));
    return group?.members.map((id) => names.get(id)).sort();
  }
  const names = (...users) => users.map((user) => user.userPrincipalName).sort();

  test(title("a wrong token fails the validation, the right one passes it"), async () => {
    assert.ok((await failureOf(app.validate(url, "wrong"))).statusCode >= 400);
    assert.equal(await app.validate(url, token), undefined);
    target.refused.length = 0;
  });

  test(title("the initial cycle creates people, groups and memberships"), async () => {
    await app.connect(url, token);
    await app.assign(team.id);
    await app.assign(three.id);
    await app.start();
    const user = await found(one);
    assert.deepEqual(
      [user.active, user.displayName, user.email, user.department],
      [true, one.displayName, one.userPrincipalName, "Interop"],
    );
    assert.equal((await target.users()).length, 3);
    assert.deepEqual(await members(team.displayName), names(one, two));
    assert.equal((await app.state()).status.code, "Active");
  });

  test(title("a changed attribute and a renamed group arrive"), async () => {
    await graph.api(`/users/${one.id}`).patch({ displayName: "Renamed", department: "Elsewhere" });
    team.displayName += " renamed";
    await graph.api(`/groups/${team.id}`).patch({ displayName: team.displayName });
    await runCycle();
    const user = await found(one);
    assert.deepEqual(
      [user.displayName, user.department, user.active],
      ["Renamed", "Elsewhere", true],
    );
    assert.deepEqual(await members(team.displayName), names(one, two));
  });

  test(title("a block disables, an unblock enables"), async () => {
    await graph.api(`/users/${two.id}`).patch({ accountEnabled: false });
    await runCycle();
    assert.deepEqual(
      [await active(one), await active(two), await active(three)],
      [true, false, true],
    );
    await graph.api(`/users/${two.id}`).patch({ accountEnabled: true });
    await runCycle();
    assert.equal(await active(two), true);
  });

  test(title("members who come and go do so there; who leaves the scope is disabled"), async () => {
    await post(`/groups/${team.id}/members/$ref`, { "@odata.id": objectUrl(three.id) });
    await graph.api(`/groups/${team.id}/members/${two.id}/$ref`).delete();
    await runCycle();
    assert.deepEqual(await members(team.displayName), names(one, three));
    assert.equal(await active(two), false);
    await post(`/groups/${team.id}/members/$ref`, { "@odata.id": objectUrl(two.id) });
    await runCycle();
    assert.equal(await active(two), true);
    assert.deepEqual(await members(team.displayName), names(one, two, three));
  });

  test(
    title("a deleted person is disabled, a restored one enabled, a purged one gone"),
    async () => {
      await graph.api(`/users/${one.id}`).delete();
      await runCycle();
      assert.equal(await active(one), false);
      await post(`/directory/deletedItems/${one.id}/restore`, {});
      await runCycle();
      assert.equal(await active(one), true);
      await graph.api(`/users/${one.id}`).delete();
      await runCycle();
      await graph.api(`/directory/deletedItems/${one.id}`).delete();
      await runCycle();
      assert.equal(await found(one), undefined);
      assert.equal((await target.users()).length, 2);
    },
  );

  test(title("one person is provisioned on demand"), async () => {
    const four = await newUser(`walker-four${suffix}`);
    await app.assign(four.id);
    const answer = await app.provision(four.id);
    assert.equal(JSON.parse(answer.key).result, "Success");
    assert.equal(await active(four), true);
  });

  test(title("a full restart finds everybody again and changes nothing"), async () => {
    const before = [await target.users(), await members(team.displayName)];
    await app.restart("Full");
    assert.deepEqual([await target.users(), await members(team.displayName)], before);
    assert.equal((await app.state()).status.code, "Active");
  });

  test(title("an unassigned group is deleted, its members are disabled"), async () => {
    await app.unassign(team.id);
    await runCycle();
    assert.equal(await members(team.displayName), undefined);
    assert.equal(await active(two), false);
    assert.equal(await active(three), true, "assigned by itself");
  });

  test(title("no request but those with the wrong token was refused"), async () => {
    assert.deepEqual(target.refused, []);
    const { value } = await graph
      .api("/auditLogs/provisioning")
      .filter(`jobId eq '${app.job}'`)
      .get();
    const failures = value.filter((entry) => entry.provisioningStatusInfo.status === "failure");
    assert.deepEqual(
      failures.map((entry) => entry.provisioningStatusInfo.errorInformation),
      [],
    );
    assert.equal((await app.state()).status.quarantine, null);
  });
}
