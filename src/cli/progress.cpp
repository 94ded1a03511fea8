#include "lpaz/cli/progress.hpp"

#include "cli/display_width.hpp"

#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_quiet_start{1'000};
constexpr milliseconds k_line_interval{100};
constexpr milliseconds k_lines_interval{10'000};
constexpr std::string_view k_erase_line = "\r\x1b[K";

std::string rate_text(double per_second)
{
  return per_second >= 10 ? fmt::format("{:.0f}/s", per_second)
                          : fmt::format("{:.1f}/s", per_second);
}

} // namespace

ProgressMode progress_mode(bool wanted, bool is_terminal, bool lines_in_pipe)
{
  if (!wanted) {
    return ProgressMode::off;
  }
  if (is_terminal) {
    return ProgressMode::line;
  }
  return lines_in_pipe ? ProgressMode::lines : ProgressMode::off;
}

Progress::Progress(OutputStream& err, const util::Clock& clock, ProgressMode mode)
    : m_err(err), m_clock(clock), m_mode(mode)
{
}

Progress::~Progress()
{
  clear();
}

void Progress::start(std::string_view label, std::optional<long long> total)
{
  clear();
  m_running = true;
  m_label = util::make_visible(label);
  m_total = total;
  m_count = 0;
  remark(0, 0);
  m_started = m_clock.steady_now();
  m_shown = m_started;
}

void Progress::advance(long long count)
{
  m_count += count;
  if (!m_running || m_mode == ProgressMode::off) {
    return;
  }
  const SteadyTime now = m_clock.steady_now();
  const bool on_one_line = m_mode == ProgressMode::line;
  const bool is_due =
      m_visible ? now - m_shown >= k_line_interval : now - m_started >= k_quiet_start;
  if (on_one_line ? is_due : now - m_shown >= k_lines_interval) {
    show(now);
  }
}

void Progress::remark(std::size_t failed, std::size_t throttled)
{
  m_failed = failed;
  m_throttled = throttled;
}

void Progress::show(SteadyTime now)
{
  m_shown = now;
  if (m_mode == ProgressMode::lines) {
    (void)m_err.write(line(now) + "\n");
    return;
  }
  m_visible = true;
  const auto width = static_cast<std::size_t>(std::max(m_err.width() - 1, 1));
  (void)m_err.write(std::string(k_erase_line) + shortened(line(now), width));
}

std::string Progress::line(SteadyTime now) const
{
  const double seconds = std::chrono::duration<double>(now - m_started).count();
  const double rate = seconds > 0 ? static_cast<double>(m_count) / seconds : 0;
  if (!m_total || *m_total <= 0) {
    return fmt::format("{}  {} · {}", m_label, m_count, rate_text(rate));
  }
  const long long left = std::max(*m_total - m_count, 0LL);
  std::string text = fmt::format("{}  {}/{}  {}% · {}",
                                 m_label,
                                 m_count,
                                 *m_total,
                                 std::min(m_count * 100 / *m_total, 100LL),
                                 rate_text(rate));
  if (rate > 0 && left > 0) {
    const auto wait = static_cast<long long>(static_cast<double>(left) / rate);
    text += fmt::format(" · {} left", util::format_duration(std::chrono::seconds(wait)));
  }
  text += m_failed > 0 ? fmt::format(" · {} failed", m_failed) : "";
  text += m_throttled > 0 ? fmt::format(" · {} throttled", m_throttled) : "";
  return text;
}

void Progress::clear()
{
  if (m_visible) {
    (void)m_err.write(k_erase_line);
    m_visible = false;
  }
}

void Progress::finish()
{
  clear();
  m_running = false;
}

} // namespace lpaz::cli
