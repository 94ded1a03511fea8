#pragma once

#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::lastpass {

// attribute eq value, inside [ ] of a path.
struct ElementFilter {
  std::string attribute;
  std::string value;
};

// Names one attribute of a SCIM resource (RFC 7644 section 3.5.2): displayName, name.givenName,
// emails[type eq "work"].value, urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.
// Core schema prefixes are dropped; known names have the spelling of the RFC.
struct AttributePath {
  std::string schema; // of an extension; empty: the core
  std::string attribute;
  std::vector<ElementFilter> filters; // all have to hold
  std::string member;
};

// Fails with the SCIM error type invalidPath as code.
Result<AttributePath> parse_path(std::string_view text);

// `path eq value`; without a value: the attribute is there.
struct Comparison {
  AttributePath path;
  std::optional<std::string> value; // truth values as "true" and "false"
};

// Comparisons joined with `and`: all that Entra asks for. Anything else fails with the SCIM error
// type invalidFilter as code.
Result<std::vector<Comparison>> parse_filter(std::string_view text);

// The spelling of the RFC for an attribute in any case; unknown ones as they are.
std::string canonical_name(std::string_view name);

constexpr std::string_view k_core_user = "urn:ietf:params:scim:schemas:core:2.0:User";
constexpr std::string_view k_core_group = "urn:ietf:params:scim:schemas:core:2.0:Group";
constexpr std::string_view k_enterprise_user =
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

} // namespace lpaz::sandbox::lastpass
