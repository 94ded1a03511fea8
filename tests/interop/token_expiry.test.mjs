// sandbox: --token-life 1
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { graphScope } from "./support/sandbox.mjs";
import { failureOf, newClient, newCredential } from "./support/graph.mjs";

const credential = newCredential();

test("A token is refused when its life is over; the credential has a new one then", async () => {
  const token = await credential.getToken(graphScope);
  const held = newClient({ token: { getToken: async () => token } });
  assert.equal((await held.api("/organization").get()).value.length, 1);
  await sleep(Math.max(0, token.expiresOnTimestamp - Date.now()) + 1100);
  const error = await failureOf(held.api("/organization").get());
  assert.deepEqual([error.statusCode, error.code], [401, "InvalidAuthenticationToken"]);
  assert.match(error.message, /Lifetime validation failed, the token is expired/);
  assert.equal((await newClient({ token: credential }).api("/organization").get()).value.length, 1);
});
