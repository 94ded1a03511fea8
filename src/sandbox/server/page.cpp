#include "sandbox/server/page.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::server {
namespace {

using util::Json;

constexpr std::size_t k_most_rows = 500;

constexpr std::string_view k_head = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>lpaz sandbox</title>
<meta name="viewport" content="width=device-width">
<style>
body { font: 15px/1.4 system-ui, sans-serif; margin: 1rem 2rem; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 1.5rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; padding: .15rem .6rem .15rem 0; border-bottom: 1px solid #ddd; }
@media (max-width: 60rem) { main { grid-template-columns: 1fr; } }
</style></head><body><h1>lpaz sandbox</h1><main>
)";

std::string escape(std::string_view text)
{
  std::string result;
  for (const char c : util::make_visible(text)) {
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    default:
      result += c;
    }
  }
  return result;
}

void open_table(std::string& out,
                std::string_view caption,
                std::initializer_list<const char*> heads)
{
  out += fmt::format("<table><caption>{}</caption><tr>", escape(caption));
  for (const auto* head : heads) {
    out += fmt::format("<th>{}</th>", head);
  }
  out += "</tr>\n";
}

void add_row(std::string& out, std::initializer_list<std::string> cells)
{
  out += "<tr>";
  for (const auto& cell : cells) {
    out += fmt::format("<td>{}</td>", escape(cell));
  }
  out += "</tr>\n";
}

std::string state_of(const store::User& user)
{
  if (user.is_deleted()) {
    return "deleted";
  }
  return user.account_enabled ? "enabled" : "blocked";
}

void add_people(std::string& out, const store::Directory& directory)
{
  open_table(out,
             fmt::format("People ({})", directory.live_user_count()),
             {"Name", "Principal name", "State"});
  std::size_t rows = 0;
  for (std::size_t i = 0; i < directory.users().end_position() && rows < k_most_rows; ++i) {
    if (const auto* user = directory.users().at(i)) {
      ++rows;
      add_row(out, {user->display_name, user->user_principal_name, state_of(*user)});
    }
  }
  out += "</table>\n";
}

void add_groups(std::string& out, const store::Directory& directory)
{
  open_table(out, "Groups", {"Name", "Members", "Assigned"});
  std::size_t rows = 0;
  directory.groups().for_each([&](const store::Group& group) {
    if (++rows <= k_most_rows) {
      add_row(out,
              {group.display_name,
               std::to_string(group.members.size()),
               directory.assignments_of(group.id).empty() ? "" : "yes"});
    }
  });
  out += "</table>\n";
}

void add_jobs(std::string& out, const store::Directory& directory)
{
  open_table(out, "Provisioning jobs", {"App", "State", "Last cycle"});
  for (const auto& [id, job] : directory.jobs()) {
    add_row(out,
            {directory.display_name_of(job.service_principal),
             job.status.code,
             job.status.last_execution ? job.status.last_execution->state : "none yet"});
  }
  out += "</table>\n";
}

void add_lastpass(std::string& out, const Json& state)
{
  open_table(out, "People", {"User name", "Name", "State"});
  if (const Json* users = util::find_array(state, "users")) {
    for (const auto& user : *users) {
      add_row(out,
              {util::string_at(user, "userName"),
               util::string_at(user, "displayName"),
               util::bool_at(user, "active") ? "active" : "disabled"});
    }
  }
  out += "</table>\n";
  open_table(out, "Groups", {"Name", "Members"});
  if (const Json* groups = util::find_array(state, "groups")) {
    for (const auto& group : *groups) {
      const Json* members = util::find_array(group, "members");
      add_row(out,
              {util::string_at(group, "displayName"),
               std::to_string(members == nullptr ? 0 : members->size())});
    }
  }
  out += "</table>\n";
}

Json lastpass_state(const Router& router, const Request& request)
{
  Request inner;
  inner.method = "GET";
  inner.path = "/lastpass/state";
  inner.base_url = request.base_url;
  auto state = util::parse_json(router.route(inner).body, "state of LastPass");
  return state ? std::move(*state) : Json();
}

} // namespace

Response show_page(const store::Tenant& tenant, const Router& router, const Request& request)
{
  const Json lastpass = lastpass_state(router, request);
  std::string out(k_head);
  out += fmt::format("<section><h2>Entra ID: {}</h2>\n", escape(tenant.identity().display_name));
  {
    const auto directory = tenant.read();
    add_jobs(out, *directory);
    add_people(out, *directory);
    add_groups(out, *directory);
  }
  out += "</section>\n<section><h2>LastPass</h2>\n";
  add_lastpass(out, lastpass);
  out += "</section></main></body></html>\n";
  Response response;
  response.headers.emplace("Content-Type", "text/html; charset=utf-8");
  response.headers.emplace("Content-Security-Policy",
                           "default-src 'none'; style-src 'unsafe-inline'");
  response.body = std::move(out);
  return response;
}

} // namespace lpaz::sandbox::server
