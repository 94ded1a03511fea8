#pragma once

#include "sandbox/graph/query_options.hpp"
#include "sandbox/oauth/token_signer.hpp"
#include "sandbox/provisioning_service.hpp"
#include "sandbox/server/faults.hpp"
#include "sandbox/server/router.hpp"
#include "sandbox/server/throttle.hpp"
#include "sandbox/store/tenant.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::graph {

// What Graph's resources work on. `provisioning` may be null: then credentials cannot be checked.
// Without a throttle nothing is counted or refused.
struct Surroundings {
  store::Tenant& tenant;
  const oauth::TokenSigner& signer;
  server::Faults& faults;
  ProvisioningService* provisioning = nullptr;
  server::Throttle* throttle = nullptr;
};

// One authenticated request whose route was found.
struct Call {
  const server::Request& request;
  const Surroundings& surroundings;
  oauth::TokenClaims caller;
  std::vector<std::string> parameters; // of the route's {}
  QueryOptions query;
  util::TimePoint now;

  store::Tenant& tenant() const { return surroundings.tenant; }
  const std::string& parameter(std::size_t index = 0) const { return parameters[index]; }
  // The parameter as an id; 404 otherwise, as for an id that nobody has.
  Result<store::ObjectId> id_parameter(std::size_t index = 0) const;
  // The body, which must be a JSON object. Fails with 400.
  Result<util::Json> json_body() const;
  // False for an object so new that the tenant has not replicated it yet.
  template <typename T>
  bool sees(const T& object) const
  {
    return object.visible_from <= now;
  }
  // {base}/v1.0/$metadata#fragment
  std::string context(std::string_view fragment) const;
};

} // namespace lpaz::sandbox::graph
