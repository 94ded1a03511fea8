#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/result.hpp"

#include <chrono>
#include <filesystem>
#include <string>

namespace lpaz::admin {

// Remembers on disk that an app is being created, from before the request until it can be found by
// its name. Display names are not unique and the directory shows a new app late, so without it a
// run that was killed in between would create a second one; and so would two runs at once, were it
// not for the lock.
class CreationIntent {
public:
  // `key` tells tenant and name apart. Borrows the clock.
  CreationIntent(std::filesystem::path directory, std::string key, util::Clock& clock);

  // Held from before the look for the app until it is set up: ErrorKind::unavailable if another run
  // still holds it after `limit`, ErrorKind::interrupted if the user asks to stop meanwhile. Any
  // other error means that there is no place for a lock.
  Result<util::FileLock> lock(std::chrono::milliseconds limit);
  Status record();
  void clear();
  // An intent of the last ten minutes: whoever does not find the app has to wait for it.
  bool is_recent() const;

private:
  std::filesystem::path m_file;
  util::Clock& m_clock;
};

} // namespace lpaz::admin
