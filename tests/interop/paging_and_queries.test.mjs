import assert from "node:assert/strict";
import { test } from "node:test";
import { PageIterator } from "@microsoft/microsoft-graph-client";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();

async function collect(page) {
  const rows = [];
  const iterator = new PageIterator(graph, page, (row) => rows.push(row) > 0);
  await iterator.iterate();
  assert.equal(iterator.isComplete(), true);
  return rows;
}

const eventual = (request) => request.header("ConsistencyLevel", "eventual").count(true);

test("PageIterator reads everybody in pages of five, nobody twice", async () => {
  const first = await graph.api("/users").top(5).select("id,userPrincipalName").get();
  assert.equal(first.value.length, 5);
  assert.match(first["@odata.nextLink"], /\/v1\.0\/users\?.*\$skiptoken=/);
  const users = await collect(first);
  assert.equal(new Set(users.map((user) => user.id)).size, users.length);
  const count = await graph.api("/users/$count").header("ConsistencyLevel", "eventual").get();
  assert.equal(users.length, Number(count));
});

test("PageIterator stops where the callback says so, and resumes", async () => {
  const names = [];
  const first = await graph.api("/users").top(5).get();
  const iterator = new PageIterator(graph, first, (user) => names.push(user.displayName) !== 7);
  await iterator.iterate();
  assert.equal(names.length, 7);
  await iterator.resume();
  assert.equal(iterator.isComplete(), true);
  assert.ok(names.length > 25);
});

