#include "sandbox/lastpass/company_view.hpp"

#include "sandbox/server/list_view.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lpaz::sandbox::lastpass {
namespace {

using server::ListView;
using util::make_visible;
using util::OrderedJson;

std::string accounts(const Company& company, const server::Request& request, util::TimePoint now)
{
  ListView view(request, "people");
  company.for_each_account([&](const Account& account) {
    if (view.shows({account.user_name, account.display_name})) {
      view.add({{"id", account.id},
                {"userName", make_visible(account.user_name)},
                {"displayName", make_visible(account.display_name)},
                {"status", account.status(now)},
                {"groups", account.groups.size()}});
    }
  });
  return view.json();
}

std::string groups(const Company& company, const server::Request& request)
{
  ListView view(request, "groups");
  for (const auto& group : company.groups()) {
    if (view.shows({group->display_name})) {
      view.add({{"id", group->id},
                {"displayName", make_visible(group->display_name)},
                {"members", group->members.size()}});
    }
  }
  return view.json();
}

OrderedJson counts(const Company& company)
{
  std::size_t disabled = 0;
  std::size_t used = 0;
  company.for_each_account([&](const Account& account) {
    disabled += account.active ? 0U : 1U;
    used += account.active && account.has_logged_in ? 1U : 0U;
  });
  return {{"users", company.account_count()},
          {"active", used},
          {"invited", company.account_count() - disabled - used},
          {"disabled", disabled},
          {"groups", company.groups().size()}};
}

OrderedJson statuses(const Company& company, const server::Request& request, util::TimePoint now)
{
  OrderedJson list = OrderedJson::array();
  for (const auto& name : server::query_values(request, "name")) {
    const Account* account = company.find_account_by_name(name);
    if (account != nullptr && list.size() < ListView::k_rows) {
      list.push_back({{"name", name}, {"status", account->status(now)}});
    }
  }
  return list;
}

} // namespace

server::Response
company_view(const Company& company, const server::Request& request, util::TimePoint now)
{
  return server::Response::json(
      200,
      fmt::format(R"({{"counts":{},"accounts":{},"groups":{},"statuses":{}}})",
                  util::dump_json(counts(company)),
                  accounts(company, request, now),
                  groups(company, request),
                  util::dump_json(statuses(company, request, now))));
}

} // namespace lpaz::sandbox::lastpass
