#include "lpaz/bulk/change.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::bulk {

std::size_t Plan::change_count() const
{
  return static_cast<std::size_t>(std::ranges::count(changes, false, &Change::already));
}

std::vector<std::string> request_lines(const Plan& plan)
{
  std::vector<std::string> lines;
  for (const Change& change : plan.changes) {
    for (const Step& step : change.steps) {
      const graph::GraphRequest& request = step.request;
      const std::string size =
          request.body.empty() ? "" : fmt::format(" ({} bytes)", request.body.size());
      lines.push_back(
          fmt::format("{} {}{}", http::method_name(request.method), request.path, size));
    }
  }
  return lines;
}

} // namespace lpaz::bulk
