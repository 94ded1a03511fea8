import assert from "node:assert/strict";
import { test } from "node:test";
import { advance } from "./support/sandbox.mjs";
import { failureOf, newClient, userId } from "./support/graph.mjs";

const graph = newClient();
const deletedUsers = "/directory/deletedItems/microsoft.graph.user";
const day = 24 * 3600;

test("Block: the account is disabled, the sessions are revoked", async () => {
  const id = await userId(graph, "hedy.lamarr");
  const state = () =>
    graph.api(`/users/${id}`).select("accountEnabled,signInSessionsValidFromDateTime").get();
  const before = await state();
  assert.equal(await graph.api(`/users/${id}`).patch({ accountEnabled: false }), undefined);
  const revoked = await graph.api(`/users/${id}/revokeSignInSessions`).post({});
  assert.equal(revoked.value, true);
  const after = await state();
  assert.equal(after.accountEnabled, false);
  assert.ok(after.signInSessionsValidFromDateTime > before.signInSessionsValidFromDateTime);
  await graph.api(`/users/${id}`).patch({ accountEnabled: true });
  assert.equal((await state()).accountEnabled, true);
});

test("Delete, look into the recycle bin, restore", async () => {
  const id = await userId(graph, "annie.easley");
  assert.equal(await graph.api(`/users/${id}`).delete(), undefined);
  assert.equal((await failureOf(graph.api(`/users/${id}`).get())).code, "Request_ResourceNotFound");
  const page = await graph
    .api(deletedUsers)
    .header("ConsistencyLevel", "eventual")
    .count(true)
    .orderby("deletedDateTime desc")
    .select("id,displayName,userPrincipalName,deletedDateTime")
    .get();
  assert.equal(page.value[0].id, id);
  assert.ok(page.value[0].deletedDateTime);
  assert.ok(page.value[0].userPrincipalName.endsWith("annie.easley@contoso.example"));
  const item = await graph.api(`/directory/deletedItems/${id}`).get();
  assert.equal(item["@odata.type"], "#microsoft.graph.user");
  const restored = await graph.api(`/directory/deletedItems/${id}/restore`).post({});
  assert.equal(restored.id, id);
  assert.equal(restored.userPrincipalName, "annie.easley@contoso.example");
  assert.equal((await graph.api(`/users/${id}`).get()).displayName, "Annie Easley");
  assert.equal((await failureOf(graph.api(`/directory/deletedItems/${id}`).get())).statusCode, 404);
});

test("A purged person is gone for good", async () => {
  const id = await userId(graph, "frances.allen");
  await graph.api(`/users/${id}`).delete();
  assert.equal(await graph.api(`/directory/deletedItems/${id}`).delete(), undefined);
  assert.equal(
    (await failureOf(graph.api(`/directory/deletedItems/${id}/restore`).post({}))).statusCode,
    404,
  );
});

test("A name that was given away in the meantime stands in the way of a restore", async () => {
  const created = (nickname) =>
    graph.api("/users").post({
      accountEnabled: true,
      displayName: "Interop",
      mailNickname: nickname,
      userPrincipalName: "interop@contoso.example",
      passwordProfile: { password: "Not-a-secret-1!", forceChangePasswordNextSignIn: true },
    });
  const first = await created("interop");
  await graph.api(`/users/${first.id}`).delete();
  await created("interop");
  const taken = await failureOf(created("interop"));
  assert.deepEqual([taken.statusCode, taken.code], [400, "Request_BadRequest"]);
  assert.match(taken.message, /userPrincipalName already exists/);
  const restore = graph.api(`/directory/deletedItems/${first.id}/restore`);
  assert.ok([400, 409].includes((await failureOf(restore.post({}))).statusCode));
  const restored = await restore.post({ newUserPrincipalName: "interop.two@contoso.example" });
  assert.equal(restored.userPrincipalName, "interop.two@contoso.example");
});

test("An administrator is out of reach for an app without a role", async () => {
  const id = await userId(graph, "grace.hopper");
  for (const request of [
    graph.api(`/users/${id}`).patch({ accountEnabled: false }),
    graph.api(`/users/${id}`).delete(),
  ]) {
    const error = await failureOf(request);
    assert.deepEqual([error.statusCode, error.code], [403, "Authorization_RequestDenied"]);
  }
});

test("A person that on-premises AD masters cannot be changed here", async () => {
  const id = await userId(graph, "linus.synced");
  const user = await graph.api(`/users/${id}`).select("onPremisesSyncEnabled").get();
  assert.equal(user.onPremisesSyncEnabled, true);
  const error = await failureOf(graph.api(`/users/${id}`).patch({ jobTitle: "x" }));
  assert.deepEqual([error.statusCode, error.code], [400, "Request_BadRequest"]);
  assert.match(error.message, /on-premises mastered Directory Sync objects/);
});

test("A wrong type and an unknown property are refused", async () => {
  const id = await userId(graph, "hedy.lamarr");
  for (const body of [{ accountEnabled: "no" }, { shoeSize: 42 }]) {
    assert.equal((await failureOf(graph.api(`/users/${id}`).patch(body))).statusCode, 400);
  }
});

test("/me does not exist for an app", async () => {
  const error = await failureOf(graph.api("/me").get());
  assert.equal(error.statusCode, 400);
  assert.match(error.message, /\/me request is only valid with delegated authentication flow/);
});

test("After 30 days the recycle bin is empty", async () => {
  const id = await userId(graph, "hedy.lamarr");
  await graph.api(`/users/${id}`).delete();
  await advance(29 * day);
  assert.equal((await graph.api(`/directory/deletedItems/${id}`).get()).id, id);
  await advance(2 * day);
  assert.equal((await failureOf(graph.api(`/directory/deletedItems/${id}`).get())).statusCode, 404);
});
