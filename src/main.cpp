#include "commands/commands.hpp"

#include "lpaz/runtime/program.hpp"

int main(int argc, char** argv)
{
  return lpaz::runtime::run_process(lpaz::commands::all_commands(), argc, argv);
}
