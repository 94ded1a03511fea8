#include "journal_records.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <optional>

namespace lpaz::admin {
namespace {

using util::Json;
using util::OrderedJson;
using util::TimePoint;

constexpr std::size_t k_longest_error = 1000;
// As read: bytes that are not UTF-8 grow when they are written.
constexpr std::size_t k_longest_text = 4 * k_longest_journal_word;

OrderedJson record(TimePoint at, std::string_view key, OrderedJson value)
{
  return {{"at", util::format_rfc3339(at)}, {std::string(key), std::move(value)}};
}

std::string with_ids(TimePoint at,
                     std::string_view key,
                     std::string_view step,
                     std::span<const std::string> ids)
{
  OrderedJson json = record(at, key, std::string(step));
  json["ids"] = std::vector<std::string>(ids.begin(), ids.end());
  return util::dump_json(json);
}

Error not_a_record()
{
  Error error;
  error.message = "it is no record of a run";
  return error;
}

std::optional<std::string> find_word(const Json& json, std::string_view key)
{
  auto word = util::find_string(json, key);
  return word && !word->empty() && word->size() <= k_longest_text ? word : std::nullopt;
}

Status for_each_id(const Json& json, const std::function<Status(const std::string& id)>& take)
{
  const Json* ids = util::find_array(json, "ids");
  if (ids == nullptr) {
    return fail(not_a_record());
  }
  for (const Json& id : *ids) {
    const auto* text = id.get_ptr<const std::string*>();
    if (text == nullptr || text->empty() || text->size() > k_longest_text) {
      return fail(not_a_record());
    }
    LPAZ_CHECK(take(*text));
  }
  return {};
}

Status take_failed(const Json& json, const std::string& step, JournalState& state)
{
  const auto id = find_word(json, "id");
  return id ? state.note_failed(step, *id) : fail(not_a_record());
}

Status take_verified(const Json& json, const std::string& how, JournalState& state)
{
  const auto since = util::parse_rfc3339(util::string_at(json, "since"));
  const std::string evidence = util::string_at(json, "evidence");
  if (!since || evidence.size() > k_longest_text) {
    return fail(not_a_record());
  }
  const JournalProof proof{how, *since, evidence};
  return for_each_id(json, [&](const std::string& id) { return state.note_proof(id, proof); });
}

} // namespace

std::string sending_record(TimePoint at, std::string_view step, std::span<const std::string> ids)
{
  return with_ids(at, "sending", step, ids);
}

std::string done_record(TimePoint at, std::string_view step, std::span<const std::string> ids)
{
  return with_ids(at, "done", step, ids);
}

std::string
failed_record(TimePoint at, std::string_view step, const std::string& id, const Error& error)
{
  OrderedJson json = record(at, "failed", std::string(step));
  json["id"] = id;
  json["error"] = error.message.substr(0, k_longest_error);
  if (!error.code.empty()) {
    json["code"] = error.code.substr(0, k_longest_error);
  }
  if (!error.request_id.empty()) {
    json["requestId"] = error.request_id.substr(0, k_longest_error);
  }
  return util::dump_json(json);
}

std::string
verified_record(TimePoint at, const JournalProof& proof, std::span<const std::string> ids)
{
  OrderedJson json = record(at, "verified", proof.how);
  json["ids"] = std::vector<std::string>(ids.begin(), ids.end());
  json["since"] = util::format_rfc3339(proof.at);
  if (!proof.evidence.empty()) {
    json["evidence"] = proof.evidence.substr(0, k_longest_journal_word);
  }
  return util::dump_json(json);
}

std::string end_record(TimePoint at)
{
  return util::dump_json(record(at, "end", true));
}

Result<bool> take_record(std::string_view line, JournalState& state)
{
  LPAZ_TRY(const Json json, util::parse_json(line, "record"));
  const auto at = util::parse_rfc3339(util::string_at(json, "at"));
  Status taken = fail(not_a_record());
  if (!at) {
    return fail(not_a_record());
  }
  if (const auto step = find_word(json, "sending")) {
    taken = for_each_id(json,
                        [&](const std::string& id) { return state.note_sending(*step, id, *at); });
  } else if (const auto done = find_word(json, "done")) {
    taken =
        for_each_id(json, [&](const std::string& id) { return state.note_done(*done, id, *at); });
  } else if (const auto failed = find_word(json, "failed")) {
    taken = take_failed(json, *failed, state);
  } else if (const auto how = find_word(json, "verified")) {
    taken = take_verified(json, *how, state);
  } else if (util::bool_at(json, "end")) {
    return true;
  }
  LPAZ_CHECK(std::move(taken));
  return false;
}

} // namespace lpaz::admin
