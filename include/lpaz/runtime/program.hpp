#pragma once

#include "lpaz/cli/description.hpp"
#include "lpaz/runtime/command_spec.hpp"

#include <string>
#include <vector>

namespace lpaz::runtime {

// Everything that help, man pages and completions say about lpaz. Keeps the invocations alive that
// the ArgSets are bound to.
class Program {
public:
  explicit Program(const std::vector<CommandSection>& sections);
  const cli::ProgramDescription& description() const { return m_description; }

private:
  struct Bound;
  std::vector<std::shared_ptr<Bound>> m_bound;
  cli::ProgramDescription m_description;
};

// Runs `lpaz <words>` and gives the exit code. The one place where errors end up on stderr.
int run_program(const std::vector<CommandSection>& sections,
                const std::vector<std::string>& words,
                const Surroundings& surroundings);

// The same with the streams, clock and environment of the process. Reports any exception as a
// defect.
int run_process(const std::vector<CommandSection>& sections, int argc, char** argv);

} // namespace lpaz::runtime
