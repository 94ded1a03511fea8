#pragma once

#include "lpaz/cli/arg_set.hpp"
#include "lpaz/cli/rows.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::cli {

// What help, man pages and completions know of one command.
//
// `help` is plain text. Paragraphs are separated by blank lines and wrapped when printed; lines
// that begin with "- " are list items; lines that begin with two spaces are printed as they are. A
// line of its own such as "Examples:" begins a section.
struct CommandDescription {
  std::string name;    // "block-user"
  std::string section; // one of ProgramDescription::sections
  std::string summary; // one line without a final full stop: "Block the sign-in of users"
  std::string help;
  ArgSet args; // with the options that every command takes
  std::vector<Column> columns;
  bool single = false;  // prints one object
  bool changes = false; // changes something in the tenant
};

struct ExitCode {
  int code = 0;
  std::string meaning;
  std::string advice; // what a script should do
};

struct EnvironmentVariable {
  std::string name;
  std::string meaning;
};

struct FileEntry {
  std::string path; // "~/.config/lpaz/config.json"
  std::string meaning;
};

struct ProgramDescription {
  std::string name;    // "lpaz"
  std::string version; // "0.1.0"
  std::string summary; // "Proven deprovisioning of LastPass through Entra ID"
  std::string help;    // as CommandDescription::help; for lpaz --help and lpaz(1)
  std::vector<std::string> sections;
  std::vector<CommandDescription> commands; // in the order of the help
  std::vector<ExitCode> exit_codes;
  std::vector<EnvironmentVariable> environment;
  std::vector<FileEntry> files;

  const CommandDescription* find(std::string_view command) const; // nullptr if there is none
};

// ErrorKind::usage for a command that does not exist, with the nearest name as the hint.
Error unknown_command(const ProgramDescription& program, std::string_view word);

} // namespace lpaz::cli
