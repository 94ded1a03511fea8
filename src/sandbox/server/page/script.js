// Asks both sides once a second and shows what they say.

import {
  accountGroupRow, accountRow, assignmentRow, distance, element, groupRow, jobView, jobWord, number,
  personRow,
} from "/page/rows.js";

const rowsOnPage = 25; // as the sandbox gives them
const interval = 1000;
const longestWait = 5000;
const mostNews = 6;

const byId = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

const offsets = { people: 0, groups: 0, assignments: 0, accounts: 0, accountGroups: 0 };
let query = "";
let last = null; // the answers that are shown: { key, entra, lastpass }
let lead = 0; // of the tenant's calendar over the real time, in milliseconds
let timer = 0;
let failures = 0;

const tenantNow = () => Date.now() + lead;

// The job -------------------------------------------------------------------------------------

function showJobs(jobs) {
  byId("jobs").replaceChildren(...jobs.map((job) => jobView(job, tenantNow())));
  if (jobs.length === 0) {
    byId("jobs").append(element("p", { className: "empty" },
      "No job yet: ", element("code", { textContent: "lpaz configure-app" }), " makes one."));
  }
}

// Tables --------------------------------------------------------------------------------------

function showPages(id, list, member) {
  const nav = byId(`${id}-pages`);
  if (list.total <= rowsOnPage) {
    nav.replaceChildren();
    return;
  }
  const focused = nav.contains(document.activeElement) ? document.activeElement.textContent : "";
  const turn = (label, offset, possible) => element("button", {
    type: "button", textContent: label, disabled: !possible,
    onclick: () => { offsets[member] = offset; refresh(); },
  });
  const end = Math.min(list.offset + list.rows.length, list.total);
  const [from, to, all] = [list.offset + 1, end, list.total].map((each) => number.format(each));
  nav.replaceChildren(
    element("span", { textContent: `${from}–${to} of ${all}` }),
    turn("Previous", Math.max(0, list.offset - rowsOnPage), list.offset > 0),
    turn("Next", list.offset + rowsOnPage, end < list.total));
  [...nav.querySelectorAll("button")].find((button) => button.textContent === focused)?.focus();
}

// `before` is the same list as it was shown a moment ago, or nothing.
function showTable(id, member, list, row, before, empty) {
  const known = new Map((before?.rows ?? []).map((each) => [each.id, JSON.stringify(each)]));
  const rows = list.rows.map((each) => {
    const made = row(each);
    if (before && known.get(each.id) !== JSON.stringify(each)) {
      made.className = "changed";
    }
    return made;
  });
  if (rows.length === 0) {
    const text = query ? "Nothing here has this name." : empty;
    const columns = byId(id).closest("table").querySelectorAll("th").length;
    const cell = element("td", { className: "empty", colSpan: columns, textContent: text });
    rows.push(element("tr", {}, cell));
  }
  byId(id).replaceChildren(...rows);
  showPages(id, list, member);
}

// What changed --------------------------------------------------------------------------------

function tell(lines) {
  const now = tenantNow();
  const more = lines.length - mostNews;
  const shown = more > 0
    ? [...lines.slice(0, mostNews - 1), `and ${number.format(more + 1)} more`] : lines;
  for (const line of shown) {
    byId("news").prepend(element("li", {}, element("time", { textContent: clock.format(now) }),
      element("bdi", { textContent: line })));
  }
  while (byId("news").children.length > mostNews) {
    byId("news").lastChild.remove();
  }
}

// One line for each row whose `member` is another one now.
function changesOf(now, before, member, line) {
  const known = new Map(before.rows.map((row) => [row.id, row[member]]));
  return now.rows.filter((row) => known.has(row.id) && known.get(row.id) !== row[member])
    .map((row) => line(row, known.get(row.id)));
}

function changed(name, now, before) {
  return now === before ? [] : [`${name}: ${number.format(before)} → ${number.format(now)}`];
}

function news(now, before) {
  return [
    ...changesOf({ rows: now.entra.jobs }, { rows: before.entra.jobs }, "status",
      (job, old) => `Provisioning: ${jobWord(old)} → ${jobWord(job.status)}`),
    ...changed("Jobs", now.entra.jobs.length, before.entra.jobs.length),
    ...changesOf(now.entra.people, before.entra.people, "signIn",
      (person, old) => `${person.displayName}: sign-in ${old} → ${person.signIn}`),
    ...changesOf(now.lastpass.accounts, before.lastpass.accounts, "status",
      (account, old) =>
        `${account.displayName || account.userName}: ${old} → ${account.status} in LastPass`),
    ...changed("People in Entra ID", now.entra.counts.users, before.entra.counts.users),
    ...changed("Assignments", now.entra.counts.assignments, before.entra.counts.assignments),
    ...changed("People in LastPass", now.lastpass.counts.users, before.lastpass.counts.users),
    ...changed("Groups in LastPass", now.lastpass.counts.groups, before.lastpass.counts.groups),
  ];
}

