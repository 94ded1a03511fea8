#pragma once

#include "batch_workers.hpp"
#include "run_state.hpp"

#include "lpaz/bulk/change.hpp"
#include "lpaz/bulk/journal.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <cstddef>
#include <vector>

namespace lpaz::bulk {

// The requests that `changes` send next, which RunState::take_ready() gave. A change that is the
// only one of its plan sends its steps in one sequence, up to one that goes alone.
BatchFlight flight_of(const std::vector<std::size_t>& changes,
                      const Plan& plan,
                      RunState& state,
                      const Journal& journal);

// Before the flight leaves: the journal and the state know what may be carried out from now on.
Status note_sending(const BatchFlight& flight,
                    const Plan& plan,
                    RunState& state,
                    Journal& journal,
                    util::TimePoint now);

} // namespace lpaz::bulk
