#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/clock.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lpaz::cli {

enum class ProgressMode {
  off,   // --no-progress, --quiet
  line,  // one line that is written over, on a terminal
  lines, // a new line every 10 seconds, for logs
};

// Off if progress is not wanted; otherwise a line on a terminal, and in a pipe lines if asked for.
ProgressMode progress_mode(bool wanted, bool is_terminal, bool lines_in_pipe);

// Shows on stderr how far long work is: "blocking users  120/500  24% · 31/s · 12 s left". Shows
// nothing during the first second. Errors of the stream are ignored: progress is not a result.
class Progress {
public:
  Progress(OutputStream& err, const util::Clock& clock, ProgressMode mode);
  ~Progress(); // clears the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // `label` is a phrase such as "listing users"; without a total, count and rate are shown.
  void start(std::string_view label, std::optional<long long> total = std::nullopt);
  void advance(long long count = 1);
  // Further counts, which the line shows once they are not zero: " · 3 failed · 40 throttled".
  void remark(std::size_t failed, std::size_t throttled);
  // Removes the line, for instance before a message or a result on the same terminal; the next
  // advance() shows it again.
  void clear();
  void finish();

private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  void show(SteadyTime now);
  std::string line(SteadyTime now) const;

  OutputStream& m_err;
  const util::Clock& m_clock;
  ProgressMode m_mode;
  bool m_running = false;
  bool m_visible = false;
  std::string m_label;
  std::optional<long long> m_total;
  long long m_count = 0;
  std::size_t m_failed = 0;
  std::size_t m_throttled = 0;
  SteadyTime m_started;
  SteadyTime m_shown;
};

} // namespace lpaz::cli
