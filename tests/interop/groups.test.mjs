import assert from "node:assert/strict";
import { test } from "node:test";
import { failureOf, newClient, objectUrl, userId } from "./support/graph.mjs";

const graph = newClient();
const eventual = (request) => request.header("ConsistencyLevel", "eventual").count(true);
const names = (page) => page.value.map((row) => row.displayName).sort();

const newGroup = (displayName, more = {}) =>
  graph.api("/groups").post({
    displayName,
    mailNickname: displayName.toLowerCase().replaceAll(" ", "-"),
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: [],
    ...more,
  });

const addMember = (group, member) =>
  graph.api(`/groups/${group}/members/$ref`).post({ "@odata.id": objectUrl(member) });

test("A security group is made with members and read back", async () => {
  const ada = await userId(graph, "ada.lovelace");
  const group = await newGroup("Interop one", {
    description: "x",
    "members@odata.bind": [objectUrl(ada)],
  });
  assert.match(group["@odata.context"], /\$metadata#groups\/\$entity$/);
  assert.deepEqual([group.securityEnabled, group.mailEnabled, group.groupTypes], [true, false, []]);
  const members = await graph.api(`/groups/${group.id}/members`).select("id,displayName").get();
  assert.deepEqual(
    members.value.map((row) => [row["@odata.type"], row.id]),
    [["#microsoft.graph.user", ada]],
  );
  await graph.api(`/groups/${group.id}`).patch({ description: "y" });
  assert.equal((await graph.api(`/groups/${group.id}`).get()).description, "y");
});

test("A group without one of the four required properties is refused", async () => {
  const error = await failureOf(
    graph.api("/groups").post({ displayName: "x", mailEnabled: false, securityEnabled: true }),
  );
  assert.deepEqual([error.statusCode, error.code], [400, "Request_BadRequest"]);
  assert.match(error.message, /mailNickname/);
});

test("Members come and go by $ref, a second time is an error", async () => {
  const group = await newGroup("Interop two");
  const grace = await userId(graph, "grace.hopper");
  assert.equal(await addMember(group.id, grace), undefined);
  const again = await failureOf(addMember(group.id, grace));
  assert.deepEqual([again.statusCode, again.code], [400, "Request_BadRequest"]);
  assert.match(again.message, /One or more added object references already exist/);
  const reference = graph.api(`/groups/${group.id}/members/${grace}/$ref`);
  assert.equal(await reference.delete(), undefined);
  assert.equal((await failureOf(reference.delete())).statusCode, 404);
  const nobody = await failureOf(addMember(group.id, "99999999-8888-4777-8666-555555555555"));
  assert.deepEqual([nobody.statusCode, nobody.code], [404, "Request_ResourceNotFound"]);
});

test("Several members bound by one PATCH are all taken or none", async () => {
  const group = await newGroup("Interop three");
  const ids = await Promise.all(
    ["ada.lovelace", "grace.hopper", "hedy.lamarr"].map((name) => userId(graph, name)),
  );
  const bind = (list) =>
    graph.api(`/groups/${group.id}`).patch({ "members@odata.bind": list.map(objectUrl) });
  await bind(ids.slice(0, 1));
  assert.equal((await failureOf(bind(ids))).statusCode, 400);
  const count = () =>
    graph.api(`/groups/${group.id}/members/$count`).header("ConsistencyLevel", "eventual").get();
  assert.equal(Number(await count()), 1);
  await bind(ids.slice(1));
  assert.equal(Number(await count()), 3);
});

test("Transitive members are those of the nested groups, too", async () => {
  const {
    value: [staff],
  } = await graph.api("/groups").filter("displayName eq 'All Staff'").get();
  const direct = await graph.api(`/groups/${staff.id}/members`).get();
  assert.ok(direct.value.some((row) => row["@odata.type"] === "#microsoft.graph.group"));
  const users = await eventual(
    graph.api(`/groups/${staff.id}/transitiveMembers/microsoft.graph.user`),
  )
    .top(999)
    .get();
  assert.ok(users.value.length > direct.value.length);
  assert.equal(users["@odata.count"], users.value.length);
  const count = await graph
    .api(`/groups/${staff.id}/transitiveMembers/microsoft.graph.user/$count`)
    .header("ConsistencyLevel", "eventual")
    .get();
  assert.equal(Number(count), users.value.length);
  const error = await failureOf(
    graph.api(`/groups/${staff.id}/transitiveMembers/microsoft.graph.user`).get(),
  );
  assert.equal(error.code, "Request_UnsupportedQuery");
});

test("Membership is seen from the person and from the nested group", async () => {
  const {
    value: [engineering],
  } = await graph.api("/groups").filter("displayName eq 'Engineering'").get();
  const { value: members } = await graph
    .api(`/groups/${engineering.id}/members`)
    .select("id,displayName")
    .get();
  const engineer = members.find((row) => row.displayName !== "Ada Lovelace").id;
  assert.deepEqual(
    names(
      await graph
        .api(`/users/${engineer}/memberOf/microsoft.graph.group`)
        .header("ConsistencyLevel", "eventual")
        .count(true)
        .get(),
    ),
    ["Engineering"],
  );
  assert.ok(
    names(await graph.api(`/users/${engineer}/transitiveMemberOf`).get()).includes("All Staff"),
  );
  assert.deepEqual(names(await graph.api(`/groups/${engineering.id}/memberOf`).get()), [
    "All Staff",
  ]);
  const {
    value: [staff],
  } = await graph.api("/groups").filter("displayName eq 'All Staff'").get();
  const { value } = await graph
    .api(`/users/${engineer}/checkMemberGroups`)
    .post({ groupIds: [staff.id, engineer] });
  assert.deepEqual(value, [staff.id]);
});

test("The members of a dynamic group cannot be changed", async () => {
  const {
    value: [emea],
  } = await graph.api("/groups").filter("displayName eq 'Sales EMEA'").get();
  assert.deepEqual(emea.groupTypes, ["DynamicMembership"]);
  const error = await failureOf(addMember(emea.id, await userId(graph, "ada.lovelace")));
  assert.ok([400, 403].includes(error.statusCode));
});

test("A deleted group is gone", async () => {
  const group = await newGroup("Interop four");
  assert.equal(await graph.api(`/groups/${group.id}`).delete(), undefined);
  assert.equal(
    (await failureOf(graph.api(`/groups/${group.id}`).get())).code,
    "Request_ResourceNotFound",
  );
});

test("Groups are found by name, with $search and counted", async () => {
  assert.equal((await graph.api("/groups").filter("displayName eq 'Sales'").get()).value.length, 2);
  const found = await graph
    .api("/groups")
    .search('"displayName:sales"')
    .header("ConsistencyLevel", "eventual")
    .get();
  assert.deepEqual(names(found), ["Sales", "Sales", "Sales EMEA"]);
  const count = await graph
    .api("/groups/$count")
    .filter("securityEnabled eq true")
    .header("ConsistencyLevel", "eventual")
    .get();
  assert.ok(Number(count) >= 6);
});
