// The SCIM plugin of Better Auth, with Better Auth's own in-memory database.
import { scim } from "@better-auth/scim";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { getAuthTables } from "better-auth/db";
import { toNodeHandler } from "better-auth/node";
import { listen } from "./listen.mjs";

const refused = [];

export const name = "Better Auth";

export async function start(token) {
  let handler;
  const server = await listen((request, response) => {
    response.on("finish", () => {
      if (response.statusCode >= 400) {
        refused.push(`${request.method} ${request.url}: ${response.statusCode}`);
      }
    });
    handler(request, response);
  });
  const options = {
    baseURL: server.origin,
    basePath: "/auth",
    secret: "a secret of this test and of nothing else",
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { level: "error" },
    plugins: [
      scim({ connections: [{ id: "entra", credentials: [{ type: "bearer", id: "one", token }] }] }),
    ],
  };
  const tables = Object.values(getAuthTables(options)).map((table) => [table.modelName, []]);
  const database = Object.fromEntries(tables);
  const auth = betterAuth({ ...options, database: memoryAdapter(database) });
  handler = toNodeHandler(auth);
  const read = async (collection) => {
    const response = await fetch(`${server.origin}/auth/scim/v2/${collection}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return (await response.json()).Resources;
  };
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  return {
    url: `${server.origin}/auth/scim/v2`,
    refused,
    close: server.close,
    users: async () =>
      (await read("Users")).map((user) => ({
        id: user.id,
        userName: user.userName,
        displayName: user.displayName,
        email: user.emails?.find((email) => email.type === "work")?.value,
        active: user.active,
        department: user[enterprise]?.department,
      })),
    groups: async () =>
      (await read("Groups")).map((group) => ({
        displayName: group.displayName,
        members: group.members.map((member) => member.value),
      })),
  };
}
