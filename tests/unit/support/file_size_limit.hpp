#pragma once

#include <signal.h>
#include <sys/resource.h>

#include <cstddef>

namespace lpaz::test {

// As long as it lives, no file of this process grows past `bytes`: write() does a part and then
// fails, as on a full disk.
class FileSizeLimit {
public:
  explicit FileSizeLimit(std::size_t bytes)
  {
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGXFSZ, &ignore, &m_action);
    ::getrlimit(RLIMIT_FSIZE, &m_limit);
    rlimit limit = m_limit;
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit()
  {
    ::setrlimit(RLIMIT_FSIZE, &m_limit);
    ::sigaction(SIGXFSZ, &m_action, nullptr);
  }

private:
  rlimit m_limit = {};
  struct sigaction m_action = {};
};

} // namespace lpaz::test
