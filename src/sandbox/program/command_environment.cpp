#include "sandbox/program/exec.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace lpaz::sandbox::program {
namespace {

constexpr std::array<std::string_view, 2> k_dropped_prefixes{"AZURE_", "LPAZ_"};
constexpr std::array<std::string_view, 2> k_no_proxy{"NO_PROXY", "no_proxy"};

std::string_view name_of(std::string_view variable)
{
  return variable.substr(0, variable.find('='));
}

bool is_dropped(std::string_view variable)
{
  const std::string_view name = name_of(variable);
  return std::ranges::any_of(k_dropped_prefixes,
                             [&](std::string_view prefix) { return name.starts_with(prefix); }) ||
         std::ranges::find(k_no_proxy, name) != k_no_proxy.end();
}

// The previous value with this machine added: the sandbox is never behind a proxy.
std::string no_proxy(const std::vector<std::string>& own, std::string_view name)
{
  std::string hosts = "127.0.0.1,localhost";
  for (const auto& variable : own) {
    if (name_of(variable) == name && variable.size() > name.size() + 1) {
      hosts += "," + variable.substr(name.size() + 1);
    }
  }
  return std::string(name) + "=" + hosts;
}

} // namespace

std::vector<std::string> command_environment(const std::vector<std::string>& own,
                                             const Announcement& announcement,
                                             const std::string& cache_folder,
                                             const std::string& config_file)
{
  std::vector<std::string> result;
  std::ranges::copy_if(own, std::back_inserter(result), [](const std::string& variable) {
    return !is_dropped(variable);
  });
  const auto set = [&](std::string_view name, const std::string& value) {
    std::erase_if(result, [&](const std::string& known) { return name_of(known) == name; });
    result.push_back(std::string(name) + "=" + value);
  };
  set("AZURE_TENANT_ID", announcement.tenant_id);
  set("AZURE_CLIENT_ID", announcement.client_id);
  set("AZURE_CLIENT_SECRET", announcement.client_secret);
  set("AZURE_AUTHORITY_HOST", announcement.authority);
  set("LPAZ_GRAPH_ENDPOINT", announcement.graph);
  set("LPAZ_CONNECTION_URL", announcement.connection_url);
  set("LPAZ_PROVISIONING_TOKEN", announcement.provisioning_token);
  set("LPAZ_LASTPASS_API_URL", announcement.lastpass_api_url);
  set("LPAZ_LASTPASS_CID", announcement.cid);
  set("LPAZ_LASTPASS_PROVHASH", announcement.provhash);
  set("LPAZ_SANDBOX", announcement.control);
  set("LPAZ_CACHE_DIR", cache_folder);
  for (const auto name : k_no_proxy) {
    result.push_back(no_proxy(own, name));
  }
  if (!announcement.ca_file.empty()) {
    set("LPAZ_CONFIG", config_file);
    set("SSL_CERT_FILE", announcement.ca_file);
    set("NODE_EXTRA_CA_CERTS", announcement.ca_file);
  }
  return result;
}

} // namespace lpaz::sandbox::program
