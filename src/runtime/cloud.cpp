#include "lpaz/runtime/cloud.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <array>

namespace lpaz::runtime {
namespace {

constexpr std::array<Cloud, 4> k_clouds = {{
    {"global", "https://login.microsoftonline.com", "https://graph.microsoft.com"},
    {"usgov", "https://login.microsoftonline.us", "https://graph.microsoft.us"},
    {"usgov-dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us"},
    {"china", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"},
}};

} // namespace

std::vector<std::string> cloud_names()
{
  std::vector<std::string> names;
  for (const Cloud& cloud : k_clouds) {
    names.emplace_back(cloud.name);
  }
  return names;
}

Result<Cloud> find_cloud(std::string_view name)
{
  for (const Cloud& cloud : k_clouds) {
    if (cloud.name == name) {
      return cloud;
    }
  }
  return fail(ErrorKind::usage,
              fmt::format("there is no cloud \"{}\"", util::make_visible(name)),
              "use one of " + util::join(cloud_names(), ", "));
}

} // namespace lpaz::runtime
