#include "sandbox/engine/matching.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::sandbox::engine {

Result<Match> find_match(ScimClient& client,
                         ScimResource resource,
                         const ObjectMapping& mapping,
                         const TargetEntry& entry)
{
  Match match;
  bool has_asked = false;
  for (const auto* attribute : mapping.match_attributes()) {
    const std::string value = text_of(entry, attribute->target);
    if (value.empty()) {
      continue;
    }
    has_asked = true;
    LPAZ_TRY(auto found, client.match(resource, attribute->target, value));
    if (found) {
      match.resource = std::move(found);
      match.attribute = attribute->target;
      return match;
    }
  }
  if (!has_asked) {
    Error error;
    error.kind = ErrorKind::usage;
    error.code = "ImportSkipped";
    error.message = "No match attribute has a value";
    return fail(std::move(error));
  }
  return match;
}

} // namespace lpaz::sandbox::engine
