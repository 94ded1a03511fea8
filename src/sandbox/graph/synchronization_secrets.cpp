#include "sandbox/graph/api_error.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/property_patch.hpp"
#include "sandbox/graph/route.hpp"
#include "sandbox/graph/service_principals.hpp"
#include "sandbox/graph/synchronization.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using util::Json;
using util::OrderedJson;

Result<Response> get_secrets(Call& call)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  OrderedJson value = OrderedJson::array();
  for (const auto& [key, text] : directory->secrets_of(principal->id).all()) {
    value.push_back(
        {{"key", key}, {"value", store::SynchronizationSecrets::is_secret_key(key) ? "*" : text}});
  }
  const OrderedJson body = {
      {"@odata.context",
       call.context("Collection(microsoft.graph.synchronizationSecretKeyStringValuePair)")},
      {"value", std::move(value)}};
  return json_answer(200, util::dump_json(body));
}

// Checks and returns the pairs of `list`. The service answers 500 to an unknown key.
Result<std::vector<std::pair<std::string, std::string>>> pairs_of(const Json* list)
{
  if (list == nullptr || !list->is_array()) {
    return bad_request("The request body must contain the list 'value'.");
  }
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& entry : *list) {
    const auto key = util::find_string(entry, "key");
    const Json* value = util::find_member(entry, "value");
    if (!key || (value != nullptr && !value->is_string())) {
      return wrong_type("value");
    }
    if (!store::SynchronizationSecrets::is_known_key(*key)) {
      return refuse(500, "InternalError", fmt::format("Requested value '{}' was not found.", *key));
    }
    pairs.emplace_back(*key, util::string_at(entry, "value"));
  }
  return pairs;
}

// URL, token, mail addresses and the certificate of SAML share one small store.
Status check_size(const store::ServicePrincipal& principal,
                  const std::vector<std::pair<std::string, std::string>>& pairs)
{
  constexpr std::size_t k_store = 1024;
  constexpr std::size_t k_saml_certificate = 600;
  if (principal.single_sign_on != "saml") {
    return {};
  }
  std::size_t size = k_saml_certificate;
  for (const auto& [key, value] : pairs) {
    size += key.size() + value.size();
  }
  if (size > k_store) {
    return synchronization_error(
        400,
        "InvalidCredentials",
        "The credentials could not be saved: the value of the property 'ExternalSecret' is too "
        "large. The storage is shared with the SAML signing certificate.");
  }
  return {};
}

Result<Response> put_secrets(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  LPAZ_TRY(const auto pairs, pairs_of(util::find_member(body, "value")));
  {
    const auto directory = call.tenant().write();
    LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
    LPAZ_CHECK(check_owned(call, *principal));
    LPAZ_CHECK(check_size(*principal, pairs));
    auto& secrets = directory->edit_secrets(principal->id);
    for (const auto& [key, value] : pairs) {
      secrets.put(key, value);
    }
    audit_provisioning(call, *directory, *principal, "Update provisioning setting or credentials");
  }
  if (call.surroundings.provisioning != nullptr) {
    call.surroundings.provisioning->wake();
  }
  return Response::no_content();
}

// The credentials to check: the body's, or the saved ones.
Result<ScimTarget> target_of(Call& call, const Json& body)
{
  const auto directory = call.tenant().read();
  LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
  LPAZ_CHECK(check_owned(call, *principal));
  store::SynchronizationSecrets secrets;
  if (util::bool_at(body, "useSavedCredentials")) {
    secrets = directory->secrets_of(principal->id);
  } else {
    LPAZ_TRY(const auto pairs, pairs_of(util::find_member(body, "credentials")));
    for (const auto& [key, value] : pairs) {
      secrets.put(key, value);
    }
  }
  return ScimTarget{secrets.base_address(), secrets.secret_token()};
}

Result<Response> validate(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  LPAZ_TRY(const ScimTarget target, target_of(call, body));
  if (call.surroundings.provisioning == nullptr) {
    return refuse(501, "notImplemented", "This sandbox has no provisioning engine.");
  }
  const auto outcome = call.surroundings.provisioning->validate_credentials(target);
  if (!outcome) {
    const Error& error = outcome.error();
    return synchronization_error(
        400,
        "UnknownError",
        error.code.empty() ? error.message : fmt::format("{}: {}", error.code, error.message));
  }
  return Response::no_content();
}

Result<Response> validate_of_job(Call& call)
{
  {
    const auto directory = call.tenant().read();
    LPAZ_CHECK(require_job(call, *directory));
  }
  return validate(call);
}

Result<Response> validate_of_template(Call& call)
{
  LPAZ_TRY(const Json body, call.json_body());
  {
    const auto directory = call.tenant().read();
    LPAZ_TRY(const auto* principal, require_service_principal(call, *directory, call.parameter()));
    if (!has_template(*principal, util::string_at(body, "templateId"))) {
      return synchronization_error(400, "InvalidTemplate", "The templateId was not found.");
    }
  }
  return validate(call);
}

} // namespace

void add_synchronization_secret_routes(RouteTable& table)
{
  constexpr auto k_write = permission::k_write_synchronization;
  table.add({
      {"GET", "servicePrincipals/{}/synchronization/secrets", k_write, get_secrets},
      {"PUT", "servicePrincipals/{}/synchronization/secrets", k_write, put_secrets},
      {"POST",
       "servicePrincipals/{}/synchronization/jobs/{}/validateCredentials",
       k_write,
       validate_of_job},
      {"POST",
       "servicePrincipals/{}/synchronization/jobs/validateCredentials",
       k_write,
       validate_of_template},
  });
}

} // namespace lpaz::sandbox::graph
