#include "lpaz/admin/people/recycle_bin.hpp"

#include "lpaz/util/time.hpp"

namespace lpaz::admin {

std::optional<util::TimePoint> gone_for_good(const graph::User& user)
{
  const auto deleted = util::parse_rfc3339(user.deleted_date_time);
  return deleted ? std::optional(*deleted + k_recycle_bin_life) : std::nullopt;
}

} // namespace lpaz::admin
