#include "sandbox/lastpass/patch.hpp"
#include "sandbox/lastpass/resource_filter.hpp"
#include "sandbox/lastpass/scim_fault.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_most_operations = 1'000;

std::optional<PatchKind> kind_of(std::string_view op)
{
  if (util::equals_ignoring_case(op, "add")) {
    return PatchKind::add;
  }
  if (util::equals_ignoring_case(op, "replace")) {
    return PatchKind::replace;
  }
  if (util::equals_ignoring_case(op, "remove")) {
    return PatchKind::remove;
  }
  return std::nullopt;
}

std::unexpected<Error> wrong_value(std::string detail)
{
  return fail(scim_fault(400, "invalidValue", std::move(detail)));
}

// The members of an extension are named one by one, so that the others stay.
bool is_extension(std::string_view key, const util::Json& value)
{
  return util::to_lower(key).starts_with("urn:") && value.is_object() &&
         util::to_lower(key).ends_with(":user");
}

Status read_pathless(PatchKind kind, const util::Json& value, std::vector<PatchStep>& steps)
{
  if (!value.is_object() || kind == PatchKind::remove) {
    return fail(scim_fault(400, "noTarget", "an operation without a path needs an object"));
  }
  for (const auto& [key, member] : value.items()) {
    if (is_extension(key, member)) {
      for (const auto& [name, inner] : member.items()) {
        LPAZ_TRY(auto path, parse_path(key + ":" + name));
        steps.push_back({kind, std::move(path), inner});
      }
    } else if (!util::equals_ignoring_case(key, "schemas")) {
      LPAZ_TRY(auto path, parse_path(key));
      steps.push_back({kind, std::move(path), member});
    }
  }
  return {};
}

Status read_operation(const util::Json& operation, std::vector<PatchStep>& steps)
{
  const auto* op = find_attribute(operation, "op");
  const auto kind =
      op != nullptr && op->is_string() ? kind_of(op->get_ref<const std::string&>()) : std::nullopt;
  if (!kind) {
    return fail(scim_fault(400, "invalidSyntax", "op must be add, replace or remove"));
  }
  const auto* value = find_attribute(operation, "value");
  const util::Json given = value == nullptr ? util::Json() : *value;
  const auto* path = find_attribute(operation, "path");
  if (path == nullptr) {
    return read_pathless(*kind, given, steps);
  }
  if (!path->is_string()) {
    return fail(scim_fault(400, "invalidPath", "path must be text"));
  }
  if (given.is_null() && *kind != PatchKind::remove) {
    return wrong_value("an operation has no value");
  }
  LPAZ_TRY(auto parsed, parse_path(path->get_ref<const std::string&>()));
  steps.push_back({*kind, std::move(parsed), given});
  return {};
}

} // namespace

Result<std::vector<PatchStep>> read_patch(const util::Json& body)
{
  const auto* operations = find_attribute(body, "Operations");
  if (operations == nullptr || !operations->is_array() || operations->empty()) {
    return fail(scim_fault(400, "invalidSyntax", "Operations is missing"));
  }
  if (operations->size() > k_most_operations) {
    return fail(scim_fault(413, "", "too many operations"));
  }
  std::vector<PatchStep> steps;
  for (const auto& operation : *operations) {
    LPAZ_CHECK(read_operation(operation, steps));
  }
  return steps;
}

} // namespace lpaz::sandbox::lastpass
