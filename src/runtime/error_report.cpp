#include "lpaz/runtime/error_report.hpp"

#include "lpaz/runtime/exit_code.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace lpaz::runtime {
namespace {

using util::OrderedJson;

std::string_view kind_name(ErrorKind kind)
{
  switch (kind) {
  case ErrorKind::failed:
    return "failed";
  case ErrorKind::usage:
    return "usage";
  case ErrorKind::partial:
    return "partial";
  case ErrorKind::sign_in:
    return "signIn";
  case ErrorKind::unavailable:
    return "unavailable";
  case ErrorKind::refused:
    return "refused";
  case ErrorKind::pending:
    return "pending";
  case ErrorKind::not_found:
    return "notFound";
  case ErrorKind::permission:
    return "permission";
  case ErrorKind::unhealthy:
    return "unhealthy";
  case ErrorKind::conflict:
    return "conflict";
  case ErrorKind::interrupted:
    return "interrupted";
  case ErrorKind::defect:
    return "defect";
  }
  return "defect";
}

// Control characters made visible, but for the line breaks that lpaz itself puts into a list.
std::string printable(std::string_view text)
{
  std::vector<std::string> lines;
  for (const std::string_view line : util::split(text, '\n')) {
    lines.push_back(util::make_visible(line));
  }
  return util::join(lines, "\n");
}

std::string for_people(const Error& error, std::string_view command)
{
  std::string text =
      fmt::format("lpaz: {}{}{}\n", command, command.empty() ? "" : ": ", printable(error.message));
  if (!error.code.empty() || !error.request_id.empty()) {
    text += fmt::format("code: {}  request-id: {}\n",
                        error.code.empty() ? "-" : util::make_visible(error.code),
                        error.request_id.empty() ? "-" : util::make_visible(error.request_id));
  }
  if (!error.hint.empty()) {
    text += fmt::format("hint: {}\n", printable(error.hint));
  }
  return text;
}

std::string for_scripts(const Error& error, std::string_view command)
{
  OrderedJson json = {{"command", std::string(command)},
                      {"kind", std::string(kind_name(error.kind))},
                      {"exitCode", exit_code_for(error.kind)},
                      {"message", error.message}};
  if (error.http_status != 0) {
    json["httpStatus"] = error.http_status;
  }
  if (!error.code.empty()) {
    json["code"] = error.code;
  }
  if (!error.request_id.empty()) {
    json["requestId"] = error.request_id;
  }
  if (!error.hint.empty()) {
    json["hint"] = error.hint;
  }
  // ASCII only: nothing in it can drive a terminal.
  return json.dump(-1, ' ', true, OrderedJson::error_handler_t::replace) + "\n";
}

// Workflow commands end at a line end and take %, CR and LF escaped ("Workflow commands for GitHub
// Actions").
std::string annotation(const Error& error, std::string_view command)
{
  std::string text;
  for (const char c : printable(error.message)) {
    text += c == '%' ? "%25" : c == '\n' ? "%0A" : c == '\r' ? "%0D" : std::string(1, c);
  }
  return fmt::format("::error title=lpaz {}::{}\n", command, text);
}

std::string markdown_safe(std::string_view text)
{
  std::string safe;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_[]<>|#&").find(c) != std::string_view::npos) {
      safe += '\\';
    }
    safe += c;
  }
  return safe;
}

} // namespace

std::string format_error(const Error& error, std::string_view command, cli::OutputFormat format)
{
  const bool script = format == cli::OutputFormat::json || format == cli::OutputFormat::jsonl;
  return script ? for_scripts(error, command) : for_people(error, command);
}

void report_to_github(const Error* error,
                      std::string_view command,
                      std::size_t rows,
                      cli::OutputStream& err,
                      const util::Environment& environment)
{
  if (environment.get("GITHUB_ACTIONS") != "true") {
    return;
  }
  if (error != nullptr) {
    (void)err.write(annotation(*error, command));
  }
  if (const auto file = environment.get("GITHUB_STEP_SUMMARY")) {
    std::ofstream summary(*file, std::ios::app);
    summary << fmt::format(
        "- **lpaz {}**: {}\n",
        command,
        error == nullptr
            ? fmt::format("done, {}", util::plural(static_cast<long long>(rows), "row"))
            : "failed: " + markdown_safe(error->message));
  }
}

} // namespace lpaz::runtime
