#pragma once

#include "lpaz/util/result.hpp"

#include <chrono>

namespace lpaz::util {

using TimePoint = std::chrono::system_clock::time_point;

// Time as a dependency, so that tests neither sleep nor depend on the date.
class Clock {
public:
  virtual ~Clock() = default;
  virtual TimePoint now() const = 0;
  // For measuring spans; unrelated to the calendar.
  virtual std::chrono::steady_clock::time_point steady_now() const = 0;
  // Fails with ErrorKind::interrupted as soon as the user asked to stop (util::Interrupt).
  virtual Status sleep_for(std::chrono::milliseconds duration) = 0;
};

class SystemClock : public Clock {
public:
  TimePoint now() const override;
  std::chrono::steady_clock::time_point steady_now() const override;
  Status sleep_for(std::chrono::milliseconds duration) override;
};

} // namespace lpaz::util
