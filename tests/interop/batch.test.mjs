import assert from "node:assert/strict";
import { test } from "node:test";
import { BatchRequestContent, BatchResponseContent } from "@microsoft/microsoft-graph-client";
import { addFault } from "./support/sandbox.mjs";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();
// The library takes the scheme and the host off the address, and leaves the rest as it is.
const origin = "https://graph.microsoft.com";

function step(id, path, options = {}, dependsOn = undefined) {
  const headers =
    options.body === undefined
      ? options.headers
      : { "Content-Type": "application/json", ...options.headers };
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  const request = new Request(origin + path, { method: options.method ?? "GET", headers, body });
  return { id, request, dependsOn };
}

async function post(steps) {
  const content = await new BatchRequestContent(steps).getContent();
  return new BatchResponseContent(await graph.api("/$batch").post(content));
}

const statuses = (response, ids) => ids.map((id) => response.getResponseById(id).status);

test("A batch answers every part with its own status and body", async () => {
  const response = await post([
    step("1", "/users/ada.lovelace@contoso.example?$select=displayName"),
    step("2", "/users/nobody@contoso.example"),
    step("3", "/users?$count=true&$top=1", { headers: { ConsistencyLevel: "eventual" } }),
  ]);
  assert.deepEqual(statuses(response, ["1", "2", "3"]), [200, 404, 200]);
  assert.equal((await response.getResponseById("1").json()).displayName, "Ada Lovelace");
  const { error } = await response.getResponseById("2").json();
  assert.equal(error.code, "Request_ResourceNotFound");
  assert.match(error.innerError["request-id"], /^[0-9a-f-]{36}$/);
  const page = await response.getResponseById("3").json();
  assert.ok(page["@odata.count"] > 20);
  assert.equal(
    (await graph.api(page["@odata.nextLink"]).header("ConsistencyLevel", "eventual").get()).value
      .length,
    1,
  );
});

test("Block and revoke travel as a serial batch", async () => {
  const id = await userId(graph, "annie.easley");
  const response = await post([
    step("1", `/users/${id}`, { method: "PATCH", body: { accountEnabled: false } }),
    step("2", `/users/${id}/revokeSignInSessions`, { method: "POST", body: {} }, ["1"]),
    step("3", `/users/${id}?$select=accountEnabled`, {}, ["2"]),
  ]);
  assert.deepEqual(statuses(response, ["1", "2", "3"]), [204, 200, 200]);
  assert.equal((await response.getResponseById("2").json()).value, true);
  assert.equal((await response.getResponseById("3").json()).accountEnabled, false);
  await graph.api(`/users/${id}`).patch({ accountEnabled: true });
});

test("A part whose predecessor failed is answered with 424", async () => {
  const response = await post([
    step("1", "/users/nobody@contoso.example"),
    step("2", "/users/ada.lovelace@contoso.example", {}, ["1"]),
    step("3", "/users/grace.hopper@contoso.example", {}, ["2"]),
  ]);
  assert.deepEqual(statuses(response, ["1", "2", "3"]), [404, 424, 424]);
});

test("A throttled part has its own Retry-After, the others go through", async () => {
  await addFault({
    fault: "status",
    method: "GET",
    path: "/v1.0/users/grace.hopper@contoso.example",
    times: 1,
    status: 429,
    retryAfter: 7,
  });
  const response = await post([
    step("1", "/users/grace.hopper@contoso.example"),
    step("2", "/users/ada.lovelace@contoso.example"),
  ]);
  assert.deepEqual(statuses(response, ["1", "2"]), [429, 200]);
  assert.equal(response.getResponseById("1").headers.get("Retry-After"), "7");
});

test("A text answer inside a batch is readable", async () => {
  const response = await post([
    step("1", "/users/$count", { headers: { ConsistencyLevel: "eventual" } }),
  ]);
  const part = response.getResponseById("1");
  assert.equal(part.status, 200);
  assert.match(part.headers.get("Content-Type"), /^text\/plain/);
});

test("A batch of twenty is taken, one that cannot be read is refused whole", async () => {
  const many = (count) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${index}`,
      method: "GET",
      url: "/organization",
    }));
  const { responses } = await graph.api("/$batch").post({ requests: many(20) });
  assert.equal(responses.length, 20);
  const refused = [
    { requests: many(21) },
    { requests: [...many(1), ...many(1)] },
    { requests: [{ id: "1", method: "GET", url: "/users", dependsOn: ["2"] }] },
    {},
  ];
  for (const body of refused) {
    assert.equal((await failureOf(graph.api("/$batch").post(body))).statusCode, 400);
  }
});

test("A part with a body and without a Content-Type is refused alone", async () => {
  const { responses } = await graph.api("/$batch").post({
    requests: [
      {
        id: "1",
        method: "PATCH",
        url: "/users/ada.lovelace@contoso.example",
        body: { jobTitle: "x" },
      },
      { id: "2", method: "GET", url: "organization" },
    ],
  });
  const status = Object.fromEntries(responses.map((part) => [part.id, part.status]));
  assert.deepEqual(status, { 1: 400, 2: 200 });
});
