// A Graph client as an application makes it: a credential of @azure/identity behind the
// authentication provider of the Graph library.
import { ClientSecretCredential } from "@azure/identity";
import { Client } from "@microsoft/microsoft-graph-client";
import { createRequire } from "node:module";
import * as sandbox from "./sandbox.mjs";

const { TokenCredentialAuthenticationProvider } = createRequire(import.meta.url)(
  "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials",
);

export function newCredential(options = {}) {
  const { tenantId, clientId, clientSecret, ...rest } = { ...sandbox, ...options };
  return new ClientSecretCredential(tenantId, clientId, clientSecret, {
    authorityHost: sandbox.authorityHost,
    disableInstanceDiscovery: true,
    ...(rest.credential ?? {}),
  });
}

export function newClient(options = {}) {
  const authProvider = new TokenCredentialAuthenticationProvider(options.token ?? newCredential(), {
    scopes: [sandbox.graphScope],
  });
  return Client.initWithMiddleware({
    authProvider,
    baseUrl: options.graphOrigin ?? sandbox.graphOrigin,
    customHosts: new Set(["127.0.0.1"]),
  });
}

export const userId = async (graph, name) =>
  (await graph.api(`/users/${name}@contoso.example`).select("id").get()).id;

export const objectUrl = (id) => `https://graph.microsoft.com/v1.0/directoryObjects/${id}`;

// The error of a request that must fail.
export async function failureOf(request) {
  try {
    await request;
  } catch (error) {
    return error;
  }
  throw new Error("the request succeeded");
}
