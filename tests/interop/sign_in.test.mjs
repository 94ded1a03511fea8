import assert from "node:assert/strict";
import { test } from "node:test";
import { ClientSecretCredential } from "@azure/identity";
import { ConfidentialClientApplication } from "@azure/msal-node";
import * as sandbox from "./support/sandbox.mjs";
import { failureOf, newCredential } from "./support/graph.mjs";

const authority = `${sandbox.authorityHost}/${sandbox.tenantId}`;
const sandboxHost = new URL(sandbox.authorityHost).host;

function application(auth = {}, system = {}) {
  return new ConfidentialClientApplication({
    auth: {
      clientId: sandbox.clientId,
      clientSecret: sandbox.clientSecret,
      authority,
      knownAuthorities: [sandboxHost],
      ...auth,
    },
    system,
  });
}

const acquire = (msal, scopes = [sandbox.graphScope]) =>
  msal.acquireTokenByClientCredential({ scopes });

// The libraries ask the public sign-in service whether a host is one of its instances. Nothing
// else differs from their own way: the question goes to the sandbox instead.
const toSandbox = (url) =>
  url.replace("https://login.microsoftonline.com/", `${sandbox.authorityHost}/`);

function askInstance(endpoint) {
  const query = new URLSearchParams({ "api-version": "1.1", authorization_endpoint: endpoint });
  return fetch(`${sandbox.authorityHost}/common/discovery/instance?${query}`);
}

