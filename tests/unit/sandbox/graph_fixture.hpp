#pragma once

#include "sandbox/graph/service.hpp"
#include "sandbox/seed/seed.hpp"

#include "lpaz/util/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::sandbox::test {

// Says yes or no to credentials, and counts what it is asked.
class FakeProvisioning : public ProvisioningService {
public:
  Status validate_credentials(const ScimTarget& target) override
  {
    asked.push_back(target.base_address + " " + target.token.reveal());
    if (target.token.reveal() == "right") {
      return {};
    }
    Error error;
    error.code = "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable";
    error.message = "You appear to have entered invalid credentials.";
    return fail(std::move(error));
  }
  void wake() override { ++wakes; }
  void run_cycle_now() override {}
  Result<util::OrderedJson> provision_on_demand(std::string_view, const util::Json&) override
  {
    return util::OrderedJson{{"key", "{}"}, {"value", "{}"}};
  }

  std::vector<std::string> asked;
  int wakes = 0;
};

struct Answered {
  int status = 0;
  util::Json json;
  std::string body;
  server::Headers headers;

  std::string code() const { return error_member("code"); }
  std::string message() const { return error_member("message"); }
  const util::Json& value() const { return json.at("value"); }
  std::string next_link() const { return util::string_at(json, "@odata.nextLink"); }

private:
  std::string error_member(std::string_view name) const
  {
    const auto* error = util::find_object(json, "error");
    return error == nullptr ? std::string() : util::string_at(*error, name);
  }
};

// Graph over the seed company, without sockets.
class GraphFixture {
public:
  explicit GraphFixture(std::vector<std::string> permissions = graph::all_permissions(),
                        store::TenantBehaviour behaviour = {})
      : tenant(seed::tenant_identity(), std::move(behaviour)),
        service({tenant, signer, faults, &provisioning}), token(token_with(std::move(permissions)))
  {
    REQUIRE(seed::fill_company(tenant).has_value());
  }

  std::string token_with(std::vector<std::string> permissions) const
  {
    const auto now = std::chrono::system_clock::now();
    return signer.issue({"https://graph.microsoft.com",
                         tenant.identity().tenant_id,
                         tenant.identity().client_id,
                         tenant.identity().client_principal_id,
                         {permissions.begin(), permissions.end()},
                         now,
                         now + std::chrono::hours(1)});
  }

  server::Request request(std::string method, std::string_view target, std::string body = {}) const
  {
    server::Request made;
    made.method = std::move(method);
    const auto question = target.find('?');
    made.path = "/v1.0" + std::string(target.substr(0, question));
    made.query = question == target.npos ? "" : std::string(target.substr(question + 1));
    made.headers.emplace("Authorization", "Bearer " + token);
    if (!body.empty()) {
      made.headers.emplace("Content-Type", "application/json");
    }
    made.body = std::move(body);
    made.base_url = "http://127.0.0.1:1";
    return made;
  }

  Answered send(const server::Request& made) const
  {
    auto response = service.respond(made);
    auto json = util::Json::parse(response.body, nullptr, false);
    return {response.status,
            json.is_discarded() ? util::Json() : std::move(json),
            response.body,
            response.headers};
  }

  Answered get(std::string_view target) const { return send(request("GET", target)); }

  Answered advanced(std::string_view target) const
  {
    auto made = request("GET", target);
    made.headers.emplace("ConsistencyLevel", "eventual");
    return send(made);
  }

  Answered send(std::string method, std::string_view target, const util::Json& body) const
  {
    return send(request(std::move(method), target, body.dump()));
  }

  Answered act(std::string method, std::string_view target) const
  {
    return send(request(std::move(method), target));
  }

  std::string user_id(std::string_view alias) const
  {
    const auto directory = tenant.read();
    const auto* user = directory->find_user_by_name(std::string(alias) + "@contoso.example");
    return user == nullptr ? std::string() : user->id.text();
  }

  std::string group_id(std::string_view display_name) const
  {
    std::string found;
    tenant.read()->groups().for_each([&](const store::Group& group) {
      if (group.display_name == display_name && found.empty()) {
        found = group.id.text();
      }
    });
    return found;
  }

  // The service principal of a new enterprise app.
  std::string instantiate(const std::string& name) const
  {
    const auto made = send("POST",
                           "/applicationTemplates/8adf8e6e-67b2-4cf2-a259-e3dc5476c621/instantiate",
                           {{"displayName", name}});
    return made.json.at("servicePrincipal").at("id").get<std::string>();
  }

  store::Tenant tenant;
  oauth::TokenSigner signer;
  server::Faults faults;
  FakeProvisioning provisioning;
  graph::GraphService service;
  std::string token;
};

} // namespace lpaz::sandbox::test
