#pragma once

#include "lpaz/graph/request.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string_view>

namespace lpaz::admin {

// One write about one person.
enum class UserStep : std::uint8_t { block, unblock, revoke, remove, restore, purge };

// The word in a run's journal: "block", …, "delete".
std::string_view word_of(UserStep step);

graph::GraphRequest request_of(UserStep step, std::string_view id);

// An error after which the step need not be done: somebody deleted cannot be found any more.
bool means_done(UserStep step, const Error& error);

// Asks for the state that shows whether a step of unknown outcome was carried out, and what the
// answer says. `sent` is when the step was sent first.
graph::GraphRequest look_request(UserStep step, std::string_view id);
bool was_carried_out(UserStep step, const Result<nlohmann::json>& seen, util::TimePoint sent);

} // namespace lpaz::admin