const networkClient = {
  asked: [],
  async send(method, url, options) {
    this.asked.push(url);
    const response = await fetch(toSandbox(url), {
      method,
      headers: options?.headers,
      body: options?.body,
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.json(),
    };
  },
  sendGetRequestAsync(url, options) {
    return this.send("GET", url, options);
  },
  sendPostRequestAsync(url, options) {
    return this.send("POST", url, options);
  },
};

test("msal-node gets a token with a client secret and keeps it", async () => {
  const msal = application();
  const first = await acquire(msal);
  assert.equal(first.tokenType, "Bearer");
  assert.ok(first.expiresOn > new Date());
  const life = (first.expiresOn - Date.now()) / 1000;
  assert.ok(life > 3500 && life <= 3600, `life is ${life}`);
  const second = await acquire(msal);
  assert.equal(second.fromCache, true);
  assert.equal(second.accessToken, first.accessToken);
});

test("msal-node finds the instance and the endpoints by discovery", async () => {
  networkClient.asked = [];
  const msal = application({ knownAuthorities: [] }, { networkClient });
  assert.ok((await acquire(msal)).accessToken);
  const paths = networkClient.asked.map((url) => new URL(url).pathname);
  assert.deepEqual(paths, [
    "/common/discovery/instance",
    `/${sandbox.tenantId}/v2.0/.well-known/openid-configuration`,
    `/${sandbox.tenantId}/oauth2/v2.0/token`,
  ]);
});

test("msal-node reads the instance metadata that the sandbox serves", async () => {
  const answer = await askInstance(`${authority}/oauth2/v2.0/authorize`);
  assert.equal(answer.status, 200);
  const cloudDiscoveryMetadata = await answer.text();
  const { metadata } = JSON.parse(cloudDiscoveryMetadata);
  assert.ok(metadata.some((cloud) => cloud.aliases.includes("login.microsoftonline.com")));
  assert.ok(metadata.some((cloud) => cloud.preferred_network === sandboxHost));
  const msal = application({ knownAuthorities: [], cloudDiscoveryMetadata });
  assert.ok((await acquire(msal)).accessToken);
});

test("an instance that nobody knows is refused with invalid_instance", async () => {
  const answer = await askInstance("https://login.example.org/x/oauth2/v2.0/authorize");
  assert.equal(answer.status, 400);
  const body = await answer.json();
  assert.equal(body.error, "invalid_instance");
  assert.deepEqual(body.error_codes, [50049]);
});

test("msal-node reads a wrong secret as invalid_client with AADSTS7000215", async () => {
  const correlationId = "0f7a3c12-5b7e-4d8e-9a55-0d2f8a1c4b6e";
  const msal = application({ clientSecret: "wrong" });
  const error = await failureOf(
    msal.acquireTokenByClientCredential({ scopes: [sandbox.graphScope], correlationId }),
  );
  assert.equal(error.name, "ServerError");
  assert.equal(error.errorCode, "invalid_client");
  assert.equal(error.status, 401);
  assert.match(error.errorMessage, /AADSTS7000215: Invalid client secret provided/);
  assert.equal(error.correlationId, correlationId);
});

test("msal-node reads an app that the tenant does not have as AADSTS700016", async () => {
  const error = await failureOf(
    acquire(application({ clientId: "11111111-2222-4333-8444-555555555555" })),
  );
  assert.equal(error.errorCode, "unauthorized_client");
  assert.match(error.errorMessage, /AADSTS700016/);
});

test("msal-node cannot resolve the endpoints of a tenant that does not exist", async () => {
  const unknown = `${sandbox.authorityHost}/99999999-8888-4777-8666-555555555555`;
  const error = await failureOf(acquire(application({ authority: unknown })));
  assert.equal(error.errorCode, "endpoints_resolution_error");
  const answer = await fetch(`${unknown}/v2.0/.well-known/openid-configuration`);
  assert.equal(answer.status, 400);
  const body = await answer.json();
  assert.equal(body.error, "invalid_tenant");
  assert.deepEqual(body.error_codes, [90002]);
});

test("msal-node reads a scope of no resource as invalid_scope", async () => {
  const error = await failureOf(
    acquire(application(), ["https://graph.microsoft.com/User.Read.All"]),
  );
  assert.equal(error.errorCode, "invalid_scope");
  assert.match(error.errorMessage, /AADSTS(70011|1002012)/);
});

test("msal-node reads an unknown resource as AADSTS500011", async () => {
  const error = await failureOf(acquire(application(), ["https://vault.example.org/.default"]));
  assert.equal(error.errorCode, "invalid_resource");
  assert.match(error.errorMessage, /AADSTS500011/);
});

test("msal-node repeats the request of a throttled sign-in only after Retry-After", async () => {
  await sandbox.addFault({
    fault: "status",
    method: "POST",
    path: `/${sandbox.tenantId}/oauth2/v2.0/token`,
    times: 1,
    status: 429,
    retryAfter: 60,
  });
  const msal = application();
  const first = await failureOf(acquire(msal));
  assert.deepEqual([first.status, first.errorCode], [429, "temporarily_unavailable"]);
  const second = await failureOf(acquire(msal));
  assert.match(second.errorMessage, /AADSTS90055/);
  const posts = (await sandbox.journal(`/${sandbox.tenantId}/oauth2`)).filter(
    (entry) => entry.status === 429,
  );
  assert.equal(posts.length, 1, "the second try must not have left the library");
});

test("ClientSecretCredential gets a token for the authority host of the sandbox", async () => {
  const token = await newCredential().getToken(sandbox.graphScope);
  assert.ok(token.token);
  assert.ok(token.expiresOnTimestamp > Date.now());
});

test("ClientSecretCredential asks for the instance before it signs in", async () => {
  const asked = [];
  const policy = {
    name: "toSandbox",
    sendRequest(request, next) {
      asked.push(new URL(request.url).pathname);
      request.url = toSandbox(request.url);
      return next(request);
    },
  };
  const credential = new ClientSecretCredential(
    sandbox.tenantId,
    sandbox.clientId,
    sandbox.clientSecret,
    {
      authorityHost: sandbox.authorityHost,
      additionalPolicies: [{ policy, position: "perCall" }],
    },
  );
  assert.ok((await credential.getToken(sandbox.graphScope)).token);
  assert.equal(asked[0], "/common/discovery/instance");
});

test("ClientSecretCredential reads a wrong secret as an AuthenticationRequiredError", async () => {
  const error = await failureOf(
    newCredential({ clientSecret: "wrong" }).getToken(sandbox.graphScope),
  );
  assert.equal(error.name, "AuthenticationRequiredError");
  assert.match(error.message, /invalid_client.*AADSTS7000215/);
});

test("ClientSecretCredential reads a tenant that does not exist as a failure", async () => {
  const credential = newCredential({ tenantId: "99999999-8888-4777-8666-555555555555" });
  const error = await failureOf(credential.getToken(sandbox.graphScope));
  assert.match(error.message, /endpoints_resolution_error/);
});
