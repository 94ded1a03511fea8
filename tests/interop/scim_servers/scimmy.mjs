// SCIMMY (scimmy and scimmy-routers on express), with two maps as its store.
import { randomUUID } from "node:crypto";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";
import { listen } from "./listen.mjs";

const users = new Map();
const groups = new Map();
const refused = [];

// SCIMMY appends a member that is there already, though RFC 7644 wants no change then (3.5.2.1);
// a membership is kept once here, as the key of any database table would see to.
function withoutRepeats(members) {
  return (
    members && { members: [...new Map(members.map((member) => [member.value, member])).values()] }
  );
}

function keepIn(store, unique) {
  return {
    ingress(resource, data) {
      const taken = [...store.values()].find(
        (other) =>
          other[unique].toLowerCase() === data[unique].toLowerCase() && other.id !== resource.id,
      );
      if (taken) {
        throw new SCIMMY.Types.Error(409, "uniqueness", `${unique} is taken`);
      }
      const id = resource.id ?? randomUUID();
      const { schemas, meta, ...attributes } = JSON.parse(JSON.stringify(data));
      store.set(id, { ...attributes, ...withoutRepeats(attributes.members), id });
      return store.get(id);
    },
    egress(resource) {
      if (!resource.id) {
        const all = [...store.values()];
        return resource.filter?.match(all) ?? all;
      }
      if (!store.has(resource.id)) {
        throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      }
      return store.get(resource.id);
    },
    degress(resource) {
      if (!store.delete(resource.id)) {
        throw new SCIMMY.Types.Error(404, null, `Resource ${resource.id} not found`);
      }
    },
  };
}

export const name = "SCIMMY";

export async function start(token) {
  SCIMMY.Resources.declare(SCIMMY.Resources.User, keepIn(users, "userName"));
  SCIMMY.Resources.declare(SCIMMY.Resources.Group, keepIn(groups, "displayName"));
  SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false);
  const app = express();
  app.use((request, response, next) => {
    response.on("finish", () => {
      if (response.statusCode >= 400) {
        refused.push(`${request.method} ${request.originalUrl}: ${response.statusCode}`);
      }
    });
    next();
  });
  app.use(
    "/scim/v2",
    new SCIMMYRouters({
      type: "bearer",
      handler(request) {
        if (request.header("Authorization") !== `Bearer ${token}`) {
          throw new Error("no such token");
        }
        return "entra";
      },
    }),
  );
  const server = await listen(app);
  return {
    url: `${server.origin}/scim/v2`,
    refused,
    close: server.close,
    users: () =>
      [...users.values()].map((user) => ({
        id: user.id,
        userName: user.userName,
        displayName: user.displayName,
        email: user.emails?.find((email) => email.type === "work")?.value,
        active: user.active,
        department: user[SCIMMY.Schemas.EnterpriseUser.definition.id]?.department,
      })),
    groups: () =>
      [...groups.values()].map((group) => ({
        displayName: group.displayName,
        members: (group.members ?? []).map((member) => member.value),
      })),
  };
}
