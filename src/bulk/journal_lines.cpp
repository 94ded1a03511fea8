#include "journal_lines.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace lpaz::bulk {
namespace {

using util::Json;
using util::OrderedJson;

constexpr std::int64_t k_version = 2;
constexpr std::int64_t k_oldest_version = 1; // names no meanings, and done is when it was sent
constexpr std::string_view k_begin = R"({"journal":"lpaz","version":)";

Error not_a_journal(std::string_view file)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("{} is not a journal of lpaz", file);
  error.hint = "name a new file, or the journal of the run that is to be continued";
  return error;
}

std::string or_none(const std::string& text)
{
  return text.empty() ? "none" : text;
}

std::string names(std::int64_t count)
{
  return count == 1 ? "1 name" : fmt::format("{} names", count);
}

constexpr std::size_t k_longest_error = 1000;
// As read: bytes that are not UTF-8 grow when they are written.
constexpr std::size_t k_longest_text = 4 * k_longest_journal_word;

constexpr std::pair<RecordKind, std::string_view> k_kinds[] = {
    {RecordKind::sending, "sending"},
    {RecordKind::done, "done"},
    {RecordKind::failed, "failed"},
    {RecordKind::verified, "verified"},
    {RecordKind::meant, "meant"},
};

Error not_a_record()
{
  Error error;
  error.message = "it is no record of a run";
  return error;
}

bool is_readable_word(const std::string& text)
{
  return !text.empty() && text.size() <= k_longest_text;
}

void add_error(const Error& error, OrderedJson& json)
{
  json["error"] = error.message.substr(0, k_longest_error);
  if (!error.code.empty()) {
    json["code"] = error.code.substr(0, k_longest_error);
  }
  if (!error.request_id.empty()) {
    json["requestId"] = error.request_id.substr(0, k_longest_error);
  }
}

void add_proof(const JournalProof& proof, OrderedJson& json)
{
  json["since"] = util::format_rfc3339(proof.at);
  if (!proof.evidence.empty()) {
    json["evidence"] = proof.evidence.substr(0, k_longest_journal_word);
  }
}

Result<std::vector<std::string>> words_at(const Json& json, std::string_view key)
{
  const Json* list = util::find_array(json, key);
  if (list == nullptr) {
    return fail(not_a_record());
  }
  std::vector<std::string> words;
  for (const Json& word : *list) {
    const auto* text = word.get_ptr<const std::string*>();
    if (text == nullptr || !is_readable_word(*text)) {
      return fail(not_a_record());
    }
    words.push_back(*text);
  }
  return words;
}

Result<std::vector<std::string>> ids_of(const Json& json, RecordKind kind)
{
  if (kind != RecordKind::failed) {
    return words_at(json, "ids");
  }
  std::string id = util::string_at(json, "id");
  if (!is_readable_word(id)) {
    return fail(not_a_record());
  }
  return std::vector{std::move(id)};
}

// The kind, and the word that stands beside it.
std::optional<std::pair<RecordKind, std::string>> kind_of(const Json& json)
{
  for (const auto& [kind, key] : k_kinds) {
    if (auto word = util::find_string(json, key); word && is_readable_word(*word)) {
      return std::pair(kind, *std::move(word));
    }
  }
  return std::nullopt;
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
                                     {"people", header.names},
                                     {"options", header.options},
                                     {"startedDateTime", util::format_rfc3339(header.started)}});
}

Result<JournalHeader> parse_header(std::string_view line, std::string_view file)
{
  const auto json = util::parse_json(line, "journal");
  if (!json || util::string_at(*json, "journal") != "lpaz") {
    return fail(not_a_journal(file));
  }
  if (util::integer_at(*json, "version") > k_version) {
    return fail(ErrorKind::usage,
                fmt::format("the journal {} was written by a newer lpaz", file),
                "continue it with that one; this one does not know all that it says");
  }
  const auto started = util::parse_rfc3339(util::string_at(*json, "startedDateTime"));
  const std::int64_t count = util::integer_at(*json, "people", -1);
  const std::int64_t version = util::integer_at(*json, "version");
  if (version < k_oldest_version || !started || count < 0) {
    return fail(not_a_journal(file));
  }
  JournalHeader header{{}, {}, {}, count, {}, *started};
  LPAZ_TRY(header.command, util::require_string(*json, "command", file));
  LPAZ_TRY(header.tenant_id, util::require_string(*json, "tenantId", file));
  LPAZ_TRY(header.input, util::require_string(*json, "input", file));
  LPAZ_TRY(header.options, util::require_string(*json, "options", file));
  return header;
}

Status check_same_run(const JournalHeader& then, const JournalHeader& now, std::string_view file)
{
  std::vector<std::string> differences;
  if (then.command != now.command) {
    differences.push_back(fmt::format("it was {}, this is {}", then.command, now.command));
  }
  if (then.tenant_id != now.tenant_id) {
    differences.push_back(
        fmt::format("it was in the tenant {}, this is in {}", then.tenant_id, now.tenant_id));
  }
  if (then.names != now.names) {
    differences.push_back(
        fmt::format("it was given {}, this one {}", names(then.names), names(now.names)));
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
                          file,
                          util::make_visible(util::join(differences, "; "))),
              "to continue that run, give its command and its names again; for this one give a "
              "new file");
}

bool is_torn_header(std::string_view text)
{
  const auto written = text.substr(0, text.find('\0'));
  return written.starts_with(k_begin) || k_begin.starts_with(written);
}

std::string record_line(const Record& record)
{
  OrderedJson json{{"at", util::format_rfc3339(record.at)}};
  if (record.kind == RecordKind::end) {
    json["end"] = true;
    return util::dump_json(json);
  }
  const auto* kind =
      std::ranges::find(k_kinds, record.kind, &std::pair<RecordKind, std::string_view>::first);
  json[std::string(kind->second)] = record.word;
  if (record.kind == RecordKind::failed) {
    json["id"] = record.ids.front();
    add_error(record.error, json);
  } else {
    json["ids"] = record.ids;
  }
  if (record.kind == RecordKind::verified) {
    add_proof(record.proof, json);
  }
  if (record.kind == RecordKind::meant) {
    json["names"] = record.names;
  }
  if (record.found) {
    json["found"] = true;
  }
  return util::dump_json(json);
}

Result<Record> parse_record(std::string_view line)
{
  LPAZ_TRY(const Json json, util::parse_json(line, "record"));
  const auto at = util::parse_rfc3339(util::string_at(json, "at"));
  auto kind = kind_of(json);
  if (at && !kind && util::bool_at(json, "end")) {
    return Record{RecordKind::end, *at, {}, {}};
  }
  if (!at || !kind) {
    return fail(not_a_record());
  }
  Record record{kind->first, *at, std::move(kind->second), {}};
  LPAZ_TRY(record.ids, ids_of(json, record.kind));
  record.found = util::bool_at(json, "found");
  if (record.kind == RecordKind::meant) {
    LPAZ_TRY(record.names, words_at(json, "names"));
    if (record.names.size() != record.ids.size()) {
      return fail(not_a_record());
    }
  }
  if (record.kind == RecordKind::verified) {
    const auto since = util::parse_rfc3339(util::string_at(json, "since"));
    record.proof = {
        record.word, since.value_or(util::TimePoint()), util::string_at(json, "evidence")};
    if (!since || record.proof.evidence.size() > k_longest_text) {
      return fail(not_a_record());
    }
  }
  return record;
}

} // namespace lpaz::bulk
