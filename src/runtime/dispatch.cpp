#include "lpaz/cli/help.hpp"
#include "lpaz/cli/parse.hpp"
#include "lpaz/runtime/error_report.hpp"
#include "lpaz/runtime/exit_code.hpp"
#include "lpaz/runtime/program.hpp"
#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/process.hpp"

#include <fmt/format.h>

#include <exception>
#include <span>

namespace lpaz::runtime {
namespace {

// The format that the words ask for, whatever else is wrong with them; it decides how an early
// error is printed.
cli::OutputFormat format_asked_for(std::span<const std::string> words,
                                   const util::Environment& environment)
{
  constexpr std::string_view k_option = "--output";
  std::optional<std::string> text = environment.get("LPAZ_OUTPUT");
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if ((word == "-o" || word == k_option) && i + 1 < words.size()) {
      text = words[i + 1];
    } else if (word.starts_with("--output=")) {
      text = word.substr(k_option.size() + 1);
    }
  }
  const auto parsed = cli::parse_output_format(text.value_or("table"));
  return parsed ? *parsed : cli::OutputFormat::table;
}

// One command with its words, from parsing to the exit code.
class Run {
public:
  Run(const CommandSpec& spec, const Surroundings& surroundings)
      : m_spec(spec), m_surroundings(surroundings), m_invocation(spec.make())
  {
  }

  // Whether --help was asked for.
  Result<bool> parse(std::span<const std::string> words)
  {
    m_format = format_asked_for(words, m_surroundings.environment);
    const cli::ArgSet args = m_invocation->args() + global_args(m_global, m_spec.changes_tenant);
    LPAZ_TRY(const auto outcome, cli::parse(fmt::format("lpaz {}", m_spec.name), args, words));
    return outcome.help_requested;
  }

  Status execute()
  {
    LPAZ_TRY(Settings settings,
             resolve_settings(m_global,
                              m_surroundings.environment,
                              m_spec.makes_profile ? Named::may_be_new : Named::is_there));
    m_format = settings.format;
    cli::RowStyle style;
    style.format = settings.format;
    style.columns = settings.columns;
    style.single = m_spec.single;
    style.colour = cli::wants_colour(
        m_surroundings.streams.out().is_terminal(), settings.no_color, m_surroundings.environment);
    // Reports a wrong --columns before anything is done.
    LPAZ_TRY(const auto trial,
             cli::make_row_printer(style, m_spec.columns, m_surroundings.streams.out()));
    (void)trial;
    Context context(m_surroundings, std::move(settings), std::move(style), m_spec.columns);
    const Status status = m_invocation->run(context);
    m_rows = context.printed();
    // An error before the first row leaves stdout empty; after it, the document is completed.
    const Status finished = status || m_rows > 0 ? context.finish() : Status();
    return status ? finished : status;
  }

