// Makes the rows and cards of the page out of what the two sides say. All text of the tenant goes
// into text nodes, never into markup.

export const number = new Intl.NumberFormat("en");

export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const mark = (text, kind) => element("span", { className: `mark ${kind}`, textContent: text });

// An address may be broken before its @.
function address(text) {
  const [front, ...rest] = text.split("@");
  return rest.length === 0 ? [front] : [front, element("wbr"), `@${rest.join("@")}`];
}

// A name as it is, whatever direction it is written in, with something smaller under it.
function named(name, under = "", tags = "") {
  const shown = element("bdi", { className: "name", textContent: name || "(no name)" });
  const cell = element("td", {}, shown);
  if (under) {
    cell.append(element("bdi", { className: "under" }, ...address(under)));
  }
  if (tags) {
    cell.append(element("span", { className: "tags", textContent: tags }));
  }
  return cell;
}

const numberCell = (value) =>
  element("td", { className: "number", textContent: number.format(value) });

// The users and groups of Entra --------------------------------------------------------------

const signInKinds = { Enabled: "good", Blocked: "bad", "Recycle bin": "off" };
const statusKinds = {
  Active: "good", Invited: "calm", "Expired invitation": "warn", Disabled: "bad",
};

// Somebody who may not sign in, but whose vault is still open.
const isBehind = (person, status) =>
  person.signIn !== "Enabled" && status !== undefined && status !== "Disabled";

export function personRow(person, status) {
  const tags = [[person.inScope, "in scope"], [person.synced, "synced"], [person.guest, "guest"]]
    .filter(([is]) => is).map(([, tag]) => tag).join(" · ");
  const inLastPass = status === undefined
    ? element("td", {}, element("span", { className: "none", textContent: "not there" }))
    : element("td", {}, mark(status, statusKinds[status] ?? "off"));
  if (isBehind(person, status)) {
    inLastPass.append(element("span", { className: "why", textContent: "not followed yet" }));
  }
  return element("tr", {}, named(person.displayName, person.userPrincipalName, tags),
    element("td", {}, mark(person.signIn, signInKinds[person.signIn] ?? "off")), inLastPass);
}

export function groupRow(group) {
  const tag = group.assigned ? "assigned to the app" : "";
  return element("tr", {}, named(group.displayName, "", tag),
    element("td", { textContent: group.kind }), numberCell(group.members));
}

export function assignmentRow(assignment) {
  return element("tr", {}, named(assignment.principal),
    element("td", { textContent: assignment.kind }), named(assignment.app));
}

// LastPass ------------------------------------------------------------------------------------

export function accountRow(account) {
  return element("tr", {}, named(account.displayName || account.userName, account.userName),
    element("td", {}, mark(account.status, statusKinds[account.status] ?? "off")),
    numberCell(account.groups));
}

export const accountGroupRow = (group) =>
  element("tr", {}, named(group.displayName), numberCell(group.members));

// The job -------------------------------------------------------------------------------------

const jobKinds = { Active: "good", Quarantine: "bad", Paused: "warn", NotRun: "calm" };
const jobWords = {
  Quarantine: "In quarantine", NotRun: "Not run yet", NotConfigured: "Not configured",
};
export const jobWord = (status) => jobWords[status] ?? status;

export function distance(milliseconds) {
  const minutes = Math.round(Math.abs(milliseconds) / 60000);
  if (minutes < 1) {
    return "less than a minute";
  }
  if (minutes < 120) {
    return `${minutes} min`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function when(text, now) {
  if (!text) {
    return "never";
  }
  const away = Date.parse(text) - now;
  if (away <= 0 && away > -60000) {
    return "just now";
  }
  return away > 0 ? `in ${distance(away)}` : `${distance(away)} ago`;
}

function fact(name, value) {
  return element("div", {}, element("dt", { textContent: name }),
    element("dd", { textContent: value }));
}

export function jobView(job, now) {
  const view = element("div", { className: "job" }, element("p", {},
    mark(jobWord(job.status), jobKinds[job.status] ?? "off"),
    element("bdi", { className: "name", textContent: job.app })));
  const facts = element("dl", {}, fact("Last cycle", when(job.lastEnded, now)),
    fact("Result", job.lastState || "–"),
    fact("Next cycle", job.scheduled ? when(job.nextCycle, now) : "none"));
  if (job.lastEnded) {
    facts.append(fact("Read, sent, failing",
      [job.imported, job.exported, job.escrowed].map((count) => number.format(count)).join(", ")));
  }
  view.append(facts);
  if (job.quarantine) {
    view.append(element("bdi", { className: "trouble", textContent: job.quarantine }));
  }
  return view;
}
