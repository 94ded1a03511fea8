#include "lpaz/admin/people/user_step.hpp"

#include "lpaz/graph/user.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace lpaz::admin {
namespace {

using Seen = Result<nlohmann::json>;

bool is_blocked(const Seen& seen, util::TimePoint)
{
  return seen && graph::parse_user(*seen).account_enabled == false;
}

bool is_unblocked(const Seen& seen, util::TimePoint)
{
  return seen && graph::parse_user(*seen).account_enabled == true;
}

bool is_revoked(const Seen& seen, util::TimePoint sent)
{
  if (!seen) {
    return false;
  }
  const auto valid_from = util::parse_rfc3339(graph::parse_user(*seen).sign_in_sessions_valid_from);
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

bulk::Step step_on_user(std::string name,
                        std::string_view id,
                        graph::GraphRequest request,
                        bool (*carried_out)(const Seen&, util::TimePoint))
{
  bulk::Step step{std::move(name), std::move(request)};
  step.check = graph::get_user_request(id);
  step.carried_out = carried_out;
  return step;
}

} // namespace

bulk::Step block_step(std::string_view id)
{
  return step_on_user("block", id, graph::set_account_enabled_request(id, false), is_blocked);
}

bulk::Step unblock_step(std::string_view id)
{
  return step_on_user("unblock", id, graph::set_account_enabled_request(id, true), is_unblocked);
}

bulk::Step revoke_step(std::string_view id)
{
  return step_on_user("revoke", id, graph::revoke_sessions_request(id), is_revoked);
}

bulk::Step delete_step(std::string_view id)
{
  bulk::Step step = step_on_user("delete", id, graph::delete_user_request(id), is_gone);
  step.already = ErrorKind::not_found;
  return step;
}

bulk::Step restore_step(std::string_view id)
{
  return step_on_user("restore", id, graph::restore_user_request(id), is_there);
}

bulk::Step purge_step(std::string_view id)
{
  bulk::Step step = step_on_user("purge", id, graph::purge_user_request(id), is_gone);
  step.already = ErrorKind::not_found;
  step.check = graph::get_deleted_user_request(id);
  return step;
}

bulk::Step needed(bulk::Step step)
{
  step.needed = true;
  return step;
}

} // namespace lpaz::admin
