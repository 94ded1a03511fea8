#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/lastpass/quirks.hpp"
#include "sandbox/lastpass/scim_resource.hpp"
#include "sandbox/server/router.hpp"

#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::lastpass {

// A request to the SCIM service provider, authorized and parsed.
struct ScimCall {
  std::string method;
  std::string id;   // empty: the collection
  std::string base; // absolute address of the service provider
  util::Json body;
  Projection projection;
  std::string filter;
  std::size_t start_index = 1;
  std::size_t count = 0;
  util::TimePoint now;
  const Quirks* quirks = nullptr; // never null while a call is served
};

// The paths behind the account number, already authorized. Everything fails with a SCIM fault.
Result<server::Response> serve_users(Company& company, const ScimCall& call);
Result<server::Response> serve_groups(Company& company, const ScimCall& call);
// ServiceProviderConfig, ResourceTypes, Schemas; nothing if `collection` is none of them.
std::optional<server::Response>
serve_discovery(std::string_view collection, std::string_view id, std::string_view base);

// Users, Groups and the discovery paths; `segments` follow the account number.
server::Response serve_scim(Company& company,
                            const server::Request& request,
                            const std::vector<std::string>& segments,
                            const Quirks& quirks,
                            util::TimePoint now);

// A ListResponse.
server::Response list_response(std::size_t total, const ScimCall& call, util::Json resources);

constexpr std::size_t k_largest_page = 1'000;

} // namespace lpaz::sandbox::lastpass
