#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"
#include "support/sample_tenant.hpp"

#include "lpaz/admin/people/guard_rail.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <optional>

using namespace lpaz;
using namespace lpaz::test;
using admin::Rail;

// Which guard-rails each command takes, and how each of them ends: really run against a tenant in
// which exactly one thing is not as it should be.

namespace {

const std::string k_roles = "GET /roleManagement/directory/roleAssignments*";
const std::string k_eligible = "GET /roleManagement/directory/roleEligibilityScheduleInstances*";
const std::string k_own_id = "00000000-0000-0000-0000-0000000000ff";

enum class Fact { known, overridden, unknown, refused, failing };
constexpr std::pair<Fact, std::string_view> k_facts[] = {{Fact::known, "known"},
                                                         {Fact::overridden, "overridden"},
                                                         {Fact::unknown, "unknown"},
                                                         {Fact::refused, "refused"},
                                                         {Fact::failing, "failing"}};

// How the cell's command is called, and whom it finds.
struct Call {
  std::string_view command;
  bool in_bin = false;   // Ada is in the recycle bin
  bool of_group = false; // names a group, with Ada as its member
  bool in_group = false; // names a group and Ada
};

constexpr Call k_calls[] = {{"create-group", false, false, true},
                            {"add-member", false, false, true},
                            {"remove-member", false, false, true},
                            {"assign-group", false, true},
                            {"unassign-group", false, true},
                            {"assign-user"},
                            {"unassign-user"},
                            {"block-user"},
                            {"unblock-user"},
                            {"delete-user"},
                            {"restore-user", true},
                            {"purge-user", true},
                            {"offboard-user"}};

// One run in a tenant of its own: Ada, whom the run is about, and Grace.
class Cell : public CommandFixture {
public:
  Cell(const Call& about, Rail rail, Fact fact) : m_call(about), m_rail(rail), m_fact(fact)
  {
    script_directory();
    script_app_of();
    script_roles_of();
    break_something();
  }

  int exit_code(std::string_view override_option)
  {
    std::vector<std::string> words = {std::string(m_call.command)};
    words.insert(words.end(), m_words.begin(), m_words.end());
    words.push_back("--dry-run");
    if (m_fact == Fact::overridden && m_rail == Rail::max_users) {
      words.insert(words.end(), {std::string(override_option), "100"});
    } else if (m_fact == Fact::overridden) {
      words.emplace_back(override_option);
    } else if (m_rail == Rail::max_users) {
      words.insert(words.end(), {std::string(override_option), "1"});
    }
    // The last Global Administrator holds a role, too.
    if (m_rail == Rail::last_global_administrator) {
      words.emplace_back("--include-admins");
    }
    run(words);
    return code;
  }

private:
  void script_directory()
  {
    m_words = {"ada@contoso.example"};
    if (m_rail == Rail::max_users) {
      m_words.emplace_back("grace@contoso.example");
    }
    if (m_call.of_group || m_call.in_group) {
      tenant.by_default(group_lookup("LastPass pilot"), 200, list_of({role_group()}));
      tenant.by_default(group_lookup("Test"), 200, list_of({}));
    }
    if (m_call.of_group) {
      m_words = {"LastPass pilot"};
    } else if (m_call.command == "create-group") {
      m_words = {"Test", "--member", "ada@contoso.example", "--member", "grace@contoso.example"};
    } else if (m_call.in_group) {
      m_words.insert(m_words.begin(), "LastPass pilot");
    }
    show_people(person(), grace());
  }

  // Where Ada and Grace are found.
  void show_people(const Json& of_ada, const Json& of_grace)
  {
    const Json kind = {{"@odata.type", "#microsoft.graph.user"}};
    const bool both = m_rail == Rail::max_users;
    Json people = list_of({with(of_ada, kind)});
    if (both) {
      people["value"].push_back(with(of_grace, kind));
    }
    tenant.by_default("GET /users?*", 200, m_call.in_bin ? list_of({}) : people);
    tenant.by_default("GET /groups/*/members?*", 200, people);
    tenant.by_default("GET /users?*id in ('" + k_ada_id + "','" + k_grace_id + "')*",
                      200,
                      list_of({ada(), grace({{"accountEnabled", nullptr}})}));
    if (m_call.in_bin) {
      tenant.by_default("GET /directory/deletedItems/microsoft.graph.user?*", 200, people);
    }
  }

