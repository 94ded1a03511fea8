#pragma once

#include "lpaz/graph/user.hpp"
#include "lpaz/util/clock.hpp"

#include <chrono>
#include <optional>

namespace lpaz::admin {

// How long Entra ID keeps a deleted person; then the provisioning service has LastPass delete the
// account and its vault ("Restore or remove a recently deleted user").
inline constexpr std::chrono::days k_recycle_bin_life{30};

// When a deleted person, and the vault, are gone for good; nothing for somebody who is not deleted.
std::optional<util::TimePoint> gone_for_good(const graph::User& user);

} // namespace lpaz::admin
