#pragma once

#include "lpaz/cli/streams.hpp"
#include "lpaz/util/log.hpp"

namespace lpaz::runtime {

// Warnings and, with --verbose, requests as lines on stderr. A line that cannot be written is lost:
// there is nowhere to report it.
class StreamLog : public util::Log {
public:
  StreamLog(cli::OutputStream& err, bool quiet, bool verbose)
      : m_err(err), m_quiet(quiet), m_verbose(verbose)
  {
  }
  void warning(std::string_view text) override;
  void detail(std::string_view text) override;

private:
  cli::OutputStream& m_err;
  bool m_quiet;
  bool m_verbose;
};

} // namespace lpaz::runtime
