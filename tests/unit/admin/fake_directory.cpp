#include "fake_directory.hpp"

#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::test {
namespace {

using nlohmann::json;

// "PATCH /users/0000…0007" is "block 7".
std::string part_of(const json& request)
{
  const std::string url = request.at("url");
  const std::string method = request.at("method");
  constexpr std::string_view k_users = "/users/";
  constexpr std::size_t k_id_length = 36;
  const std::string number =
      std::to_string(std::stoull(url.substr(k_users.size() + k_id_length - 12, 12)));
  const std::string word = method == "PATCH"    ? "block"
                           : method == "POST"   ? "revoke"
                           : method == "DELETE" ? "delete"
                                                : "look";
  return word + " " + number;
}

std::string error_body(int status)
{
  return json{{"error", {{"code", fmt::format("E{}", status)}, {"message", "trouble"}}}}.dump();
}

} // namespace

std::string FakeDirectory::id(std::size_t number)
{
  return fmt::format("00000000-0000-4000-8000-{:012}", number);
}

void FakeDirectory::trouble(const std::string& part, PartTrouble trouble)
{
  m_troubles.emplace(part, std::move(trouble));
}

void FakeDirectory::trouble_always(const std::string& part, PartTrouble trouble)
{
  m_lasting_troubles[part] = std::move(trouble);
}

void FakeDirectory::batch_trouble(std::size_t number, BatchTrouble trouble)
{
  m_batch_troubles.emplace(number, std::move(trouble));
}

void FakeDirectory::at_each_batch(std::function<void(const std::vector<std::string>&)> action)
{
  m_action = std::move(action);
}

std::size_t FakeDirectory::count(const std::string& part) const
{
  const auto found = m_done.find(part);
  return found == m_done.end() ? 0 : found->second;
}

FakeDirectory::Answer FakeDirectory::act(const std::string& part)
{
  const std::string number = part.substr(part.find(' ') + 1);
  const bool is_gone = count("delete " + number) > 0;
  if (part.starts_with("look")) {
    const json user = {
        {"id", id(std::stoull(number))},
        {"accountEnabled", count("block " + number) == 0},
        {"signInSessionsValidFromDateTime",
         util::format_rfc3339(m_revoked.contains(number) ? m_revoked[number] : util::TimePoint())}};
    return is_gone ? Answer{404, "", error_body(404)} : Answer{200, "", user.dump()};
  }
  ++m_done[part];
  if (is_gone) {
    return {404, "", error_body(404)};
  }
  if (part.starts_with("revoke")) {
    m_revoked[number] = m_clock.now();
  }
  return {204, "", ""};
}

FakeDirectory::Answer FakeDirectory::answer(const std::string& part)
{
  const auto once = m_troubles.find(part);
  const auto lasting = m_lasting_troubles.find(part);
  if (once == m_troubles.end() && lasting == m_lasting_troubles.end()) {
    return act(part);
  }
  const PartTrouble trouble = once == m_troubles.end() ? lasting->second : once->second;
  if (once != m_troubles.end()) {
    m_troubles.erase(once);
  }
  if (trouble.acts) {
    act(part);
  }
  return {trouble.status, trouble.retry_after, error_body(trouble.status)};
}

std::string FakeDirectory::answer_batch(const json& requests)
{
  std::map<std::string, int> statuses;
  json responses = json::array();
  for (const json& request : requests) {
    const std::string id = request.at("id");
    const bool may_act =
        !request.contains("dependsOn") || statuses.at(request["dependsOn"][0]) / 100 == 2;
    const Answer given = may_act ? answer(part_of(request)) : Answer{424, "", error_body(424)};
    statuses[id] = given.status;
    json response = {{"id", id}, {"status", given.status}};
    if (!given.body.empty()) {
      response["body"] = json::parse(given.body);
    }
    if (!given.retry_after.empty()) {
      response["headers"] = {{"Retry-After", given.retry_after}};
    }
    if (given.status != 0) {
      responses.insert(responses.begin(), response); // Graph promises no order
    }
  }
  return json{{"responses", responses}}.dump();
}

Result<http::HttpResponse> FakeDirectory::send(const http::HttpRequest& request)
{
  const std::scoped_lock guard(m_mutex);
  const json requests = json::parse(request.body).at("requests");
  std::vector<std::string> parts;
  for (const json& each : requests) {
    parts.push_back(part_of(each));
  }
  m_batches.push_back(parts);
  if (m_action) {
    m_action(parts);
  }
  const auto trouble = m_batch_troubles.find(m_batches.size());
  if (trouble == m_batch_troubles.end()) {
    return http::HttpResponse{200, {}, answer_batch(requests)};
  }
  if (trouble->second.acts) {
    (void)answer_batch(requests);
  }
  return trouble->second.answer;
}

admin::UserPlan FakeDirectoryFixture::plan(std::size_t count,
                                           const std::vector<admin::UserStep>& steps)
{
  admin::UserPlan plan;
  for (std::size_t i = 0; i < count; ++i) {
    graph::User user;
    user.id = FakeDirectory::id(i);
    plan.actions.push_back({std::move(user), false, steps});
  }
  return plan;
}

std::string word_of(const admin::BulkOutcome& outcome)
{
  if (outcome.status) {
    return "done";
  }
  if (outcome.is_unknown) {
    return "unknown";
  }
  if (!outcome.is_begun) {
    return "not begun";
  }
  return outcome.steps_done > 0 ? "partly done" : "failed";
}

std::vector<std::string> words_of(const std::vector<admin::BulkOutcome>& outcomes)
{
  std::vector<std::string> words;
  for (const admin::BulkOutcome& outcome : outcomes) {
    words.push_back(word_of(outcome));
  }
  return words;
}

} // namespace lpaz::test