  Json person() const
  {
    Json json = m_call.in_bin ? deleted_ada() : ada();
    const bool shows = m_fact == Fact::known || m_fact == Fact::overridden;
    if (m_rail == Rail::synced_user) {
      json["onPremisesSyncEnabled"] = shows ? Json(true) : Json();
    } else if (m_rail == Rail::guest) {
      json["userType"] = shows ? Json("Guest") : Json();
    } else if (m_rail == Rail::reused_name && m_fact == Fact::unknown) {
      json["mail"] = nullptr;
    }
    return json;
  }

  // A removal from it takes roles.
  Json role_group() const { return pilot({{"isAssignableToRole", true}}); }

  void script_app_of()
  {
    tenant.by_default(k_app_lookup, 200, list_of({app()}));
    tenant.by_default("GET " + k_app_path + "/synchronization/jobs", 200, list_of({job()}));
    tenant.by_default("GET " + k_app_path + "/appRoleAssignedTo*",
                      200,
                      list_of({assignment(pilot(), "Group"), assignment(ada(), "User")}));
    tenant.by_default("GET /users/*/memberOf*", 200, list_of({pilot()}));
  }

  void script_roles_of()
  {
    tenant.by_default(k_roles, 200, list_of({}));
    tenant.by_default(k_eligible, 200, list_of({}));
    tenant.by_default("GET /roleManagement/directory/roleDefinitions*", 200, list_of({}));
    tenant.by_default("GET /groups/*/transitiveMembers?*", 200, list_of({}));
  }

  // The error of the read that the rail rests on.
  void fail_with(const std::string& pattern)
  {
    tenant.by_default(pattern,
                      m_fact == Fact::refused ? 403 : 500,
                      graph_error("Authorization_RequestDenied", "no"));
  }

  bool fails() const { return m_fact == Fact::refused || m_fact == Fact::failing; }

  void break_something()
  {
    switch (m_rail) {
    case Rail::own_account:
      break_token();
      break;
    case Rail::last_global_administrator:
      break_states();
      break;
    case Rail::directory_role:
      break_roles();
      break;
    case Rail::unknown_roles:
      break_eligible();
      break;
    case Rail::break_glass:
      break_protection();
      break;
    case Rail::reused_name:
      break_names();
      break;
    case Rail::synced_user:
    case Rail::guest:
    case Rail::max_users:
      break_people();
      break;
    }
  }

  void break_token()
  {
    if (fails()) {
      const Json error = {{"error", "invalid_client"}, {"error_description", "AADSTS7000215: no"}};
      for (int tries = 0; tries < 12; ++tries) {
        tenant.token_answer(m_fact == Fact::refused ? 401 : 500, error);
      }
      return;
    }
    const Json claims = {{"oid", k_ada_id}};
    const std::string token =
        m_fact == Fact::unknown ? "hidden" : "e30." + util::base64url_encode(claims.dump()) + ".s";
    tenant.token_answer(200,
                        {{"token_type", "Bearer"}, {"expires_in", 3599}, {"access_token", token}});
  }

  // Grace is the other Global Administrator; whether she can sign in is the question.
  void break_states()
  {
    const bool alone = m_fact == Fact::known || m_fact == Fact::overridden;
    tenant.by_default(
        k_roles,
        200,
        alone ? list_of({global_administrator(k_ada_id)})
              : list_of({global_administrator(k_ada_id), global_administrator(k_grace_id)}));
    if (fails()) {
      fail_with("GET /users?*id in ('" + k_ada_id + "','" + k_grace_id + "')*");
    }
  }

  // Unknown: Graph does not show who the holder is.
  void break_roles()
  {
    Json holding = global_administrator(k_ada_id);
    if (m_fact == Fact::unknown) {
      holding.erase("principal");
      tenant.by_default("GET /groups/" + k_ada_id + "/transitiveMembers?*",
                        404,
                        graph_error("Request_ResourceNotFound", "no"));
    }
    holding["roleDefinitionId"] = "r";
    tenant.by_default(k_roles, 200, list_of({holding}));
    if (fails()) {
      fail_with(k_roles);
    }
  }

  // Known: everything was read. Unknown: the answer of a tenant without the licence.
  void break_eligible()
  {
    if (m_fact == Fact::unknown) {
      tenant.by_default(k_eligible, 400, graph_error("AadPremiumLicenseRequired", "P2"));
    } else if (m_fact == Fact::overridden) {
      tenant.by_default(k_eligible, 403, graph_error("Authorization_RequestDenied", "no"));
    } else if (fails()) {
      fail_with(k_eligible);
    }
  }

