#pragma once

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::sandbox::server {

enum class FaultKind {
  status,        // answers `status` and does nothing
  status_after,  // acts, then answers `status` all the same
  expired_token, // answers 401 as for an expired token, and does nothing
  slow,          // waits `delay`, then acts and answers as usual
  late,          // acts, then waits `delay` before it answers
  cut,           // acts, then ends the connection in the middle of the body
  garbage,       // acts, then answers 200 with a body that is no JSON
  drop_before,   // ends the connection without acting
  drop_after,    // acts, then ends the connection without an answer
};

// Parts of a $batch are told apart from the requests that carry them.
enum class FaultTarget { any, request, part };

// A fault that affects `times` matching requests, after the first `skip` of them.
struct Fault {
  FaultKind kind = FaultKind::status;
  FaultTarget target = FaultTarget::any;
  std::string method; // empty: any
  std::string path;   // prefix
  int skip = 0;
  int times = 1;
  int status = 503;
  std::string retry_after; // sent as given; empty: no header
  std::string body;        // for `status`; empty: an error of the service's shape
  std::chrono::milliseconds delay{0};
};

std::string_view name_of(FaultKind kind);

// The members of POST /control/fault: fault, target (request or part), method, path, skip, times,
// status, retryAfter, body, delay (milliseconds).
Result<Fault> parse_fault(const util::Json& json);

// The faults that are still to come; those added first come first. May be used from many threads.
class Faults {
public:
  void add(Fault fault);
  void clear();
  // The fault for this request, and uses up one of its times. Parts of a batch get only faults that
  // give a whole answer.
  std::optional<Fault> take(std::string_view method, std::string_view path, bool is_part);
  util::OrderedJson to_json() const;

private:
  mutable std::mutex m_mutex;
  std::list<Fault> m_faults;
};

} // namespace lpaz::sandbox::server
