#pragma once

#include "sandbox/engine/expression.hpp"
#include "sandbox/engine/scoping_filter.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace lpaz::sandbox::engine {

// The parts of a synchronizationSchema that decide what is sent.
enum class AttributeType { text, truth, reference };

struct AttributeMapping {
  std::string target; // emails[type eq "work"].value
  AttributeType type = AttributeType::text;
  Expression source;
  int matching_priority = 0;   // 0: no match attribute; else 1..n, lowest first
  bool only_on_create = false; // flowType ObjectAddOnly
  bool only_if_empty = false;  // flowType AttributeAddOnly, ValueAddOnly
  std::string default_value;   // sent on creation when the source is null
};

struct ObjectMapping {
  bool enabled = false;
  bool adds = false; // flowTypes
  bool updates = false;
  bool deletes = false;
  std::string target_object; // urn:ietf:params:scim:schemas:extension:enterprise:2.0:User
  std::vector<AttributeMapping> attributes;
  ScopingFilter scope;

  // By precedence.
  std::vector<const AttributeMapping*> match_attributes() const;
  bool reads(std::string_view source_attribute) const;
  const AttributeMapping* find(std::string_view target) const;
};

struct Schema {
  std::string rule_id;
  std::string source_system; // Azure Active Directory
  std::string target_system; // customappsso
  ObjectMapping users;
  ObjectMapping groups; // not enabled if the schema has none
};

// The first rule that maps User. Fails with ErrorKind::usage if there is none, if users have no
// match attribute, or if an expression cannot be read.
Result<Schema> read_schema(const util::OrderedJson& json);

} // namespace lpaz::sandbox::engine
