#include "proof_log.hpp"

#include "proof_entry.hpp"

#include "lpaz/graph/provisioning_object_summary.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace lpaz::admin {
namespace {

constexpr std::size_t k_requests = 5;
constexpr std::chrono::milliseconds k_window = std::chrono::seconds(10);
// New entries take minutes to appear, and not in their order.
constexpr std::chrono::minutes k_overlap{5};
constexpr int k_reads_until_all = 10;
// In which the log may tell what an account is called.
constexpr std::chrono::seconds k_look_back{24 * 60 * 60};

} // namespace

Status ReportPacer::wait()
{
  if (m_sent.size() == k_requests) {
    const auto since = m_clock.steady_now() - m_sent.front();
    if (since < k_window) {
      LPAZ_CHECK(m_clock.sleep_for(std::chrono::ceil<std::chrono::milliseconds>(k_window - since)));
    }
    m_sent.pop_front();
  }
  m_sent.push_back(m_clock.steady_now());
  return {};
}

graph::GraphRequest ProofLog::next_request()
{
  // The filter is "later than", and the service keeps whole seconds in places.
  const std::chrono::seconds look_back =
      m_reads == 0 && m_wants_names ? k_look_back : std::chrono::seconds(1);
  util::TimePoint since = m_board.earliest_open().value_or(m_client.clock().now()) - look_back;
  if (m_reads++ % k_reads_until_all != 0) {
    since = std::max(since, m_newest - k_overlap);
  }
  return graph::list_provisioning_log_request(m_options.job_id, util::format_rfc3339(since));
}

Status ProofLog::read()
{
  LPAZ_CHECK(m_pacer.wait());
  LPAZ_TRY(auto page, m_client.send(next_request()));
  return take_pages(std::move(page));
}

Status ProofLog::read_with_job()
{
  LPAZ_CHECK(m_pacer.wait());
  auto answers = m_client.send_batch(
      {next_request(), graph::get_job_request(m_options.service_principal_id, m_options.job_id)});
  if (answers[1]) {
    m_job = graph::parse_synchronization_job(*answers[1]);
  }
  if (!answers[0]) {
    return fail(answers[0].error());
  }
  return take_pages(*std::move(answers[0])); // without the job, less can be said of the reasons
}

Status ProofLog::take_pages(nlohmann::json page)
{
  std::set<std::string> seen;
  while (true) {
    LPAZ_CHECK(take_page(page));
    const std::string next = util::string_at(page, "@odata.nextLink");
    if (next.empty()) {
      return {};
    }
    if (!seen.insert(next).second) {
      return fail(ErrorKind::failed, "the pages of the provisioning log run in a circle");
    }
    LPAZ_CHECK(m_pacer.wait());
    LPAZ_TRY(page, m_client.get_next(next, {}));
  }
}

Status ProofLog::take_page(const nlohmann::json& page)
{
  const auto* entries = util::find_array(page, "value");
  if (entries == nullptr) {
    return fail(ErrorKind::failed, "a page of the provisioning log has no list \"value\"");
  }
  for (const auto& entry : *entries) {
    take(entry);
  }
  return {};
}

// An entry of another job, of another app or about no person is no witness.
bool ProofLog::is_of_job(const graph::ProvisioningObjectSummary& entry) const
{
  return entry.job_id == m_options.job_id &&
         (entry.service_principal_id.empty() ||
          util::equals_ignoring_case(entry.service_principal_id, m_options.service_principal_id)) &&
         (entry.source_type.empty() || util::equals_ignoring_case(entry.source_type, "User"));
}

void ProofLog::take(const nlohmann::json& json)
{
  const auto entry = graph::parse_provisioning_object_summary(json);
  const auto at = util::parse_rfc3339(entry.activity_date_time);
  if (!at || !is_of_job(entry)) {
    return;
  }
  m_newest = std::max(m_newest, *at);
  const auto index = m_board.find(entry.source_id);
  if (!index || !m_board.is_open(*index)) {
    return;
  }
  if (!entry.target_id.empty()) {
    m_board.learn(*index, entry.target_id, *at, entry.target_user_names);
  }
  if (m_board.subject(*index).since) {
    take_of(*index, entry, *at);
  }
}

void ProofLog::take_of(std::size_t index,
                       const graph::ProvisioningObjectSummary& entry,
                       util::TimePoint at)
{
  using std::chrono::floor;
  using std::chrono::seconds;
  const auto later = floor<seconds>(at) - floor<seconds>(*m_board.subject(index).since);
  EntryVerdict verdict = judge_entry(entry, m_options.state);
  const bool is_later = later > seconds(0);
  const bool is_same_second = later == seconds(0);
  // A word about no account in particular is none.
  const bool is_proof = verdict.meaning == EntryMeaning::proof && !entry.target_id.empty() &&
                        (is_later || (is_same_second && verdict.knows_change == true));
  const bool is_opposite = verdict.meaning == EntryMeaning::opposite &&
                           (is_later || (is_same_second && verdict.knows_change != false));
  if (is_proof || is_opposite) {
    m_board.say(index,
                {entry.target_id,
                 at,
                 is_proof,
                 std::string(k_by_provisioning_log),
                 entry.action,
                 entry.id});
  }
  if (is_opposite || (verdict.meaning == EntryMeaning::setback && is_later)) {
    m_board.note(index, at, std::move(verdict.setback));
  }
}

} // namespace lpaz::admin
