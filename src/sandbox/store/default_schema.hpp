#pragma once

#include "lpaz/util/json.hpp"

#include <memory>
#include <string_view>

namespace lpaz::sandbox::store {

// The synchronizationSchema that a new job of the template `scim` starts with: the whole table of
// default mappings of users and groups.
std::shared_ptr<const util::OrderedJson> default_schema(std::string_view job_id);

} // namespace lpaz::sandbox::store
