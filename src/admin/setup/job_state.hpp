#pragma once

#include "lpaz/graph/synchronization_job.hpp"
#include "lpaz/util/clock.hpp"

#include <optional>
#include <string_view>

namespace lpaz::admin {

// What the two states of a job, its own and that of its schedule, mean together. The service is not
// strict about the case of the words.
bool has_status(const graph::SynchronizationJob& job, std::string_view code);
bool is_in_quarantine(const graph::SynchronizationJob& job);
// Paused, never configured, or without a schedule: no cycle comes.
bool is_stopped(const graph::SynchronizationJob& job);
// The end of the last cycle plus the interval; a quarantined job says itself when it tries again.
std::optional<util::TimePoint> estimate_next_cycle(const graph::SynchronizationJob& job);

} // namespace lpaz::admin
