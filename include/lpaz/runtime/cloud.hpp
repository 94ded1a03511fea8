#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::runtime {

// Where a national cloud signs in and where its Graph is ("Microsoft Graph national cloud
// deployments").
struct Cloud {
  std::string_view name;
  std::string_view authority;
  std::string_view graph;
};

Result<Cloud> find_cloud(std::string_view name);
std::vector<std::string> cloud_names();

} // namespace lpaz::runtime
