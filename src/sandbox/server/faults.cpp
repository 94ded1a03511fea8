#include "sandbox/server/faults.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace lpaz::sandbox::server {
namespace {

struct NamedKind {
  std::string_view name;
  FaultKind kind;
};

constexpr std::array k_kinds{
    NamedKind{"status", FaultKind::status},
    NamedKind{"status-after", FaultKind::status_after},
    NamedKind{"expired-token", FaultKind::expired_token},
    NamedKind{"slow", FaultKind::slow},
    NamedKind{"late", FaultKind::late},
    NamedKind{"cut", FaultKind::cut},
    NamedKind{"garbage", FaultKind::garbage},
    NamedKind{"drop-before", FaultKind::drop_before},
    NamedKind{"drop-after", FaultKind::drop_after},
};

constexpr std::int64_t k_most_times = 1'000'000;
constexpr std::int64_t k_longest_delay_ms = 10 * 60 * 1000;

bool gives_whole_answer(FaultKind kind)
{
  return kind == FaultKind::status || kind == FaultKind::status_after ||
         kind == FaultKind::expired_token;
}

std::string retry_after_of(const util::Json& json)
{
  if (const auto seconds = util::find_integer(json, "retryAfter")) {
    return std::to_string(*seconds);
  }
  return util::string_at(json, "retryAfter");
}

std::optional<FaultTarget> target_of(std::string_view word)
{
  if (word.empty()) {
    return FaultTarget::any;
  }
  return word == "request" ? std::optional(FaultTarget::request)
         : word == "part"  ? std::optional(FaultTarget::part)
                           : std::nullopt;
}

bool matches(const Fault& fault, std::string_view method, std::string_view path, bool is_part)
{
  const FaultTarget other = is_part ? FaultTarget::request : FaultTarget::part;
  return fault.target != other && (!is_part || gives_whole_answer(fault.kind)) &&
         (fault.method.empty() || fault.method == method) && path.starts_with(fault.path);
}

} // namespace

std::string_view name_of(FaultKind kind)
{
  return std::ranges::find(k_kinds, kind, &NamedKind::kind)->name;
}

Result<Fault> parse_fault(const util::Json& json)
{
  Fault fault;
  const std::string name = util::find_string(json, "fault").value_or("status");
  const auto* kind = std::ranges::find(k_kinds, name, &NamedKind::name);
  if (kind == k_kinds.end()) {
    return fail(ErrorKind::usage,
                "fault is one of status, status-after, expired-token, slow, late, cut, garbage, "
                "drop-before, drop-after");
  }
  const auto target = target_of(util::string_at(json, "target"));
  if (!target) {
    return fail(ErrorKind::usage, "target is request or part");
  }
  const auto status = util::integer_at(json, "status", 503);
  const auto times = util::integer_at(json, "times", 1);
  const auto skip = util::integer_at(json, "skip");
  const auto delay = util::integer_at(json, "delay");
  if (status < 200 || status > 599 || times < 1 || times > k_most_times || skip < 0 ||
      skip > k_most_times || delay < 0 || delay > k_longest_delay_ms) {
    return fail(ErrorKind::usage, "status, skip, times or delay is out of range");
  }
  fault.kind = kind->kind;
  fault.target = *target;
  fault.method = util::string_at(json, "method");
  fault.path = util::string_at(json, "path");
  fault.skip = static_cast<int>(skip);
  fault.times = static_cast<int>(times);
  fault.status = fault.kind == FaultKind::expired_token ? 401 : static_cast<int>(status);
  fault.retry_after = retry_after_of(json);
  fault.body = util::string_at(json, "body");
  fault.delay = std::chrono::milliseconds(delay);
  return fault;
}

void Faults::add(Fault fault)
{
  const std::lock_guard lock(m_mutex);
  m_faults.push_back(std::move(fault));
}

void Faults::clear()
{
  const std::lock_guard lock(m_mutex);
  m_faults.clear();
}

std::optional<Fault> Faults::take(std::string_view method, std::string_view path, bool is_part)
{
  const std::lock_guard lock(m_mutex);
  const auto found = std::ranges::find_if(m_faults, [&](Fault& fault) {
    return matches(fault, method, path, is_part) && --fault.skip < 0;
  });
  if (found == m_faults.end()) {
    return std::nullopt;
  }
  found->skip = 0;
  Fault fault = *found;
  if (--found->times <= 0) {
    m_faults.erase(found);
  }
  return fault;
}

util::OrderedJson Faults::to_json() const
{
  util::OrderedJson list = util::OrderedJson::array();
  const std::lock_guard lock(m_mutex);
  for (const auto& fault : m_faults) {
    util::OrderedJson row = {{"fault", name_of(fault.kind)},
                             {"method", fault.method},
                             {"path", fault.path},
                             {"skip", fault.skip},
                             {"times", fault.times}};
    row["status"] = gives_whole_answer(fault.kind) ? util::OrderedJson(fault.status) : nullptr;
    row["retryAfter"] = fault.retry_after;
    row["delay"] =
        fault.delay.count() > 0 ? util::OrderedJson(fault.delay.count()) : util::OrderedJson();
    list.push_back(std::move(row));
  }
  return list;
}

} // namespace lpaz::sandbox::server
