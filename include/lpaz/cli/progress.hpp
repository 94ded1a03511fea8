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

// off when not wanted, line on a terminal, lines in a pipe if asked for, off there otherwise.
ProgressMode progress_mode(bool wanted, bool is_terminal, bool lines_in_pipe);

// How far some long work is, on stderr: "blocking users  120/500  24% · 31/s · 12 s left". Shows
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
  // What the line says besides, once it is not zero: " · 3 failed · 40 throttled".
  void remark(std::size_t failed, std::size_t throttled);
  // Takes the line away, as before a message or a result on the same terminal; the next
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
