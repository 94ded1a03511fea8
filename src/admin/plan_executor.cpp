#include "lpaz/admin/user_plan.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::admin {
namespace {

class UserWork : public BulkWork {
public:
  explicit UserWork(const UserPlan& plan) : m_actions(plan.actions) {}

  std::size_t size() const override { return m_actions.size(); }
  const std::string& id(std::size_t item) const override { return m_actions[item].user.id; }
  std::size_t step_count(std::size_t item) const override { return m_actions[item].steps.size(); }

  std::string_view word(std::size_t item, std::size_t step) const override
  {
    return word_of(step_of(item, step));
  }

  graph::GraphRequest request(std::size_t item, std::size_t step) const override
  {
    return request_of(step_of(item, step), id(item));
  }

  bool means_done(std::size_t item, std::size_t step, const Error& error) const override
  {
    return admin::means_done(step_of(item, step), error);
  }

  std::optional<graph::GraphRequest> look(std::size_t item, std::size_t step) const override
  {
    return look_request(step_of(item, step), id(item));
  }

  bool was_carried_out(std::size_t item,
                       std::size_t step,
                       const Result<nlohmann::json>& seen,
                       util::TimePoint sent) const override
  {
    return admin::was_carried_out(step_of(item, step), seen, sent);
  }

private:
  UserStep step_of(std::size_t item, std::size_t step) const { return m_actions[item].steps[step]; }

  const std::vector<PlannedAction>& m_actions;
};

} // namespace

std::vector<BulkOutcome> execute(graph::GraphClient& client,
                                 RunJournal& journal,
                                 const UserPlan& plan,
                                 const BulkOptions& options)
{
  return run_in_bulk(client, journal, UserWork(plan), options);
}

} // namespace lpaz::admin
