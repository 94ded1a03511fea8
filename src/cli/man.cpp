#include "lpaz/cli/man.hpp"

#include "cli/arg_text.hpp"
#include "cli/help_text.hpp"
#include "cli/roff.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace lpaz::cli {
namespace {

std::string upper(std::string text)
{
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
  });
  return text;
}

RoffPage begin_page(const ProgramDescription& program, const std::string& name)
{
  return {upper(name), fmt::format("{} {}", program.name, program.version)};
}

void append_name(RoffPage& page, const std::string& name, const std::string& summary)
{
  page.section("NAME");
  page.raw(roff_escaped(name) + " \\- " + roff_escaped(summary));
}

void append_block(RoffPage& page, const Block& block)
{
  switch (block.kind) {
  case BlockKind::heading:
    page.section(upper(block.text));
    break;
  case BlockKind::paragraph:
    page.paragraph(block.text);
    break;
  case BlockKind::item:
    page.item(block.text);
    break;
  case BlockKind::verbatim:
    page.example(block.text);
    break;
  }
}

std::string argument_in_synopsis(const ArgSpec& spec)
{
  const std::string value = roff_italic(spec.value_name);
  const std::string dots = spec.maximum > 1 ? " ..." : "";
  if (spec.kind == ArgKind::option) {
    return roff_bold(spec.names.front()) + " " + value;
  }
  return spec.required ? value + dots : "[" + value + dots + "]";
}

void append_synopsis(RoffPage& page,
                     const ProgramDescription& program,
                     const CommandDescription& command)
{
  page.section("SYNOPSIS");
  std::string line =
      roff_bold(program.name + " " + command.name) + " [" + roff_italic("options") + "]";
  for (const ArgSpec* spec : command.args.options()) {
    line += spec->required ? " " + argument_in_synopsis(*spec) : "";
  }
  for (const ArgSpec* spec : command.args.positionals()) {
    line += " " + argument_in_synopsis(*spec);
  }
  page.raw(line);
}

std::string option_tag(const ArgSpec& spec)
{
  std::string tag;
  for (const std::string& name : std::views::reverse(spec.names)) {
    tag += (tag.empty() ? "" : ", ") + roff_bold(name);
  }
  return spec.value_name.empty() ? tag : tag + " " + roff_italic(spec.value_name);
}

void append_arguments_section(RoffPage& page, const ArgSet& args)
{
  const auto positionals = args.positionals();
  if (!positionals.empty()) {
    page.section("ARGUMENTS");
  }
  for (const ArgSpec* spec : positionals) {
    page.tagged(roff_italic(spec->value_name), full_help(*spec) + ".");
  }
  page.section("OPTIONS");
  const auto groups = option_groups(args);
  for (const ArgGroup& group : groups) {
    if (groups.size() > 1) {
      page.subsection(group.heading);
    }
    for (const ArgSpec* spec : group.specs) {
      page.tagged(option_tag(*spec), full_help(*spec) + ".");
    }
  }
}

std::string_view kind_name(ColumnKind kind)
{
  switch (kind) {
  case ColumnKind::text:
    return "text";
  case ColumnKind::number:
    return "number";
  case ColumnKind::boolean:
    return "true or false";
  case ColumnKind::time:
    return "time, RFC 3339";
  case ColumnKind::list:
    return "list of texts";
  }
  return "text";
}

void append_columns_section(RoffPage& page, const CommandDescription& command)
{
  if (command.columns.empty()) {
    return;
  }
  page.section("OUTPUT FIELDS");
  page.text(
      command.single
          ? "One object. The members in JSON, which are also the names for --columns:"
          : "One row for each item. The members in JSON and the columns in CSV and TSV, which "
            "are also the names for --columns:");
  for (const Column& column : command.columns) {
    const std::string note =
        column.show == ColumnShow::on_request ? "; not in the table unless asked for" : "";
    page.tagged(roff_bold(column.name),
                fmt::format("{} ({}{}).", column.help, kind_name(column.kind), note));
  }
}

void append_exit_codes(RoffPage& page, const ProgramDescription& program)
{
  if (program.exit_codes.empty()) {
    return;
  }
  page.section("EXIT STATUS");
  for (const ExitCode& row : program.exit_codes) {
    const std::string advice = row.advice.empty() ? "" : " A script should: " + row.advice + ".";
    page.tagged(roff_bold(std::to_string(row.code)), row.meaning + "." + advice);
  }
}

void append_environment(RoffPage& page, const ProgramDescription& program)
{
  if (program.environment.empty()) {
    return;
  }
  page.section("ENVIRONMENT");
  for (const EnvironmentVariable& row : program.environment) {
    page.tagged(roff_bold(row.name), row.meaning + ".");
  }
}

void append_files(RoffPage& page, const ProgramDescription& program)
{
  if (program.files.empty()) {
    return;
  }
  page.section("FILES");
  for (const FileEntry& row : program.files) {
    page.tagged(roff_italic(row.path), row.meaning + ".");
  }
}

std::string reference(const std::string& page_name)
{
  return roff_bold(page_name) + "(1)";
}

void append_commands_section(RoffPage& page, const ProgramDescription& program)
{
  page.section("COMMANDS");
  for (const std::string& section : program.sections) {
    page.subsection(section);
    for (const CommandDescription& command : program.commands) {
      if (command.section == section) {
        page.tagged(reference(program.name + "-" + command.name), command.summary + ".");
      }
    }
  }
}

} // namespace

std::string program_man_page(const ProgramDescription& program)
{
  RoffPage page = begin_page(program, program.name);
  append_name(page, program.name, program.summary);
  page.section("SYNOPSIS");
  page.raw(roff_bold(program.name) + " " + roff_italic("command") + " [" + roff_italic("options") +
           "] [" + roff_italic("arguments") + "]");
  page.section("DESCRIPTION");
  if (program.help.empty()) {
    page.text(program.summary + ".");
  }
  for (const Block& block : parse_help_text(program.help)) {
    append_block(page, block);
  }
  append_commands_section(page, program);
  page.section("OPTIONS");
  page.tagged(option_tag(help_option()),
              "Show the help; after a command, the help of that command.");
  page.tagged(roff_bold("--version"), "Show the version.");
  append_exit_codes(page, program);
  append_environment(page, program);
  append_files(page, program);
  return page.take();
}

std::string command_man_page(const ProgramDescription& program, const CommandDescription& command)
{
  const std::string name = program.name + "-" + command.name;
  RoffPage page = begin_page(program, name);
  append_name(page, name, command.summary);
  append_synopsis(page, program, command);
  page.section("DESCRIPTION");
  const auto blocks = parse_help_text(command.help);
  auto block = blocks.begin();
  if (block == blocks.end() || block->kind == BlockKind::heading) {
    page.text(command.summary + ".");
  }
  for (; block != blocks.end() && block->kind != BlockKind::heading; ++block) {
    append_block(page, *block);
  }
  append_arguments_section(page, command.args);
  append_columns_section(page, command);
  for (; block != blocks.end(); ++block) {
    append_block(page, *block);
  }
  append_exit_codes(page, program);
  page.section("SEE ALSO");
  page.raw(reference(program.name) + ", for the environment variables and files too.");
  return page.take();
}

} // namespace lpaz::cli
