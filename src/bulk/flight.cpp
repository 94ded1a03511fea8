#include "flight.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace lpaz::bulk {
namespace {

// Behind the last step that goes in one sequence with the step `first`.
std::size_t end_of_sequence(const std::vector<Step>& steps, std::size_t first)
{
  const std::size_t end = std::min(steps.size(), first + graph::k_batch_capacity);
  if (steps[first].alone) {
    return first + 1;
  }
  const auto begin = steps.begin();
  const auto limit = begin + static_cast<std::ptrdiff_t>(end);
  const auto alone = std::find_if(begin + static_cast<std::ptrdiff_t>(first),
                                  limit,
                                  [](const Step& step) { return step.alone; });
  return static_cast<std::size_t>(alone - begin);
}

// The steps of one change from the present one to before `end`.
std::vector<BatchEntry> entries_of(std::size_t index,
                                   const Change& change,
                                   std::size_t end,
                                   RunState& state,
                                   const Journal& journal)
{
  std::vector<BatchEntry> entries;
  const std::size_t first = state.outcome(index).steps_done;
  for (std::size_t step = first; step < end; ++step) {
    const std::string& name = change.steps[step].name;
    const bool was_sent = journal.sent_without_outcome(name, change.id).has_value() ||
                          journal.has_done(name, change.id);
    const bool in_doubt = step == first ? state.present(index).may_be_ours : was_sent;
    entries.push_back({index, step, in_doubt});
  }
  return entries;
}

} // namespace

BatchFlight flight_of(const std::vector<std::size_t>& changes,
                      const Plan& plan,
                      RunState& state,
                      const Journal& journal)
{
  const bool in_sequence = plan.changes.size() == 1;
  BatchFlight flight;
  flight.phase = state.present(changes.front()).phase;
  flight.alone = state.step(changes.front()).alone;
  flight.order =
      in_sequence && !flight.alone ? graph::BatchOrder::serial : graph::BatchOrder::parallel;
  for (const std::size_t index : changes) {
    const std::size_t first = state.outcome(index).steps_done;
    if (flight.phase == Phase::check) {
      flight.entries.push_back({index, first});
      flight.requests.push_back(*state.step(index).check);
      continue;
    }
    const Change& change = plan.changes[index];
    const std::size_t end = in_sequence ? end_of_sequence(change.steps, first) : first + 1;
    for (const BatchEntry& entry : entries_of(index, change, end, state, journal)) {
      flight.entries.push_back(entry);
      flight.requests.push_back(change.steps[entry.step].request);
    }
  }
  return flight;
}

Status note_sending(const BatchFlight& flight,
                    const Plan& plan,
                    RunState& state,
                    Journal& journal,
                    util::TimePoint now)
{
  std::map<std::string, std::vector<std::string>> ids;
  for (const BatchEntry& entry : flight.entries) {
    const Change& change = plan.changes[entry.change];
    ids[change.steps[entry.step].name].push_back(change.id);
  }
  for (const auto& [name, list] : ids) {
    LPAZ_CHECK(journal.sending(name, list));
  }
  for (const BatchEntry& entry : flight.entries) {
    state.outcome(entry.change).begun = true;
    Present& present = state.present(entry.change);
    present.sent = present.sent == util::TimePoint() ? now : present.sent;
  }
  return {};
}

} // namespace lpaz::bulk