  // Unknown: nobody has the name that is protected.
  void break_protection()
  {
    const bool nobody = m_fact == Fact::unknown || fails();
    write_file(".config/lpaz/config.json",
               fmt::format(R"({{"profiles": {{"default": {{"protectedUsers": ["{}"]}}}}}})",
                           nobody ? "glass@contoso.example" : "ada@contoso.example"));
    tenant.by_default(user_lookup("'glass@contoso.example'"), 200, list_of({}));
    tenant.by_default("GET /directory/deletedItems/*'glass@contoso.example'*", 200, list_of({}));
    if (fails()) {
      fail_with(user_lookup("'glass@contoso.example'"));
    }
  }

  // Grace has the address now that Ada had.
  void break_names()
  {
    const std::string lookup = "GET /users?*mail in ('ada@contoso.example')*";
    if (m_fact == Fact::known || m_fact == Fact::overridden) {
      tenant.by_default(lookup, 200, list_of({grace({{"mail", "ada@contoso.example"}})}));
    } else if (fails()) {
      fail_with(lookup);
    }
  }

  void break_people()
  {
    if (fails()) {
      fail_with(m_call.of_group ? "GET /groups/*/members?*"
                : m_call.in_bin ? "GET /directory/deletedItems/*"
                                : "GET /users?*");
    }
  }

  const Call& m_call;
  Rail m_rail;
  Fact m_fact;
  std::vector<std::string> m_words;
};

std::string_view rail_name(Rail rail)
{
  constexpr std::string_view k_names[] = {"own account",
                                          "last administrator",
                                          "directory role",
                                          "unknown roles",
                                          "protected",
                                          "synced",
                                          "guest",
                                          "reused name",
                                          "number of people"};
  static_assert(std::size(k_names) == admin::k_rail_count);
  return k_names[static_cast<std::size_t>(rail)];
}

std::string cells_of(const Call& call, const admin::GuardRail& rail)
{
  std::string text;
  for (const auto& [fact, name] : k_facts) {
    CAPTURE(call.command);
    CAPTURE(rail.override_option);
    CAPTURE(name);
    Cell cell(call, rail.rail, fact);
    text += fmt::format("  {} {}", name, cell.exit_code(rail.override_option));
    CHECK(cell.tenant.writes().empty());
  }
  return text;
}

const Call* call_of(std::string_view command)
{
  for (const Call& call : k_calls) {
    if (call.command == command) {
      return &call;
    }
  }
  return nullptr;
}

std::string rows_of(const runtime::CommandSpec& spec)
{
  std::string rows;
  for (const admin::GuardRail& rail : admin::guard_rails()) {
    if (!spec.guard_rails.contains(rail.rail)) {
      rows += fmt::format("{:<15}{:<20}  -\n", spec.name, rail_name(rail.rail));
      continue;
    }
    const Call* call = call_of(spec.name);
    REQUIRE(call != nullptr);
    rows += fmt::format("{:<15}{:<20}{}\n", spec.name, rail_name(rail.rail), cells_of(*call, rail));
  }
  return rows;
}

// The overriding options of the command's rails.
std::string options_of(const runtime::CommandSpec& spec)
{
  const auto invocation = spec.make();
  const cli::ArgSet args = invocation->args();
  std::string row = fmt::format("{}:", spec.name);
  for (const admin::GuardRail& rail : admin::guard_rails()) {
    const bool has_option = args.find(rail.override_option) != nullptr;
    CHECK(has_option == spec.guard_rails.contains(rail.rail));
    row += has_option ? fmt::format(" {}", rail.override_option) : "";
  }
  return row + '\n';
}

} // namespace

TEST_CASE("each command takes the guard-rails that its golden rows show, and ends as they say")
{
  std::string options;
  std::string matrix;
  for (const auto& section : commands::all_commands()) {
    for (const auto& spec : section.commands) {
      if (spec.changes_tenant) {
        options += options_of(spec);
        matrix += rows_of(spec);
      }
    }
  }
  check_golden("guard_rails.txt",
               options +
                   "\n# Exit codes: the rail's fact is known, overridden, not told, refused "
                   "(403), failing (500).\n" +
                   matrix);
}
