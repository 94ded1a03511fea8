#pragma once

#include "lpaz/graph/request.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lpaz::bulk {

// One write, complete in itself: whoever has a plan has the very requests that will be sent.
struct Step {
  std::string name; // in the journal: "block", "revoke", "assign"
  graph::GraphRequest request;
  // An error of this kind means that it was so before.
  std::optional<ErrorKind> already = std::nullopt;
  // The GET that shows whether the step was carried out when its outcome is unknown. Without one
  // the step is repeated: it does no harm twice.
  std::optional<graph::GraphRequest> check = std::nullopt;
  // What the answer to `check` says; `sent` is when the step was sent first, by the service's
  // clock. Set where `check` is.
  bool (*carried_out)(const Result<nlohmann::json>& seen, util::TimePoint sent) = nullptr;
  // The plan has just seen that it is not so: a journal that has the step as done speaks of the
  // past, and it is sent again.
  bool needed = false;
  // Carrying it out twice would make two objects, so a check that shows nothing is believed only
  // when the directory has had time to show it.
  bool once = false;
  // An error that passes by itself, such as while a new object spreads through the directory: the
  // step is repeated until Options::patience is over.
  bool (*passes)(const Error& error) = nullptr;
  bool keeps_answer = false; // Outcome::answer is wanted
  // Sent by itself, outside any $batch, and so is its check: nobody says that the synchronization
  // service may be reached through one.
  bool alone = false;
};

// Everything that is to be done about one object, each step only after the one before it.
struct Change {
  std::string id;   // of the object, in the journal
  std::string name; // for people
  // It is so already: the steps, if any, are safe to repeat and change nothing that shows.
  bool already = false;
  std::vector<Step> steps;
};

struct Plan {
  std::vector<Change> changes;

  // Those that change something.
  std::size_t change_count() const;
};

// The plan for people who want to see the requests: "PATCH /users/1 (24 bytes)", step by step in
// the order of the changes. Bodies may hold secrets and are not shown.
std::vector<std::string> request_lines(const Plan& plan);

// What became of one change.
struct Outcome {
  Status status = {};
  std::size_t steps_done = 0;
  bool begun = false;       // something was sent, now or by the run that is continued
  bool changed = false;     // this process carried out a step, or its lost try did
  bool unknown = false;     // nobody knows whether the next step was carried out
  bool was_already = false; // the service said of every step that it was so before this run
  std::string answer = {};  // JSON text of the last answer that a step keeps
};

} // namespace lpaz::bulk
