#pragma once

#include "sandbox/lastpass/attribute_path.hpp"

#include "lpaz/util/json.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace lpaz::sandbox::lastpass {

// Whether all comparisons hold for a resource. Text is compared without regard to case, but for id
// and externalId; "True" and true are the same.
bool fits(const util::Json& resource, std::span<const Comparison> comparisons);

// The member in any spelling of its name; null if it is not there.
const util::Json* find_attribute(const util::Json& object, std::string_view name);
util::Json* find_attribute(util::Json& object, std::string_view name);

// Whether an element of a multi-valued attribute is one that the path means.
bool is_selected(const util::Json& element, std::span<const ElementFilter> filters);

} // namespace lpaz::sandbox::lastpass
