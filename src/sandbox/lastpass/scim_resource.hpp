#pragma once

#include "sandbox/lastpass/company.hpp"

#include "lpaz/util/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::lastpass {

// `base` is the absolute address of the service provider, for meta.location.
util::Json user_resource(const Company& company, const Account& account, std::string_view base);
// The members are left out unless requested, because there may be very many.
util::Json
group_resource(const Company& company, const Group& group, std::string_view base, bool members);

// The parts of a resource that the query's attributes and excludedAttributes select.
struct Projection {
  std::vector<std::string> only; // empty: all
  std::vector<std::string> excluded;

  // "a,b" lists, as they stand in the query.
  static Projection parse(std::string_view only, std::string_view excluded);
  bool wants(std::string_view attribute) const;
  // Always keeps id and schemas.
  void apply(util::Json& resource) const;
};

} // namespace lpaz::sandbox::lastpass
