#include "cli/sample_program.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/cli/completion.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

using namespace lpaz;

namespace {

bool is_installed(const std::string& shell)
{
  return std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0;
}

// What the shell prints for the script, followed by more lines; "skipped" without that shell.
std::string run(const std::string& shell, const std::string& script, const std::string& more = {})
{
  if (!is_installed(shell)) {
    return "skipped";
  }
  const test::TempDir folder;
  const std::string path = (folder.path() / "script").string();
  std::ofstream(path) << script << more;
  const std::string command = "cd " + folder.path().string() + " && " + shell + " " +
                              (more.empty() ? "-n " : "") + path + " 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
  std::string output;
  std::array<char, 256> bytes;
  while (std::fgets(bytes.data(), bytes.size(), pipe.get()) != nullptr) {
    output += bytes.data();
  }
  return output;
}

// The candidates that bash is offered for the last word.
std::string bash_candidates(const std::string& words)
{
  test::SampleProgram sample;
  return run("bash",
             cli::bash_completion(sample.description()),
             "touch list.csv; COMP_WORDS=(" + words +
                 "); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\n"
                 "_sample_complete; echo \"${COMPREPLY[*]}\"\n");
}

} // namespace

TEST_CASE("The scripts are valid in their shells")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  CHECK(run("bash", cli::bash_completion(program)).empty());
  for (const auto& [shell, script] : {std::pair("zsh", cli::zsh_completion(program)),
                                      std::pair("fish", cli::fish_completion(program))}) {
    const std::string output = run(shell, script);
    CAPTURE(shell);
    CHECK((output.empty() || output == "skipped"));
  }
}

TEST_CASE("bash completes commands, options, choices and files")
{
  CHECK(bash_candidates("sample ''") == "assign-group block-user --help --version\n");
  CHECK(bash_candidates("sample bl") == "block-user\n");
  CHECK(bash_candidates("sample assign-group --") == "--group --output --help\n");
  CHECK(bash_candidates("sample block-user --m") == "--max-users\n");
  CHECK(bash_candidates("sample block-user --output ''") == "table json\n");
  CHECK(bash_candidates("sample block-user -o j") == "json\n");
  CHECK(bash_candidates("sample block-user --output = t") == "table\n");
  CHECK(bash_candidates("sample block-user --output =") == "table json\n");
  CHECK(bash_candidates("sample block-user --from-file l") == "list.csv\n");
  CHECK(bash_candidates("sample block-user l") == "\n");
  CHECK(bash_candidates("sample assign-group --group ''") == "\n");
}

TEST_CASE("zsh is told of every option with its text, escaped")
{
  test::SampleProgram sample;
  const std::string script = cli::zsh_completion(sample.description());
  CHECK(script.starts_with("#compdef sample\n"));
  CHECK(script.find("'block-user:Block the sign-in of users'\n") != std::string::npos);
  CHECK(script.find("'(--output -o)--output=[How to print the result]:FORMAT:(table json)'") !=
        std::string::npos);
  CHECK(script.find("[Read the users from a file; it'\\''s CSV \\[or names\\]]:FILE:_files'") !=
        std::string::npos);
  CHECK(script.find("'*:USER:'") != std::string::npos);
  CHECK(script.find("--internal") == std::string::npos);
}

TEST_CASE("fish is told once of an option that all commands share")
{
  test::SampleProgram sample;
  const std::string script = cli::fish_completion(sample.description());
  CHECK(script.find("complete -c sample -n 'not __fish_use_subcommand' -l output -s o -r -f "
                    "-a 'table json' -d 'How to print the result'\n") != std::string::npos);
  CHECK(script.find("complete -c sample -n '__fish_seen_subcommand_from block-user' -l from-file "
                    "-r -F -d 'Read the users from a file; it\\'s CSV [or names]'\n") !=
        std::string::npos);
  CHECK(script.find("internal") == std::string::npos);
}

TEST_CASE("fish offers the commands")
{
  test::SampleProgram sample;
  const std::string output =
      run("fish", cli::fish_completion(sample.description()), "complete -C 'sample bl'\n");
  CHECK((output == "block-user\tBlock the sign-in of users\n" || output == "skipped"));
}
