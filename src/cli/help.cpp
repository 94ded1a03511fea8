#include "lpaz/cli/help.hpp"

#include "cli/arg_text.hpp"
#include "cli/display_width.hpp"
#include "cli/help_text.hpp"
#include "cli/terminal_style.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace lpaz::cli {
namespace {

constexpr std::size_t k_indent = 2;
constexpr std::size_t k_widest_label = 30; // a wider one has its text on the next line

// Collects the lines of one help page.
class Page {
public:
  explicit Page(const HelpStyle& style)
      : m_width(static_cast<std::size_t>(std::clamp(style.width, 40, 100))), m_colour(style.colour)
  {
  }

  void heading(std::string_view text) { m_text += "\n" + bold(text, m_colour) + "\n"; }
  void line(std::string_view text) { m_text.append(text) += '\n'; }

  void paragraph(std::string_view text, std::size_t indent)
  {
    m_text += std::string(indent, ' ') + wrapped(text, m_width, indent) + "\n";
  }

  // A label and its text in two columns; the text begins at `column`.
  void entry(const std::string& label, std::string_view text, std::size_t column)
  {
    const std::size_t used = k_indent + display_width(label);
    m_text += std::string(k_indent, ' ') + label;
    const bool beside = used + 2 <= column;
    m_text += beside ? std::string(column - used, ' ') : "\n" + std::string(column, ' ');
    m_text += wrapped(text, m_width, column) + "\n";
  }

  // Puts no empty line before the first block unless it is a heading.
  void blocks(const std::vector<Block>& blocks);
  std::string take() { return std::move(m_text); }

private:
  std::size_t m_width;
  bool m_colour;
  std::string m_text;
};

void Page::blocks(const std::vector<Block>& blocks)
{
  bool in_section = false;
  BlockKind previous = BlockKind::heading;
  for (const Block& block : blocks) {
    const bool close = previous == BlockKind::heading ||
                       (previous == BlockKind::item && block.kind == BlockKind::item);
    if (block.kind != BlockKind::heading && !close) {
      m_text += '\n';
    }
    const std::size_t indent = in_section ? k_indent : 0;
    switch (block.kind) {
    case BlockKind::heading:
      heading(block.text);
      in_section = true;
      break;
    case BlockKind::paragraph:
      paragraph(block.text, indent);
      break;
    case BlockKind::item:
      m_text += std::string(indent, ' ') + "- " + wrapped(block.text, m_width, indent + 2) + "\n";
      break;
    case BlockKind::verbatim:
      for (const std::string_view text : util::split(block.text, '\n')) {
        line("  " + std::string(text));
      }
      break;
    }
    previous = block.kind;
  }
}

struct Entry {
  std::string label;
  std::string text;
};

void append_entries(Page& page, const std::vector<Entry>& entries)
{
  std::size_t widest = 0;
  for (const Entry& entry : entries) {
    const std::size_t width = display_width(entry.label);
    widest = std::max(widest, width <= k_widest_label ? width : 0);
  }
  for (const Entry& entry : entries) {
    page.entry(entry.label, entry.text, k_indent + widest + 2);
  }
}

// "-o, --output <FORMAT>", the long name always in the same column.
std::string option_label(const ArgSpec& spec)
{
  std::string label;
  for (const std::string& name : std::views::reverse(spec.names)) {
    label += (label.empty() ? "" : ", ") + name;
  }
  const bool has_short = spec.names.back().size() == 2;
  label.insert(0, has_short ? "" : "    ");
  return spec.value_name.empty() ? label : fmt::format("{} <{}>", label, spec.value_name);
}

void append_arguments(Page& page, const ArgSet& args)
{
  std::vector<Entry> entries;
  for (const ArgSpec* spec : args.positionals()) {
    entries.push_back({fmt::format("<{}>", spec->value_name), full_help(*spec)});
  }
  if (!entries.empty()) {
    page.heading("Arguments");
    append_entries(page, entries);
  }
  for (const ArgGroup& group : option_groups(args)) {
    page.heading(group.heading);
    entries.clear();
    for (const ArgSpec* spec : group.specs) {
      entries.push_back({option_label(*spec), full_help(*spec)});
    }
    append_entries(page, entries);
  }
}

void append_columns(Page& page, const std::vector<Column>& columns)
{
  if (columns.empty()) {
    return;
  }
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const Column& column : columns) {
    names.emplace_back(column.name);
  }
  page.heading("Columns");
  page.paragraph(util::join(names, ", "), k_indent);
}

void append_commands(Page& page, const ProgramDescription& program)
{
  std::size_t widest = 0;
  for (const CommandDescription& command : program.commands) {
    widest = std::max(widest, command.name.size());
  }
  for (const std::string& section : program.sections) {
    bool has_heading = false;
    for (const CommandDescription& command : program.commands) {
      if (command.section != section) {
        continue;
      }
      if (!std::exchange(has_heading, true)) {
        page.heading(section);
      }
      page.entry(command.name, command.summary, k_indent + widest + 2);
    }
  }
}

} // namespace

std::string usage_line(const ProgramDescription& program, const CommandDescription& command)
{
  std::string line = fmt::format("{} {} [options]", program.name, command.name);
  for (const ArgSpec* spec : command.args.options()) {
    if (spec->required) {
      line += " " + usage_of(*spec);
    }
  }
  for (const ArgSpec* spec : command.args.positionals()) {
    line += " " + usage_of(*spec);
  }
  return line;
}

std::string program_help(const ProgramDescription& program, const HelpStyle& style)
{
  Page page(style);
  page.paragraph(fmt::format("{} {}: {}", program.name, program.version, program.summary), 0);
  page.heading("Usage");
  page.line(fmt::format("  {} <command> [options] [arguments]", program.name));
  append_commands(page, program);
  page.heading("Options");
  append_entries(page,
                 {{"-h, --help", "Show this text; after a command, the help of that command"},
                  {"    --version", "Show the version"}});
  if (!program.help.empty()) {
    page.line("");
    page.blocks(parse_help_text(program.help));
  }
  return page.take();
}

std::string command_help(const ProgramDescription& program,
                         const CommandDescription& command,
                         const HelpStyle& style)
{
  Page page(style);
  page.paragraph(command.summary + ".", 0);
  page.heading("Usage");
  page.paragraph(usage_line(program, command), k_indent);
  const auto blocks = parse_help_text(command.help);
  const auto section = std::ranges::find_if(
      blocks, [](const Block& block) { return block.kind == BlockKind::heading; });
  if (section != blocks.begin()) {
    page.line("");
    page.blocks({blocks.begin(), section});
  }
  append_arguments(page, command.args);
  append_columns(page, command.columns);
  page.blocks({section, blocks.end()});
  page.line("");
  page.paragraph(fmt::format("Exit codes, files and environment variables: man {}-{}, man {}.",
                             program.name,
                             command.name,
                             program.name),
                 0);
  return page.take();
}

} // namespace lpaz::cli
