#include "support/provisioning_fixture.hpp"

#include "sandbox/engine/log_draft.hpp"

#include "lpaz/util/url.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace lpaz::test {
namespace {

namespace store = sandbox::store;
namespace server = sandbox::server;

constexpr std::string_view k_account_number = "1234567";
constexpr std::string_view k_base = "https://lastpass.test";

constexpr std::string_view k_schema = R"json({
  "directories": [
    {"name": "Azure Active Directory", "objects": []},
    {"name": "customappsso", "objects": [
      {"name": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "attributes": [
        {"name": "userName", "type": "String"}, {"name": "active", "type": "Boolean"}]}]}],
  "synchronizationRules": [
    {"id": "rule-1", "sourceDirectoryName": "Azure Active Directory",
     "targetDirectoryName": "customappsso", "objectMappings": [
      {"enabled": true, "flowTypes": "Add,Update,Delete", "sourceObjectName": "Group",
       "targetObjectName": "urn:ietf:params:scim:schemas:core:2.0:Group", "attributeMappings": [
        {"targetAttributeName": "displayName", "matchingPriority": 1,
         "source": {"type": "Attribute", "name": "displayName"}},
        {"targetAttributeName": "externalId", "source": {"type": "Attribute", "name": "objectId"}},
        {"targetAttributeName": "members", "source": {"type": "Attribute", "name": "members"}}]},
      {"enabled": true, "flowTypes": "Add, Update, Delete", "sourceObjectName": "User",
       "targetObjectName": "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
       "attributeMappings": [
        {"targetAttributeName": "userName", "matchingPriority": 1, "flowType": "Always",
         "source": {"type": "Attribute", "name": "userPrincipalName"}},
        {"targetAttributeName": "active", "matchingPriority": 0, "source": {"type": "Function",
         "expression": "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")"}},
        {"targetAttributeName": "displayName", "source": {"type": "Attribute",
         "name": "displayName"}},
        {"targetAttributeName": "title", "source": {"type": "Attribute", "name": "jobTitle"}},
        {"targetAttributeName": "emails[type eq \"work\"].value", "source": {"type": "Attribute",
         "name": "mail"}}]}]}]})json";

server::Request request_of(const ScimRequest& request)
{
  server::Request converted;
  converted.method = request.method;
  std::string rest = request.url.substr(k_base.size());
  const auto question = rest.find('?');
  converted.path = rest.substr(0, question);
  converted.query = question == std::string::npos ? "" : rest.substr(question + 1);
  converted.body = request.body;
  converted.base_url = k_base;
  converted.headers.emplace("Authorization", "Bearer " + request.token.reveal());
  return converted;
}

std::string described(const ScimRequest& request)
{
  std::string url = request.url.substr(k_base.size());
  const std::string account = "/scimapi/" + std::string(k_account_number);
  if (url.starts_with(account)) {
    url.erase(0, account.size());
  }
  std::ranges::replace(url, '+', ' ');
  const std::string body = request.body.empty() ? "" : " " + request.body;
  return request.method + " " + util::percent_decode(url) + body;
}

store::TenantIdentity identity()
{
  store::TenantIdentity identity;
  identity.tenant_id = store::ObjectId::derive("tenant");
  identity.domain = "sandbox.example";
  return identity;
}

} // namespace

std::shared_ptr<const util::OrderedJson> default_schema(std::string_view user_mapping)
{
  auto schema = util::OrderedJson::parse(k_schema);
  if (!user_mapping.empty()) {
    auto& mappings = schema["synchronizationRules"][0]["objectMappings"][1]["attributeMappings"];
    auto added = util::OrderedJson::parse(user_mapping);
    for (auto& mapping : mappings) {
      if (mapping["targetAttributeName"] == added["targetAttributeName"]) {
        mapping = added;
        return std::make_shared<const util::OrderedJson>(std::move(schema));
      }
    }
    mappings.push_back(std::move(added));
  }
  return std::make_shared<const util::OrderedJson>(std::move(schema));
}

Result<ScimAnswer> ScimWire::send(const ScimRequest& request)
{
  sent.push_back(described(request));
  if (fault) {
    if (auto answer = fault(request)) {
      return *std::move(answer);
    }
  }
  auto response = m_lastpass.serve_scim(request_of(request));
  return ScimAnswer{response.status, std::move(response.body)};
}

std::size_t ScimWire::count(std::string_view beginning) const
{
  return static_cast<std::size_t>(std::ranges::count_if(
      sent, [&](const std::string& line) { return line.starts_with(beginning); }));
}

