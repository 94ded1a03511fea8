#include "lpaz/admin/user_step.hpp"

#include "lpaz/graph/user.hpp"
#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::admin {

std::string_view word_of(UserStep step)
{
  switch (step) {
  case UserStep::block:
    return "block";
  case UserStep::unblock:
    return "unblock";
  case UserStep::revoke:
    return "revoke";
  case UserStep::remove:
    return "delete";
  case UserStep::restore:
    return "restore";
  case UserStep::purge:
    break;
  }
  return "purge";
}

graph::GraphRequest request_of(UserStep step, std::string_view id)
{
  switch (step) {
  case UserStep::block:
    return graph::set_account_enabled_request(id, false);
  case UserStep::unblock:
    return graph::set_account_enabled_request(id, true);
  case UserStep::revoke:
    return graph::revoke_sessions_request(id);
  case UserStep::remove:
    return graph::delete_user_request(id);
  case UserStep::restore:
    return graph::restore_user_request(id);
  case UserStep::purge:
    break;
  }
  return graph::purge_user_request(id);
}

bool means_done(UserStep step, const Error& error)
{
  return (step == UserStep::remove || step == UserStep::purge) &&
         error.kind == ErrorKind::not_found;
}

graph::GraphRequest look_request(UserStep step, std::string_view id)
{
  return step == UserStep::purge ? graph::get_deleted_user_request(id)
                                 : graph::get_user_request(id);
}

bool was_carried_out(UserStep step, const Result<nlohmann::json>& seen, util::TimePoint sent)
{
  const bool is_gone = !seen && seen.error().kind == ErrorKind::not_found;
  if (step == UserStep::remove || step == UserStep::purge) {
    return is_gone;
  }
  if (!seen) {
    return false;
  }
  const graph::User user = graph::parse_user(*seen);
  switch (step) {
  case UserStep::block:
    return user.account_enabled == false;
  case UserStep::unblock:
    return user.account_enabled == true;
  case UserStep::revoke: {
    const auto valid_from = util::parse_rfc3339(user.sign_in_sessions_valid_from);
    return valid_from && *valid_from >= std::chrono::floor<std::chrono::seconds>(sent);
  }
  default:
    return true; // restored: it is found
  }
}

} // namespace lpaz::admin
