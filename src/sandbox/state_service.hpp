#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox {

// The whole state of the sandbox as the control calls see it. Each call waits for a running cycle
// to end.
class StateService {
public:
  virtual ~StateService() = default;
  // One JSON document, without secrets.
  virtual std::string dump() = 0;
  // Replaces the current state with the document's, or fails and changes nothing.
  virtual Status load(std::string_view document) = 0;
  // The state of a named seed; an empty name is the seed that the sandbox started with.
  virtual Status reset(std::string_view seed) = 0;
};

} // namespace lpaz::sandbox
