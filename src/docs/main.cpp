#include "commands/commands.hpp"
#include "sandbox/program/description.hpp"

#include "lpaz/cli/completion.hpp"
#include "lpaz/cli/man.hpp"
#include "lpaz/runtime/program.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

// Writes the man pages and completions of the programs into a folder: what ./dev docs commits and
// the test lint.docs compares.
namespace {

using lpaz::cli::ProgramDescription;

bool write(const std::filesystem::path& file, const std::string& text)
{
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  return static_cast<bool>(stream.flush());
}

bool write_program(const std::filesystem::path& folder, const ProgramDescription& program)
{
  const auto man = folder / "man";
  const auto completions = folder / "completions";
  bool good = write(man / (program.name + ".1"), lpaz::cli::program_man_page(program));
  for (const auto& command : program.commands) {
    good = write(man / (program.name + "-" + command.name + ".1"),
                 lpaz::cli::command_man_page(program, command)) &&
           good;
  }
  good = write(completions / (program.name + ".bash"), lpaz::cli::bash_completion(program)) && good;
  good = write(completions / ("_" + program.name), lpaz::cli::zsh_completion(program)) && good;
  return write(completions / (program.name + ".fish"), lpaz::cli::fish_completion(program)) && good;
}

} // namespace

int main(int argc, char** argv)
{
  if (argc != 2) {
    std::cerr << "usage: lpaz-docs FOLDER\n";
    return 2;
  }
  const lpaz::runtime::Program program(lpaz::commands::all_commands());
  const bool good = write_program(argv[1], program.description());
  return write_program(argv[1], lpaz::sandbox::program::program_description()) && good ? 0 : 1;
}
