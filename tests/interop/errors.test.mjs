import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphError } from "@microsoft/microsoft-graph-client";
import { addFault, control, journal } from "./support/sandbox.mjs";
import { failureOf, newClient } from "./support/graph.mjs";

const graph = newClient();
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const fixedToken = (token) => ({
  getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 3.6e6 }),
});

async function statusesOf(path) {
  const entries = await journal(path);
  return entries.map((entry) => entry.status);
}

test("A failure is a GraphError with status, code, date and both request ids", async () => {
  const clientRequestId = "4b1d6b66-6c7c-4c3f-9f5b-9f1f8a2b3c4d";
  const error = await failureOf(
    graph.api("/users/nobody@contoso.example").header("client-request-id", clientRequestId).get(),
  );
  assert.ok(error instanceof GraphError);
  assert.deepEqual([error.statusCode, error.code], [404, "Request_ResourceNotFound"]);
  assert.match(error.message, /Resource 'nobody@contoso\.example' does not exist/);
  assert.match(error.requestId, guid);
  assert.equal(error.headers.get("request-id"), error.requestId);
  assert.equal(error.headers.get("client-request-id"), clientRequestId);
  assert.ok(
    Math.abs(error.date - Date.now()) < 26 * 3600 * 1000 && !Number.isNaN(error.date.getTime()),
  );
  const body = JSON.parse(error.body);
  assert.equal(body.innerError["client-request-id"], clientRequestId);
});

test("The retry handler waits for Retry-After and then succeeds", async () => {
  await control("POST", "journal/reset");
  await addFault({
    fault: "status",
    method: "GET",
    path: "/v1.0/organization",
    times: 2,
    status: 429,
    retryAfter: 1,
  });
  const began = Date.now();
  const { value } = await graph.api("/organization").get();
  assert.equal(value.length, 1);
  assert.ok(Date.now() - began >= 1900, "two waits of a second");
  assert.deepEqual(await statusesOf("/v1.0/organization"), [429, 429, 200]);
});

test("When the retries are used up, the 429 arrives as a GraphError", async () => {
  await addFault({
    fault: "status",
    method: "GET",
    path: "/v1.0/subscribedSkus",
    times: 4,
    status: 429,
    retryAfter: 0,
  });
  const error = await failureOf(graph.api("/subscribedSkus").get());
  assert.deepEqual([error.statusCode, error.code], [429, "TooManyRequests"]);
  assert.match(error.requestId, guid);
  assert.equal(error.headers.get("Retry-After"), "0");
});

test("503 and 504 are tried again, 500 is not", async () => {
  await control("POST", "journal/reset");
  await addFault({
    fault: "status",
    method: "GET",
    path: "/v1.0/groups",
    times: 1,
    status: 503,
    retryAfter: 0,
  });
  await addFault({
    fault: "status",
    method: "GET",
    path: "/v1.0/groups",
    times: 1,
    status: 504,
    retryAfter: 0,
  });
  await graph.api("/groups").get();
  assert.deepEqual(await statusesOf("/v1.0/groups"), [503, 504, 200]);
  await addFault({ fault: "status", method: "GET", path: "/v1.0/groups", times: 1, status: 500 });
  assert.equal((await failureOf(graph.api("/groups").get())).statusCode, 500);
});

test("An unsigned token, and none at all, are refused as InvalidAuthenticationToken", async () => {
  for (const token of ["a.b.c", ""]) {
    const error = await failureOf(
      newClient({ token: fixedToken(token) })
        .api("/organization")
        .get(),
    );
    assert.deepEqual([error.statusCode, error.code], [401, "InvalidAuthenticationToken"]);
    assert.match(error.headers.get("WWW-Authenticate"), /^Bearer /);
  }
});

test("A path that does not exist and a method that is not allowed", async () => {
  const path = await failureOf(graph.api("/usres").get());
  assert.deepEqual([path.statusCode, path.code], [400, "BadRequest"]);
  assert.match(path.message, /Resource not found for the segment 'usres'/);
  assert.equal((await failureOf(graph.api("/organization").put({}))).statusCode, 405);
});

test("A body that is no JSON object is refused", async () => {
  const error = await failureOf(
    graph.api("/groups").header("Content-Type", "application/json").post("{"),
  );
  assert.equal(error.statusCode, 400);
});