// The whole -----------------------------------------------------------------------------------

function showCounts(entra, lastpass) {
  const some = (count, what) => (count > 0 ? ` · ${number.format(count)} ${what}` : "");
  byId("tenant").textContent = entra.tenant;
  byId("entra-counts").textContent = `${number.format(entra.counts.users)} users` +
    some(entra.counts.blocked, "blocked") + some(entra.counts.deleted, "in the recycle bin");
  byId("lastpass-counts").textContent = `${number.format(lastpass.counts.users)} users` +
    some(lastpass.counts.active, "active") + some(lastpass.counts.invited, "invited") +
    some(lastpass.counts.disabled, "disabled");
}

function show(now) {
  const before = last?.key === now.key ? last : null;
  const { entra, lastpass } = now;
  const statuses = new Map(lastpass.statuses.map((known) => [known.name, known.status]));
  showCounts(entra, lastpass);
  showJobs(entra.jobs);
  const row = (person) => personRow(person, statuses.get(person.userPrincipalName));
  showTable("people", "people", entra.people, row, before?.entra.people,
    "There are no users in the directory.");
  showTable("groups", "groups", entra.groups, groupRow, before?.entra.groups, "There is no group.");
  showTable("assignments", "assignments", entra.assignments, assignmentRow,
    before?.entra.assignments, "Nothing is assigned; lpaz assign-group assigns a group.");
  showTable("accounts", "accounts", lastpass.accounts, accountRow, before?.lastpass.accounts,
    "LastPass is empty: the first cycle brings whoever is assigned.");
  showTable("account-groups", "accountGroups", lastpass.groups, accountGroupRow,
    before?.lastpass.groups, "There is no group.");
  if (before) {
    tell(news(now, before));
  }
  last = now;
}

async function ask(path, parameters) {
  const response = await fetch(`${path}?${new URLSearchParams(parameters)}`, { cache: "no-store" });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

async function askBoth() {
  const key = JSON.stringify([query, offsets]);
  const entra = await ask("/page/entra", {
    search: query, people: offsets.people, groups: offsets.groups, assignments: offsets.assignments,
  });
  const names = entra.people.rows.map((person) => ["name", person.userPrincipalName]);
  const lastpass = await ask("/page/lastpass", [
    ["search", query], ["people", offsets.accounts], ["groups", offsets.accountGroups], ...names,
  ]);
  return { key, entra, lastpass };
}

function showLink(state, text) {
  const link = byId("link");
  if (link.textContent !== text) {
    link.className = state;
    link.textContent = text;
  }
}

function showCalendar() {
  const now = tenantNow();
  const ahead = lead >= 60000 ? ` (${distance(lead)} ahead)` : "";
  byId("calendar").textContent = `${day.format(now)}, ${clock.format(now)} UTC${ahead}`;
}

let asking = 0; // of several at once only the newest is shown

async function refresh() {
  clearTimeout(timer);
  const mine = ++asking;
  try {
    const now = await askBoth();
    if (mine !== asking) {
      return;
    }
    lead = now.entra.leadSeconds * 1000;
    showCalendar();
    if (JSON.stringify(now) !== JSON.stringify(last)) {
      show(now);
    } else {
      showJobs(now.entra.jobs); // "in 5 min" grows old
    }
    failures = 0;
    showLink("live", "live");
  } catch {
    if (mine !== asking) {
      return;
    }
    failures += 1;
    showLink("lost", "no answer, trying again");
  }
  const wait = Math.min(interval * (failures + 1), longestWait);
  timer = document.hidden ? 0 : setTimeout(refresh, wait);
}

byId("search").addEventListener("submit", (event) => event.preventDefault());
byId("query").addEventListener("input", () => {
  query = byId("query").value.trim();
  Object.keys(offsets).forEach((list) => { offsets[list] = 0; });
  clearTimeout(timer);
  timer = setTimeout(refresh, 150);
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) {
    refresh();
  }
});
refresh();
