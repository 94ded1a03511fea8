#include "fake_directory.hpp"

#include "lpaz/graph/user.hpp"
#include "lpaz/util/time.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace lpaz::test {
namespace {

using nlohmann::json;

using Seen = Result<json>;

// "PATCH /users/0000…0007" is "block 7".
std::string part_of(const std::string& method, const std::string& url)
{
  const std::string call = method + url.substr(0, url.rfind("/0"));
  constexpr std::size_t k_digits = 12;
  const std::size_t id = url.rfind("/0") + 1;
  const std::map<std::string, std::string> words = {{"PATCH/users", "block"},
                                                    {"POST/users", "revoke"},
                                                    {"DELETE/users", "delete"},
                                                    {"GET/users", "look"},
                                                    {"POST/members", "add"},
                                                    {"POST/objects", "create"},
                                                    {"GET/objects", "find"}};
  const std::size_t number =
      std::stoull(url.substr(id + FakeDirectory::id(0).size() - k_digits, k_digits));
  return words.at(call) + " " + std::to_string(number);
}

bool is_blocked(const Seen& seen, util::TimePoint)
{
  return seen && seen->value("accountEnabled", true) == false;
}

bool is_revoked(const Seen& seen, util::TimePoint sent)
{
  const auto valid_from =
      seen ? util::parse_rfc3339(seen->value("signInSessionsValidFromDateTime", "")) : std::nullopt;
  return valid_from && *valid_from >= std::chrono::floor<std::chrono::seconds>(sent);
}

bool is_gone(const Seen& seen, util::TimePoint)
{
  return !seen && seen.error().kind == ErrorKind::not_found;
}

bool is_there(const Seen& seen, util::TimePoint)
{
  return seen.has_value();
}

bulk::Step user_step(std::string name,
                     std::size_t number,
                     graph::GraphRequest request,
                     bool (*carried_out)(const Seen& seen, util::TimePoint sent))
{
  bulk::Step step{std::move(name), std::move(request)};
  step.check = graph::get_user_request(FakeDirectory::id(number));
  step.carried_out = carried_out;
  return step;
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
  if (part.starts_with("find")) {
    const std::size_t made = count("create " + number);
    return made == 0 ? Answer{404, "", error_body(404)} : Answer{200, "", R"({"id":"found"})"};
  }
  const std::size_t times = ++m_done[part];
  if (part.starts_with("create")) {
    return {201, "", json{{"id", fmt::format("object-{}", times)}}.dump()};
  }
  if (part.starts_with("add")) {
    return times > 1 ? Answer{409, "", error_body(409)} : Answer{204, "", ""};
  }
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
    const Answer given = may_act ? answer(part_of(request.at("method"), request.at("url")))
                                 : Answer{424, "", error_body(424)};
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

Result<http::HttpResponse> FakeDirectory::answer_alone(const http::HttpRequest& request)
{
  const std::string& url = request.url.text();
  const std::string part =
      part_of(std::string(http::method_name(request.method)), url.substr(url.find("/v1.0") + 5));
  m_alone.push_back(part);
  const Answer given = answer(part);
  if (given.status == 0) {
    return fail(ErrorKind::unavailable, "the connection was cut");
  }
  http::HttpResponse response{given.status, {}, given.body};
  if (!given.retry_after.empty()) {
    response.headers.set("Retry-After", given.retry_after);
  }
  return response;
}

Result<http::HttpResponse> FakeDirectory::send(const http::HttpRequest& request)
{
  const std::scoped_lock guard(m_mutex);
  if (!request.url.path().ends_with("/$batch")) {
    return answer_alone(request);
  }
  const json requests = json::parse(request.body).at("requests");
  std::vector<std::string> parts;
  for (const json& each : requests) {
    parts.push_back(part_of(each.at("method"), each.at("url")));
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

bulk::Step block_step(std::size_t number)
{
  return user_step("block",
                   number,
                   graph::set_account_enabled_request(FakeDirectory::id(number), false),
                   is_blocked);
}

bulk::Step revoke_step(std::size_t number)
{
  return user_step(
      "revoke", number, graph::revoke_sessions_request(FakeDirectory::id(number)), is_revoked);
}

bulk::Step delete_step(std::size_t number)
{
  bulk::Step step =
      user_step("delete", number, graph::delete_user_request(FakeDirectory::id(number)), is_gone);
  step.already = ErrorKind::not_found;
  return step;
}

bulk::Step add_step(std::size_t number)
{
  bulk::Step step{"add", graph::post_request("/members/" + FakeDirectory::id(number), {{"a", 1}})};
  step.already = ErrorKind::conflict;
  return step;
}

bulk::Step create_step(std::size_t number)
{
  const std::string path = "/objects/" + FakeDirectory::id(number);
  bulk::Step step{"create", graph::post_request(path, {{"a", 1}})};
  step.check = graph::get_request(path);
  step.carried_out = is_there;
  step.once = true;
  step.keeps_answer = true;
  return step;
}

bulk::Plan FakeDirectoryFixture::plan(std::size_t count, const Steps& steps)
{
  bulk::Plan plan;
  for (std::size_t i = 0; i < count; ++i) {
    plan.changes.push_back({FakeDirectory::id(i), "", false, {}});
    for (const auto& step : steps) {
      plan.changes.back().steps.push_back(step(i));
    }
  }
  return plan;
}

std::string word_of(const bulk::Outcome& outcome)
{
  if (outcome.status) {
    return "done";
  }
  if (outcome.unknown) {
    return "unknown";
  }
  if (!outcome.begun) {
    return "not begun";
  }
  return outcome.steps_done > 0 ? "partly done" : "failed";
}

std::vector<std::string> words_of(const std::vector<bulk::Outcome>& outcomes)
{
  std::vector<std::string> words;
  for (const bulk::Outcome& outcome : outcomes) {
    words.push_back(word_of(outcome));
  }
  return words;
}

} // namespace lpaz::test
