#pragma once

#include "lpaz/admin/run_journal.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// Writes about many objects: what is to be done about each, one step after the other.
class BulkWork {
public:
  virtual ~BulkWork() = default;
  virtual std::size_t size() const = 0;
  // Object id, for the journal.
  virtual const std::string& id(std::size_t item) const = 0;
  virtual std::size_t step_count(std::size_t item) const = 0;
  // The step's word in the journal.
  virtual std::string_view word(std::size_t item, std::size_t step) const = 0;
  virtual graph::GraphRequest request(std::size_t item, std::size_t step) const = 0;
  // An error that means that it is so already.
  virtual bool means_done(std::size_t item, std::size_t step, const Error& error) const = 0;
  // A request that shows whether a step of unknown outcome was carried out; none where repeating
  // the step does no harm.
  virtual std::optional<graph::GraphRequest> look(std::size_t item, std::size_t step) const = 0;
  virtual bool was_carried_out(std::size_t item,
                               std::size_t step,
                               const Result<nlohmann::json>& seen,
                               util::TimePoint sent) const = 0;
};

// What became of one object.
struct BulkOutcome {
  Status status = {};
  std::size_t steps_done = 0;
  bool is_begun = false;   // something was sent, now or by the run that is continued
  bool is_unknown = false; // nobody knows whether the next step was carried out
};

struct BulkProgress {
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t throttled = 0; // requests answered 429 so far
};

struct BulkOptions {
  std::size_t batches_in_flight = 4;
  // How long the service may keep everybody waiting without one success.
  std::chrono::milliseconds time_limit = std::chrono::minutes(3);
  // Else nobody new is begun after the first failure; who is half done is finished.
  bool continue_on_error = false;
  std::function<void(const BulkProgress&)> on_progress = {};
};

// Carries the work out, 20 requests to a $batch, several batches in flight, at the rate that the
// service permits. Step k of an object goes only after step k-1 succeeded. A part that was
// throttled goes again after its own Retry-After, limited by time; one whose outcome is unknown
// (429, 5xx, a connection that was cut, a journal that ends there) is looked up first. An
// interruption ends the run after the batches in flight. The journal is on the disk before a
// request leaves.
std::vector<BulkOutcome> run_in_bulk(graph::GraphClient& client,
                                     RunJournal& journal,
                                     const BulkWork& work,
                                     const BulkOptions& options);

} // namespace lpaz::admin
