#pragma once

#include "support/fake_clock.hpp"

#include "lpaz/bulk/carry_out.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/http/transport.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::test {

// The people of a tenant, numbered, as requests change them, in a $batch or alone; it keeps what
// was done to whom and makes the troubles that it is told to make. Several threads may ask at once.
class FakeDirectory : public http::HttpTransport {
public:
  explicit FakeDirectory(FakeClock& clock) : m_clock(clock) {}

  static std::string id(std::size_t number);

  // A part is "block 7", "revoke 7", "delete 7" or "look 7"; "add 7", a conflict the second time;
  // "create 7", which makes another object each time, or "find 7". The next such part comes to
  // grief.
  struct PartTrouble {
    int status = 500;             // 0: the answer has no such part; alone: the connection is cut
    std::string retry_after = {}; // seconds
    bool acts = false;            // it is carried out all the same
  };
  void trouble(const std::string& part, PartTrouble trouble);
  // As long as the object lives, for each such part that has no other trouble.
  void trouble_always(const std::string& part, PartTrouble trouble);

  // In place of the answer to the $batch with this number (from 1).
  struct BatchTrouble {
    Result<http::HttpResponse> answer;
    bool acts = false;
  };
  void batch_trouble(std::size_t number, BatchTrouble trouble);
  // Runs before each $batch is looked at, with its parts.
  void at_each_batch(std::function<void(const std::vector<std::string>& parts)> action);

  Result<http::HttpResponse> send(const http::HttpRequest& request) override;

  // The parts of each $batch, in the order of their arrival.
  const std::vector<std::vector<std::string>>& batches() const { return m_batches; }
  // What came by itself, outside any $batch, in the order of arrival.
  const std::vector<std::string>& alone() const { return m_alone; }
  // How often it was carried out.
  std::size_t count(const std::string& part) const;
  bool is_blocked(std::size_t number) const { return count("block " + std::to_string(number)) > 0; }
  bool is_revoked(std::size_t number) const
  {
    return count("revoke " + std::to_string(number)) > 0;
  }

private:
  struct Answer {
    int status = 0;
    std::string retry_after;
    std::string body;
  };

  Answer act(const std::string& part);
  Answer answer(const std::string& part);
  std::string answer_batch(const nlohmann::json& requests);
  Result<http::HttpResponse> answer_alone(const http::HttpRequest& request);

  FakeClock& m_clock;
  mutable std::mutex m_mutex;
  std::multimap<std::string, PartTrouble> m_troubles;
  std::map<std::string, PartTrouble> m_lasting_troubles;
  std::map<std::size_t, BatchTrouble> m_batch_troubles;
  std::function<void(const std::vector<std::string>&)> m_action;
  std::vector<std::vector<std::string>> m_batches;
  std::vector<std::string> m_alone;
  std::map<std::string, std::size_t> m_done;
  std::map<std::string, util::TimePoint> m_revoked;
};

// Steps about the person or object with this number.
bulk::Step block_step(std::size_t number);
bulk::Step revoke_step(std::size_t number);
bulk::Step delete_step(std::size_t number); // not found: deleted already
bulk::Step add_step(std::size_t number);    // conflict: added already; no check
bulk::Step create_step(std::size_t number); // only once

struct FakeDirectoryFixture {
  using Steps = std::vector<bulk::Step (*)(std::size_t number)>;

  FakeClock clock;
  FakeDirectory directory{clock};
  http::HttpPipeline pipeline{{}, directory};
  graph::GraphClient client{pipeline, clock, {"https://graph.example"}};
  bulk::Journal journal = bulk::Journal::in_memory(clock);
  bulk::Options options;

  // Objects 0 to count-1.
  static bulk::Plan plan(std::size_t count, const Steps& steps);
  static bulk::Plan blocks(std::size_t count) { return plan(count, {block_step, revoke_step}); }
  std::vector<bulk::Outcome> run(const bulk::Plan& plan)
  {
    return bulk::carry_out(plan, journal, client, options);
  }
};

// "done", "unknown", "failed", "partly done" or "not begun".
std::string word_of(const bulk::Outcome& outcome);
std::vector<std::string> words_of(const std::vector<bulk::Outcome>& outcomes);

} // namespace lpaz::test
