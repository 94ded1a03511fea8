#pragma once

#include "lpaz/util/json.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::engine {

// The place of a target attribute in a SCIM resource: name.givenName, emails[type eq "work"].value,
// urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department.
struct ScimPath {
  std::string schema;    // of an extension; empty: the core
  std::string attribute; // emails
  std::string selector;  // type
  std::string selected;  // work
  std::string member;    // value

  bool has_selector() const { return !selector.empty(); }
};

ScimPath parse_scim_path(std::string_view target);

// Null if it is absent. Names are compared ignoring case, as SCIM requires.
const util::Json* find_at(const util::Json& resource, const ScimPath& path);

// Creates what is missing on the way.
void set_at(util::OrderedJson& resource, const ScimPath& path, util::OrderedJson value);

} // namespace lpaz::sandbox::engine
