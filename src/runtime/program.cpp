#include "lpaz/runtime/program.hpp"

#include "documentation.hpp"

#include "lpaz/runtime/exit_code.hpp"

namespace lpaz::runtime {

struct Program::Bound {
  std::unique_ptr<Invocation> invocation;
  GlobalOptions global;
};

Program::Program(const std::vector<CommandSection>& sections)
{
  m_description.name = "lpaz";
  m_description.version = LPAZ_VERSION;
  m_description.summary = "Configure and prove LastPass provisioning through Entra ID";
  m_description.help = std::string(program_text());
  m_description.exit_codes = exit_code_table();
  m_description.environment = environment_table();
  m_description.files = file_table();
  for (const CommandSection& section : sections) {
    m_description.sections.emplace_back(section.title);
    for (const CommandSpec& spec : section.commands) {
      auto bound = std::make_shared<Bound>(Bound{spec.make(), {}});
      cli::CommandDescription command;
      command.name = spec.name;
      command.section = section.title;
      command.summary = spec.summary;
      command.help = spec.help;
      command.args = bound->invocation->args() + global_args(bound->global, spec.changes_tenant);
      command.columns = spec.columns;
      command.single = spec.single;
      command.changes = spec.changes_tenant;
      m_description.commands.push_back(std::move(command));
      m_bound.push_back(std::move(bound));
    }
  }
}

} // namespace lpaz::runtime
