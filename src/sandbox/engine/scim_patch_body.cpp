#include "sandbox/engine/scim_body.hpp"
#include "sandbox/engine/scim_path.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {
namespace {

constexpr std::string_view k_patch = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

util::OrderedJson operation(std::string_view op, std::string_view path, util::OrderedJson value)
{
  util::OrderedJson json;
  json["op"] = op;
  json["path"] = path;
  json["value"] = std::move(value);
  return json;
}

std::string patch_of(util::OrderedJson operations)
{
  util::OrderedJson body;
  body["schemas"] = {k_patch};
  body["Operations"] = std::move(operations);
  return util::dump_json(body);
}

// The standard form writes truth values as text: "False".
util::OrderedJson patch_value(const AttributeChange& change, PatchDialect dialect)
{
  if (change.mapping->type == AttributeType::truth) {
    const bool truth = truth_of(change.value);
    return dialect == PatchDialect::scim2020 ? util::OrderedJson(truth)
                                             : util::OrderedJson(truth ? "True" : "False");
  }
  const auto texts = texts_of(change.value);
  return texts.size() == 1 ? util::OrderedJson(texts.front()) : util::OrderedJson(texts);
}

std::string standard_patch(const std::vector<AttributeChange>& changes)
{
  auto operations = util::OrderedJson::array();
  for (const auto& change : changes) {
    operations.push_back(operation(change.is_new ? "Add" : "Replace",
                                   change.mapping->target,
                                   patch_value(change, PatchDialect::standard)));
  }
  return patch_of(std::move(operations));
}

// Several replacements travel as one operation without a path, but for those with a value filter.
std::string scim2020_patch(const std::vector<AttributeChange>& changes)
{
  auto operations = util::OrderedJson::array();
  util::OrderedJson merged = util::OrderedJson::object();
  for (const auto& change : changes) {
    const std::string& target = change.mapping->target;
    auto value = patch_value(change, PatchDialect::scim2020);
    if (change.is_new || parse_scim_path(target).has_selector()) {
      operations.push_back(operation(change.is_new ? "add" : "replace", target, std::move(value)));
    } else {
      merged[target] = std::move(value);
    }
  }
  if (merged.size() == 1) {
    operations.push_back(operation("replace", merged.begin().key(), merged.begin().value()));
  } else if (!merged.empty()) {
    util::OrderedJson replace;
    replace["op"] = "replace";
    replace["value"] = std::move(merged);
    operations.push_back(std::move(replace));
  }
  return patch_of(std::move(operations));
}

std::string text_of_json(const util::Json* json)
{
  if (json == nullptr) {
    return {};
  }
  if (json->is_boolean()) {
    return json->get<bool>() ? "True" : "False";
  }
  return json->is_string() ? json->get<std::string>() : util::dump_json(*json);
}

bool is_same(const TargetAttribute& attribute, const util::Json& json)
{
  if (attribute.mapping->type == AttributeType::truth) {
    return util::equals_ignoring_case(text_of(attribute.value), text_of_json(&json));
  }
  if (attribute.mapping->type == AttributeType::reference && json.is_object()) {
    return util::string_at(json, "value") == text_of(attribute.value);
  }
  if (json.is_array()) {
    return json == util::Json(texts_of(attribute.value));
  }
  return text_of_json(&json) == text_of(attribute.value);
}

} // namespace

std::vector<AttributeChange> changes_between(const util::Json& resource, const TargetEntry& entry)
{
  std::vector<AttributeChange> changes;
  for (const auto& attribute : entry) {
    const auto* current = find_at(resource, parse_scim_path(attribute.mapping->target));
    const bool is_kept = attribute.mapping->only_on_create ||
                         (attribute.mapping->only_if_empty && current != nullptr);
    if (is_kept || (current != nullptr && is_same(attribute, *current))) {
      continue;
    }
    changes.push_back(
        {attribute.mapping, attribute.value, text_of_json(current), current == nullptr});
  }
  return changes;
}

std::string target_text(const util::Json& resource, std::string_view target)
{
  return text_of_json(find_at(resource, parse_scim_path(target)));
}

std::string patch_body(const std::vector<AttributeChange>& changes, PatchDialect dialect)
{
  return dialect == PatchDialect::scim2020 ? scim2020_patch(changes) : standard_patch(changes);
}

std::string
member_patch(MemberChange change, const std::vector<std::string>& ids, PatchDialect dialect)
{
  auto operations = util::OrderedJson::array();
  const bool is_new = dialect == PatchDialect::scim2020;
  if (is_new && change == MemberChange::remove) {
    for (const auto& id : ids) {
      util::OrderedJson remove;
      remove["op"] = "remove";
      remove["path"] = "members[value eq \"" + id + "\"]";
      operations.push_back(std::move(remove));
    }
    return patch_of(std::move(operations));
  }
  auto values = util::OrderedJson::array();
  for (const auto& id : ids) {
    util::OrderedJson member;
    member["value"] = id;
    values.push_back(std::move(member));
  }
  const std::string_view add = is_new ? "add" : "Add";
  operations.push_back(
      operation(change == MemberChange::add ? add : "Remove", "members", std::move(values)));
  return patch_of(std::move(operations));
}

} // namespace lpaz::sandbox::engine
