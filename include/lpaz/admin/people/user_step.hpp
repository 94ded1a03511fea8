#pragma once

#include "lpaz/bulk/change.hpp"

#include <string_view>

namespace lpaz::admin {

// The writes about one user, by object id, each with what shows that it was carried out.
bulk::Step block_step(std::string_view id);
bulk::Step unblock_step(std::string_view id);
bulk::Step revoke_step(std::string_view id);
// Somebody who cannot be found any more is deleted already.
bulk::Step delete_step(std::string_view id);
bulk::Step restore_step(std::string_view id);
bulk::Step purge_step(std::string_view id);

// The same of somebody who was just seen as not so: see bulk::Step::needed.
bulk::Step needed(bulk::Step step);

} // namespace lpaz::admin
