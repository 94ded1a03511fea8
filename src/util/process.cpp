#include "lpaz/util/process.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>

namespace lpaz::util {

void keep_secrets_inside()
{
  const rlimit none{0, 0};
  (void)::setrlimit(RLIMIT_CORE, &none);
#ifndef __SANITIZE_ADDRESS__ // whose search for leaks has to read the memory of its own process
  (void)::prctl(PR_SET_DUMPABLE, 0);
#endif
  (void)::unsetenv("SSLKEYLOGFILE");
}

} // namespace lpaz::util
