#pragma once

#include "sandbox/engine/scim_client.hpp"
#include "sandbox/engine/target_entry.hpp"

#include <optional>
#include <string>

namespace lpaz::sandbox::engine {

struct Match {
  std::optional<util::Json> resource; // of the target; nothing: there is none
  std::string attribute;              // by which it was found
};

// Searches by one match attribute after another, in their precedence. Fails with the code
// ImportSkipped if the entry has a value for none of them, or one that cannot be searched for.
Result<Match> find_match(ScimClient& client,
                         ScimResource resource,
                         const ObjectMapping& mapping,
                         const TargetEntry& entry);

} // namespace lpaz::sandbox::engine
