#include "journal_header.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace lpaz::admin {
namespace {

using util::OrderedJson;

constexpr std::int64_t k_version = 1;
constexpr std::string_view k_begin = R"({"journal":"lpaz","version":)";

Error not_a_journal(std::string_view name)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("{} is not a journal of lpaz", name);
  error.hint = "name a new file, or the journal of the run that is to be continued";
  return error;
}

std::string or_none(const std::string& text)
{
  return text.empty() ? "none" : text;
}

std::string people(std::int64_t count)
{
  return count == 1 ? "1 person" : fmt::format("{} people", count);
}

} // namespace

JournalHeader header_of(const RunIdentity& identity, util::TimePoint started)
{
  std::vector<std::string> names;
  names.reserve(identity.names.size());
  for (const std::string& name : identity.names) {
    names.push_back(util::to_lower(name));
  }
  std::ranges::sort(names);
  names.erase(std::ranges::unique(names).begin(), names.end());
  return {identity.command,
          identity.tenant_id,
          util::sha256_hex(util::join(names, "\n")),
          static_cast<std::int64_t>(names.size()),
          identity.options,
          started};
}

std::string header_line(const JournalHeader& header)
{
  return util::dump_json(OrderedJson{{"journal", "lpaz"},
                                     {"version", k_version},
                                     {"command", header.command},
                                     {"tenantId", header.tenant_id},
                                     {"input", header.input},
                                     {"people", header.people},
                                     {"options", header.options},
                                     {"startedDateTime", util::format_rfc3339(header.started)}});
}

Result<JournalHeader> parse_header(std::string_view line, std::string_view name)
{
  const auto json = util::parse_json(line, "journal");
  if (!json || util::string_at(*json, "journal") != "lpaz") {
    return fail(not_a_journal(name));
  }
  if (util::integer_at(*json, "version") > k_version) {
    return fail(ErrorKind::usage,
                fmt::format("the journal {} was written by a newer lpaz", name),
                "continue it with that one; this one does not know all that it says");
  }
  const auto started = util::parse_rfc3339(util::string_at(*json, "startedDateTime"));
  const std::int64_t count = util::integer_at(*json, "people", -1);
  if (util::integer_at(*json, "version") != k_version || !started || count < 0) {
    return fail(not_a_journal(name));
  }
  JournalHeader header{{}, {}, {}, count, {}, *started};
  LPAZ_TRY(header.command, util::require_string(*json, "command", name));
  LPAZ_TRY(header.tenant_id, util::require_string(*json, "tenantId", name));
  LPAZ_TRY(header.input, util::require_string(*json, "input", name));
  LPAZ_TRY(header.options, util::require_string(*json, "options", name));
  return header;
}

Status check_same_run(const JournalHeader& then, const JournalHeader& now, std::string_view name)
{
  std::vector<std::string> differences;
  if (then.command != now.command) {
    differences.push_back(fmt::format("it was {}, this is {}", then.command, now.command));
  }
  if (then.tenant_id != now.tenant_id) {
    differences.push_back(
        fmt::format("it was in the tenant {}, this is in {}", then.tenant_id, now.tenant_id));
  }
  if (then.people != now.people) {
    differences.push_back(
        fmt::format("it was given {}, this one {}", people(then.people), people(now.people)));
  } else if (then.input != now.input) {
    differences.emplace_back("it was given other names");
  }
  if (then.options != now.options) {
    differences.push_back(fmt::format(
        "its options were {}, these are {}", or_none(then.options), or_none(now.options)));
  }
  if (differences.empty()) {
    return {};
  }
  return fail(ErrorKind::usage,
              fmt::format("the journal {} is of another run: {}",
                          name,
                          util::make_visible(util::join(differences, "; "))),
              "to continue that run, give its command and its people again; for this one name a "
              "new file");
}

bool is_torn_header(std::string_view text)
{
  const auto written = text.substr(0, text.find('\0'));
  return written.starts_with(k_begin) || k_begin.starts_with(written);
}

} // namespace lpaz::admin