  cli::OutputFormat format() const { return m_format; }
  std::size_t rows() const { return m_rows; }

private:
  const CommandSpec& m_spec;
  const Surroundings& m_surroundings;
  std::unique_ptr<Invocation> m_invocation;
  GlobalOptions m_global;
  cli::OutputFormat m_format = cli::OutputFormat::table;
  std::size_t m_rows = 0;
};

const CommandSpec* find_command(const std::vector<CommandSection>& sections, std::string_view name)
{
  for (const CommandSection& section : sections) {
    for (const CommandSpec& spec : section.commands) {
      if (spec.name == name) {
        return &spec;
      }
    }
  }
  return nullptr;
}

cli::HelpStyle help_style(const Surroundings& surroundings)
{
  cli::OutputStream& out = surroundings.streams.out();
  return {out.width(), cli::wants_colour(out.is_terminal(), false, surroundings.environment)};
}

int print_text(const std::string& text, const Surroundings& surroundings)
{
  cli::OutputStream& out = surroundings.streams.out();
  const bool written = out.write(text).has_value() && out.flush().has_value();
  return written ? 0 : 1;
}

int print_error(const Error& error,
                std::string_view command,
                cli::OutputFormat format,
                const Surroundings& surroundings)
{
  (void)surroundings.streams.err().write(format_error(error, command, format));
  return exit_code_for(error.kind);
}

int print_command_help(const std::vector<CommandSection>& sections,
                       std::string_view name,
                       const Surroundings& surroundings)
{
  const Program program(sections);
  return print_text(cli::command_help(program.description(),
                                      *program.description().find(name),
                                      help_style(surroundings)),
                    surroundings);
}

int run_command(const std::vector<CommandSection>& sections,
                const CommandSpec& spec,
                std::span<const std::string> words,
                const Surroundings& surroundings)
{
  Run run(spec, surroundings);
  auto help = run.parse(words);
  if (help && *help) {
    return print_command_help(sections, spec.name, surroundings);
  }
  const Status status = help ? run.execute() : Status(fail(help.error()));
  const Error* error = status ? nullptr : &status.error();
  report_to_github(
      error, spec.name, run.rows(), surroundings.streams.err(), surroundings.environment);
  return error == nullptr ? 0 : print_error(*error, spec.name, run.format(), surroundings);
}

// `lpaz`, `lpaz --help`, `lpaz --version`, `lpaz help [command]`; nothing if it is none of these.
std::optional<int> run_without_command(const std::vector<CommandSection>& sections,
                                       const std::vector<std::string>& words,
                                       const Surroundings& surroundings)
{
  const std::string first = words.empty() ? "--help" : words.front();
  if (first == "--version" || first == "-V") {
    return print_text("lpaz " LPAZ_VERSION "\n", surroundings);
  }
  if (first == "help" && words.size() > 1 && find_command(sections, words[1]) != nullptr) {
    return print_command_help(sections, words[1], surroundings);
  }
  if (first == "--help" || first == "-h" || (first == "help" && words.size() == 1)) {
    const Program program(sections);
    const int printed = print_text(
        cli::program_help(program.description(), help_style(surroundings)), surroundings);
    return words.empty() ? exit_code_for(ErrorKind::usage) : printed;
  }
  return std::nullopt;
}

} // namespace

int run_program(const std::vector<CommandSection>& sections,
                const std::vector<std::string>& words,
                const Surroundings& surroundings)
{
  if (const auto code = run_without_command(sections, words, surroundings)) {
    return *code;
  }
  const auto format = format_asked_for(words, surroundings.environment);
  const std::string& name = words.front() == "help" ? words[1] : words.front();
  const CommandSpec* spec = find_command(sections, name);
  if (spec != nullptr) {
    return run_command(sections, *spec, std::span(words).subspan(1), surroundings);
  }
  if (name.starts_with('-')) {
    const auto misplaced = fail(
        ErrorKind::usage, "options come after the command", "as in: lpaz status --output json");
    return print_error(misplaced.error(), "", format, surroundings);
  }
  const Program program(sections);
  const Error error = cli::unknown_command(program.description(), name);
  return print_error(error, "", format, surroundings);
}

int run_process(const std::vector<CommandSection>& sections, int argc, char** argv)
{
  util::keep_secrets_inside();
  util::Interrupt::install();
  const util::Environment environment = util::Environment::of_process();
  const auto streams = cli::process_streams(environment);
  cli::TerminalPrompter prompter(*streams);
  util::SystemClock clock;
  const Surroundings surroundings{*streams, prompter, clock, environment, [](const auto& options) {
                                    return std::make_unique<http::CurlTransport>(options);
                                  }};
  try {
    return run_program(sections, {argv + (argc > 0 ? 1 : 0), argv + argc}, surroundings);
  } catch (const std::exception& defect) {
    Error error;
    error.kind = ErrorKind::defect;
    error.message = fmt::format("defect: {}", defect.what());
    error.hint = "please report it with the command line";
    return print_error(error, "", cli::OutputFormat::table, surroundings);
  }
}

} // namespace lpaz::runtime
