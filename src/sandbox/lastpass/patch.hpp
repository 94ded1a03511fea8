#pragma once

#include "sandbox/lastpass/attribute_path.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <optional>
#include <vector>

namespace lpaz::sandbox::lastpass {

enum class PatchKind { add, replace, remove };

struct PatchStep {
  PatchKind kind = PatchKind::replace;
  AttributePath path;
  util::Json value; // null: none was given
};

// The operations of a PatchOp body as steps that each have a path: an operation without one is
// split into the members of its value. `op` may be in any case. Fails with a SCIM fault.
Result<std::vector<PatchStep>> read_patch(const util::Json& body);

// Changes the resource. A missing element that a value filter describes is created.
Status apply_patch(util::Json& resource, const PatchStep& step);

// "True" and "False" in any case become truth values if text is accepted for them.
Status normalize_active(util::Json& resource, bool accepts_text);

} // namespace lpaz::sandbox::lastpass
