#include "batch_run.hpp"

#include "lpaz/http/retry_policy.hpp"
#include "lpaz/util/interrupt.hpp"
#include "lpaz/util/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace lpaz::graph {
namespace {

constexpr std::chrono::milliseconds k_shortest_pause{100};

// Errors that the batches still to come would meet as well.
bool concerns_all(const Error& error)
{
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::sign_in ||
         error.kind == ErrorKind::interrupted;
}

bool is_worth_repeating(const http::HttpResponse& response, const GraphRequest& request)
{
  const bool gateway = response.status == 502 || response.status == 503 || response.status == 504;
  return response.status == 429 || (gateway && request.idempotent);
}

} // namespace

BatchRun::BatchRun(const std::vector<GraphRequest>& requests)
    : m_requests(requests), m_waiting(requests.size())
{
  std::iota(m_waiting.begin(), m_waiting.end(), std::size_t{0});
  m_results.reserve(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    m_results.emplace_back(fail(ErrorKind::failed, "not sent"));
  }
}

std::vector<Result<nlohmann::json>>
BatchRun::finish(util::Clock& clock, std::chrono::milliseconds time_limit, const Send& send)
{
  const auto end = clock.steady_now() + time_limit;
  while (!m_waiting.empty()) {
    ++m_round;
    send_waiting(send, clock.now());
    if (m_again.empty() || clock.steady_now() + m_pause > end) {
      break;
    }
    if (const Status slept = clock.sleep_for(m_pause); !slept) {
      for (const std::size_t index : m_again) {
        m_results[index] = fail(slept.error());
      }
      break;
    }
    m_waiting = std::exchange(m_again, {});
  }
  return std::move(m_results);
}

void BatchRun::send_waiting(const Send& send, util::TimePoint now)
{
  m_pause = std::chrono::milliseconds(0);
  m_again.clear();
  for (std::size_t begin = 0; begin < m_waiting.size(); begin += k_batch_capacity) {
    const std::size_t end = std::min(begin + k_batch_capacity, m_waiting.size());
    const auto first = m_waiting.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = m_waiting.begin() + static_cast<std::ptrdiff_t>(end);
    const Status sent = util::Interrupt::requested()
                            ? fail(util::Interrupt::error())
                            : send_chunk(std::vector<std::size_t>(first, last), send, now);
    if (!sent && concerns_all(sent.error())) {
      std::for_each(first, m_waiting.end(), [this, &sent](std::size_t index) {
        m_results[index] = fail(sent.error());
      });
      return;
    }
  }
}

Status
BatchRun::send_chunk(const std::vector<std::size_t>& chunk, const Send& send, util::TimePoint now)
{
  std::vector<const GraphRequest*> requests;
  for (const std::size_t index : chunk) {
    requests.push_back(&m_requests[index]);
  }
  const Result<nlohmann::json> answer = send(batch_request(requests, BatchOrder::parallel));
  if (!answer) {
    for (const std::size_t index : chunk) {
      m_results[index] = fail(answer.error());
    }
    return fail(answer.error());
  }
  auto parts = decode_batch(*answer, chunk.size());
  for (std::size_t i = 0; i < chunk.size(); ++i) {
    take(chunk[i], parts ? std::move((*parts)[i]) : fail(parts.error()), now);
  }
  return {};
}

void BatchRun::take(std::size_t index, Result<http::HttpResponse> part, util::TimePoint now)
{
  m_results[index] = result_of(part, m_requests[index]);
  if (!part || !is_worth_repeating(*part, m_requests[index])) {
    return;
  }
  m_again.push_back(index);
  const auto wish = http::retry_after_of(part->headers, now);
  m_pause = std::max({m_pause, http::retry_delay(m_round, wish, 0.5), k_shortest_pause});
}

} // namespace lpaz::graph
