// measure FILE COMMAND [ARGUMENT...]: runs the command and appends one line to FILE: wall-clock
// microseconds, peak memory in KiB, exit code.

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv)
{
  if (argc < 3) {
    std::fputs("usage: measure FILE COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (::posix_spawnp(&child, argv[2], nullptr, nullptr, argv + 2, environ) != 0) {
    std::perror(argv[2]);
    return 127;
  }
  int status = 0;
  rusage usage{};
  if (::wait4(child, &status, 0, &usage) != child) {
    std::perror("wait4");
    return 1;
  }
  const auto passed = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - start);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  std::FILE* file = std::fopen(argv[1], "a");
  if (file == nullptr) {
    std::perror(argv[1]);
    return 1;
  }
  std::fprintf(
      file, "%lld %ld %d\n", static_cast<long long>(passed.count()), usage.ru_maxrss, code);
  std::fclose(file);
  return code;
}
