#include "commands/users/user_fixture.hpp"

#include "support/sample_tenant.hpp"

#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::test {
namespace {

const std::string k_api = "https://lastpass.test/enterpriseapi.php";

Json people(bool with_grace, bool enabled)
{
  Json list = list_of({});
  list["value"].push_back(ada());
  if (with_grace) {
    list["value"].push_back(grace());
  }
  for (Json& person : list["value"]) {
    person["accountEnabled"] = enabled;
  }
  return list;
}

Json quarantine()
{
  Json json;
  json["reason"] = "EncounteredEscrowProportionThreshold";
  json["currentBegan"] = "2026-01-02T02:00:00Z";
  json["error"] = nullptr;
  return json;
}

} // namespace

void UserFixture::script_ada(bool enabled)
{
  script_roles(tenant);
  tenant.on(user_lookup("'ada@contoso.example'"), 200, people(false, enabled));
}

void UserFixture::script_both(bool enabled)
{
  script_roles(tenant);
  tenant.on(
      user_lookup("'ada@contoso.example','grace@contoso.example'"), 200, people(true, enabled));
}

// The first is blocked already.
void UserFixture::script_ada_blocked()
{
  script_roles(tenant);
  Json list = people(true, true);
  list["value"][0]["accountEnabled"] = false;
  tenant.on(user_lookup("'ada@contoso.example','grace@contoso.example'"), 200, list);
}

void UserFixture::script_source(bool quarantined)
{
  Json status = Json::object();
  if (quarantined) {
    status["code"] = "Quarantine";
    status["quarantine"] = quarantine();
  }
  m_job = job(status);
  script_app(tenant);
  tenant.on("GET " + k_app_path + "/synchronization/jobs", 200, list_of({m_job}));
}

void UserFixture::script_log(const std::vector<std::string>& disabled_ids)
{
  Json log = list_of({});
  for (const std::string& id : disabled_ids) {
    Json entry;
    entry["id"] = "entry-of-" + id;
    entry["activityDateTime"] = util::format_rfc3339(clock.now() + std::chrono::minutes(1));
    entry["jobId"] = m_job["id"];
    entry["targetIdentity"]["id"] = "account-of-" + id;
    entry["provisioningAction"] = "disable";
    entry["provisioningStatusInfo"]["status"] = "success";
    entry["sourceIdentity"]["id"] = id;
    entry["sourceIdentity"]["identityType"] = "User";
    log["value"].push_back(std::move(entry));
  }
  tenant.always("GET /auditLogs/provisioning*", 200, log);
  tenant.always("GET " + k_job_path, 200, m_job);
}

void UserFixture::script_audits()
{
  tenant.always("GET /auditLogs/directoryAudits*", 403, graph_error("Authorization", "no"));
}

void UserFixture::script_scope(const std::vector<std::string>& assigned_ids,
                               const std::vector<std::string>& people,
                               const std::vector<std::string>& members)
{
  Json assignments = list_of({assignment(pilot(), "Group")});
  for (const std::string& id : assigned_ids) {
    assignments["value"].push_back(assignment(with(ada(), {{"id", id}}), "User"));
  }
  tenant.on("GET " + k_app_path + "/appRoleAssignedTo*", 200, assignments);
  for (const std::string& id : people) {
    const bool is_member = std::ranges::find(members, id) != members.end();
    tenant.on("GET /users/" + id + "/memberOf*", 200, is_member ? list_of({pilot()}) : list_of({}));
  }
}

void UserFixture::script_block(const std::string& id)
{
  tenant.on("PATCH /users/" + id, 204);
  Json done;
  done["value"] = true;
  tenant.on("POST /users/" + id + "/revokeSignInSessions", 200, done);
}

void UserFixture::script_deletion(const std::string& id)
{
  tenant.on("DELETE /users/" + id, 204);
}

void UserFixture::configure_last_pass()
{
  environment["LPAZ_LASTPASS_CID"] = "1234567";
  environment["LPAZ_LASTPASS_PROVHASH"] = "S3cret~hash";
  environment["LPAZ_LASTPASS_API_URL"] = k_api;
}

void UserFixture::script_accounts(const std::vector<std::string>& disabled_names)
{
  Json answer;
  answer["total"] = disabled_names.size();
  answer["count"] = disabled_names.size();
  answer["Users"] = Json::object();
  for (const std::string& name : disabled_names) {
    answer["Users"][name]["username"] = name;
    answer["Users"][name]["disabled"] = true;
    answer["disabled_users"].push_back(name);
  }
  tenant.always("POST " + k_api, 200, answer);
}

std::string UserFixture::file(const std::string& name, const std::string& text) const
{
  return write_file(name, text).string();
}

void UserFixture::check_nothing_happened(int expected_code)
{
  CHECK(code == expected_code);
  CHECK(out.empty());
  CHECK(tenant.writes().empty());
}

std::vector<std::string> UserFixture::results() const
{
  std::vector<std::string> list;
  for (const OrderedJson& row : json()) {
    const std::string name = row["userPrincipalName"];
    list.push_back(name.substr(0, name.find('@')) + ": " + row["result"].get<std::string>());
  }
  return list;
}

} // namespace lpaz::test
