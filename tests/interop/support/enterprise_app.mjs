// An enterprise application with a provisioning job, set up through the Graph library.
import { runCycle } from "./sandbox.mjs";

export const customTemplate = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

export function secretsFor(url, token, more = []) {
  return [
    { key: "BaseAddress", value: url },
    { key: "SecretToken", value: token },
    { key: "SyncAll", value: "false" },
    ...more,
  ];
}

export class EnterpriseApp {
  static async create(graph, displayName) {
    const made = await graph
      .api(`/applicationTemplates/${customTemplate}/instantiate`)
      .post({ displayName });
    const app = new EnterpriseApp(graph, made.servicePrincipal);
    app.job = (await graph.api(`${app.synchronization}/jobs`).post({ templateId: "scim" })).id;
    return app;
  }

  constructor(graph, principal) {
    this.graph = graph;
    this.id = principal.id;
    this.role = principal.appRoles.find((role) => role.displayName === "User").id;
    this.synchronization = `/servicePrincipals/${principal.id}/synchronization`;
  }

  jobPath(action = "") {
    return `${this.synchronization}/jobs/${encodeURIComponent(this.job)}${action && `/${action}`}`;
  }

  validate(url, token) {
    return this.graph.api(this.jobPath("validateCredentials")).post({
      useSavedCredentials: false,
      credentials: secretsFor(url, token).slice(0, 2),
    });
  }

  connect(url, token, more) {
    return this.graph
      .api(`${this.synchronization}/secrets`)
      .put({ value: secretsFor(url, token, more) });
  }

  assign(principalId) {
    return this.graph
      .api(`/servicePrincipals/${this.id}/appRoleAssignedTo`)
      .post({ principalId, resourceId: this.id, appRoleId: this.role });
  }

  async unassign(principalId) {
    const assignedTo = `/servicePrincipals/${this.id}/appRoleAssignedTo`;
    const { value } = await this.graph.api(assignedTo).get();
    const { id } = value.find((assignment) => assignment.principalId === principalId);
    return this.graph.api(`${assignedTo}/${id}`).delete();
  }

  async start() {
    await this.graph.api(this.jobPath("start")).post({});
    await runCycle();
  }

  async restart(resetScope) {
    await this.graph.api(this.jobPath("restart")).post({ criteria: { resetScope } });
    await runCycle();
  }

  state() {
    return this.graph.api(this.jobPath()).get();
  }

  async provision(objectId, objectTypeName = "User", links = undefined) {
    const {
      synchronizationRules: [rule],
    } = await this.graph.api(this.jobPath("schema")).get();
    const subject = { objectId, objectTypeName, ...(links && { links }) };
    return this.graph
      .api(this.jobPath("provisionOnDemand"))
      .post({ parameters: [{ ruleId: rule.id, subjects: [subject] }] });
  }
}
