// The sandbox that this process runs in (`lpaz-sandbox exec --tls -- node …`).
import assert from "node:assert/strict";

const { env } = process;

export const graphOrigin = env.LPAZ_GRAPH_ENDPOINT;
export const authorityHost = env.AZURE_AUTHORITY_HOST;
export const tenantId = env.AZURE_TENANT_ID;
export const clientId = env.AZURE_CLIENT_ID;
export const clientSecret = env.AZURE_CLIENT_SECRET;
export const connectionUrl = env.LPAZ_CONNECTION_URL;
export const provisioningToken = env.LPAZ_PROVISIONING_TOKEN;
export const graphScope = "https://graph.microsoft.com/.default";

export async function control(method, call, body, address = env.LPAZ_SANDBOX) {
  const response = await fetch(`${address}/${call}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(response.ok, `control ${method} ${call}: ${response.status}`);
  return response.status === 204 ? undefined : response.json();
}

export const runCycle = () => control("POST", "cycle");
export const advance = (seconds) => control("POST", "advance", { seconds });
export const addFault = (fault) => control("POST", "fault", fault);

export async function journal(prefix) {
  const entries = await control("GET", `journal?prefix=${encodeURIComponent(prefix)}`);
  return entries.requests ?? entries;
}