ProvisioningFixture::ProvisioningFixture()
    : tenant(identity(), {}),
      lastpass(
          {std::string(k_account_number), util::Secret("hash"), [this] { return tenant.now(); }})
{
  auto sender = std::make_unique<ScimWire>(lastpass);
  wire = sender.get();
  engine = std::make_unique<sandbox::engine::ProvisioningEngine>(tenant, std::move(sender));
  const auto directory = tenant.write();
  store::ServicePrincipal principal;
  principal.id = app;
  principal.display_name = "LastPass Provisioning App";
  store::AppRole role;
  role.id = ObjectId::derive("role");
  role.display_name = "User";
  principal.app_roles.push_back(std::move(role));
  directory->add_service_principal(std::move(principal));
  store::SynchronizationJob job;
  job.id = job_id;
  job.service_principal = app;
  job.schema = default_schema();
  store::start_job(directory->add_job(std::move(job)), tenant.now());
  auto& secrets = directory->edit_secrets(app);
  secrets.put("BaseAddress", std::string(k_base) + lastpass.scim_path());
  secrets.put("SecretToken", lastpass.token().reveal());
}

ObjectId ProvisioningFixture::add_user(std::string_view name, bool enabled)
{
  store::User user;
  user.id = ObjectId::derive(name);
  user.user_principal_name = std::string(name) + "@sandbox.example";
  user.display_name = name;
  user.mail = user.user_principal_name;
  user.account_enabled = enabled;
  return tenant.write()->add_user(std::move(user)).id;
}

ObjectId ProvisioningFixture::add_group(std::string_view name, std::vector<ObjectId> members)
{
  store::Group group;
  group.id = ObjectId::derive(name);
  group.display_name = name;
  const auto directory = tenant.write();
  const ObjectId id = directory->add_group(std::move(group)).id;
  for (const auto& member : members) {
    directory->add_member(id, member);
  }
  return id;
}

ObjectId ProvisioningFixture::assign(const ObjectId& principal)
{
  const auto directory = tenant.write();
  store::AppRoleAssignment assignment;
  assignment.id = ObjectId::random();
  assignment.app_role = ObjectId::derive("role");
  assignment.principal = principal;
  assignment.principal_kind = directory->find_group(principal) != nullptr ? store::ObjectKind::group
                                                                          : store::ObjectKind::user;
  assignment.resource = app;
  return directory->add_assignment(assignment).id;
}

void ProvisioningFixture::unassign(const ObjectId& assignment)
{
  tenant.write()->delete_assignment(assignment);
}

void ProvisioningFixture::block(const ObjectId& user, bool enabled)
{
  tenant.write()->update_user(user, [&](store::User& u) { u.account_enabled = enabled; });
}

void ProvisioningFixture::put_secret(std::string_view key, std::string_view value)
{
  tenant.write()->edit_secrets(app).put(key, value);
}

void ProvisioningFixture::restart(store::ResetScope scope)
{
  store::restart_job(*tenant.write()->edit_job(job_id), scope, tenant.now());
}

void ProvisioningFixture::use_schema(std::string_view user_mapping)
{
  store::replace_schema(
      *tenant.write()->edit_job(job_id), default_schema(user_mapping), tenant.now());
}

void ProvisioningFixture::run()
{
  if (!engine->run_cycle(job_id)) {
    throw std::runtime_error("there is no such job");
  }
}

store::SynchronizationJob ProvisioningFixture::job() const
{
  return *tenant.read()->find_job(job_id);
}

util::Json ProvisioningFixture::page(std::string_view path)
{
  server::Request request;
  request.method = "GET";
  request.path = path;
  const auto response = lastpass.serve_state(request);
  return response.status == 200 ? util::Json::parse(response.body) : util::Json();
}

util::Json ProvisioningFixture::account(std::string_view user_name)
{
  return page("/lastpass/users/" + std::string(user_name) + "@sandbox.example");
}

util::Json ProvisioningFixture::lastpass_state()
{
  return page("/lastpass/state");
}

std::vector<std::string> ProvisioningFixture::log_of(const ObjectId& source) const
{
  std::vector<std::string> lines;
  const auto directory = tenant.read();
  for (const auto& entry : directory->log()) {
    if (entry.source.id == source.text()) {
      const std::string code(entry.failure ? entry.failure->error_code
                                           : std::string(sandbox::engine::skip_reason_of(entry)));
      lines.push_back(entry.action + "/" + entry.status + (code.empty() ? "" : " " + code));
    }
  }
  return lines;
}

const store::ProvisioningLogEntry& ProvisioningFixture::last_log() const
{
  return tenant.read()->log().back();
}

} // namespace lpaz::test
