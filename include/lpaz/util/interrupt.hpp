#pragma once

#include "lpaz/util/result.hpp"

namespace lpaz::util {

// SIGINT, SIGTERM and SIGHUP as a flag that long-running work checks. The first signal asks to
// stop, the second ends the process at once, but for a SIGHUP: a terminal that goes away may send
// several. One per process, because signals are.
class Interrupt {
public:
  // Installs the signal handlers. A SIGHUP that is ignored stays so (nohup).
  static void install();
  static bool requested();
  // Readable once a stop was asked for; -1 before install(). For poll().
  static int fd();
  // The error that a run ends with after requested() became true.
  static Error error();
};

} // namespace lpaz::util