test("A user has the default properties, or those of $select", async () => {
  const user = await graph.api("/users/ada.lovelace@contoso.example").get();
  assert.deepEqual(Object.keys(user).sort(), [
    "@odata.context",
    "businessPhones",
    "displayName",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
  ]);
  assert.match(user["@odata.context"], /\/v1\.0\/\$metadata#users\/\$entity$/);
  const chosen = await graph.api(`/users/${user.id}`).select(["accountEnabled", "userType"]).get();
  assert.deepEqual([chosen.accountEnabled, chosen.userType], [true, "Member"]);
  assert.equal(chosen.displayName, undefined);
});

test("$filter works with eq, startsWith, in; with ne and endsWith as advanced", async () => {
  const named = async (filter, advanced = false) => {
    const request = graph.api("/users").filter(filter).select("displayName");
    const page = await (advanced ? eventual(request) : request).get();
    return page.value.map((user) => user.displayName).sort();
  };
  assert.deepEqual(await named("userPrincipalName eq 'ada.lovelace@contoso.example'"), [
    "Ada Lovelace",
  ]);
  assert.deepEqual(await named("startsWith(displayName,'Ada L')"), ["Ada Lovelace"]);
  assert.deepEqual(await named("givenName in ('Ada','Grace')"), ["Ada Lovelace", "Grace Hopper"]);
  assert.deepEqual(
    await named("accountEnabled eq false"),
    await named("accountEnabled ne true", true),
  );
  assert.ok((await named("endsWith(userPrincipalName,'@contoso.example')", true)).length > 20);
  assert.deepEqual(
    await named("not(startsWith(displayName,'A')) and givenName eq 'Ada'", true),
    [],
  );
});

test("Advanced queries without ConsistencyLevel are Request_UnsupportedQuery", async () => {
  for (const filter of ["accountEnabled ne true", "endsWith(mail,'x')"]) {
    const error = await failureOf(graph.api("/users").filter(filter).get());
    assert.deepEqual([error.statusCode, error.code], [400, "Request_UnsupportedQuery"]);
  }
  const error = await failureOf(
    graph.api("/users").filter("startsWith(displayName,'A')").orderby("displayName").get(),
  );
  assert.equal(error.code, "Request_UnsupportedQuery");
});

test("$search finds by words and needs ConsistencyLevel", async () => {
  const search = () => graph.api("/users").search('"displayName:lovelace"');
  const found = await search().header("ConsistencyLevel", "eventual").get();
  assert.deepEqual(
    found.value.map((user) => user.displayName),
    ["Ada Lovelace"],
  );
  assert.equal((await failureOf(search().get())).statusCode, 400);
  const both = await graph
    .api("/users")
    .header("ConsistencyLevel", "eventual")
    .search('"displayName:ada" OR "displayName:grace"')
    .select("displayName")
    .get();
  assert.deepEqual(both.value.map((user) => user.displayName).sort(), [
    "Ada Lovelace",
    "Grace Hopper",
  ]);
});

test("$orderby sorts, with $count=true also the filtered", async () => {
  const { value } = await graph
    .api("/users")
    .orderby("displayName desc")
    .select("displayName")
    .top(999)
    .get();
  const names = value.map((user) => user.displayName);
  assert.deepEqual(
    names,
    [...names].sort((a, b) => b.toLowerCase().localeCompare(a.toLowerCase(), "en")),
  );
  const page = await eventual(
    graph.api("/users").filter("startsWith(displayName,'A')").orderby("displayName"),
  ).get();
  assert.ok(page["@odata.count"] >= 3);
});

test("$count stands on the first page only and is right", async () => {
  const first = await eventual(graph.api("/users")).top(10).get();
  assert.ok(first["@odata.count"] > 20);
  const second = await graph
    .api(first["@odata.nextLink"])
    .header("ConsistencyLevel", "eventual")
    .get();
  assert.equal(second["@odata.count"], undefined);
});

test("$expand adds the manager, the members of a group, and the groups of a person", async () => {
  const grace = await graph.api("/users/grace.hopper@contoso.example").expand("manager").get();
  assert.equal(grace.manager["@odata.type"], "#microsoft.graph.user");
  assert.equal(grace.manager.displayName, "Ada Lovelace");
  const manager = await graph.api(`/users/${grace.id}/manager`).get();
  assert.equal(manager.id, grace.manager.id);
  const short = await graph
    .api(`/users/${grace.id}`)
    .select("id")
    .expand("manager($select=id,displayName)")
    .get();
  assert.deepEqual(Object.keys(short.manager).sort(), ["@odata.type", "displayName", "id"]);
  const {
    value: [finance],
  } = await graph.api("/groups").filter("displayName eq 'Finance'").expand("members").get();
  assert.ok(finance.members.length > 0 && finance.members.length <= 20);
  assert.ok(finance.members.every((member) => member["@odata.type"] === "#microsoft.graph.user"));
  const ada = await graph.api("/users/ada.lovelace@contoso.example").expand("memberOf").get();
  assert.ok(ada.memberOf.some((entry) => entry.displayName === "All Staff"));
});

test("$expand does not go with an advanced query", async () => {
  const request = eventual(graph.api("/users").filter("accountEnabled ne true").expand("manager"));
  assert.equal((await failureOf(request.get())).statusCode, 400);
});

test("The manager of somebody who has none is not found", async () => {
  const error = await failureOf(
    graph.api(`/users/${await userId(graph, "ada.lovelace")}/manager`).get(),
  );
  assert.deepEqual([error.statusCode, error.code], [404, "Request_ResourceNotFound"]);
});

test("What the directory does not have is refused by name", async () => {
  const unknown = await failureOf(graph.api("/users").select("shoeSize").get());
  assert.equal(unknown.statusCode, 400);
  assert.match(
    unknown.message,
    /Could not find a property named 'shoeSize' on type 'microsoft.graph.user'/,
  );
  for (const request of [graph.api("/users").top(1000), graph.api("/users").skip(5)]) {
    const error = await failureOf(request.get());
    assert.deepEqual([error.statusCode, error.code], [400, "Request_BadRequest"]);
  }
  assert.equal(
    (await failureOf(graph.api("/users").filter("displayName eq").get())).statusCode,
    400,
  );
});
