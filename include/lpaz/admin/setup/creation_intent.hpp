#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/result.hpp"

#include <filesystem>
#include <string>

namespace lpaz::admin {

// Remembers on disk that an app is being created, from before the request until it can be found by
// its name. Display names are not unique and the directory shows a new app late, so without it a
// run that was killed in between would create a second one.
class CreationIntent {
public:
  // `key` tells tenant and name apart. Borrows the clock.
  CreationIntent(std::filesystem::path directory, std::string key, util::Clock& clock);

  Status record();
  void clear();
  // An intent of the last ten minutes: whoever does not find the app has to wait for it.
  bool is_recent() const;

private:
  std::filesystem::path m_file;
  util::Clock& m_clock;
};

} // namespace lpaz::admin
