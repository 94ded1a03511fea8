#pragma once

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lpaz::runtime {

// One profile of the configuration file: {"profiles": {"default": {"tenantId": "…", …}}}. Members
// that are not set are empty.
struct Profile {
  std::string tenant_id;
  std::string client_id;
  std::string client_secret_file;
  std::string authority_host;
  std::string graph_endpoint;
  std::string cloud;
  std::string app;
  std::string connection_url;
  std::string last_pass_url;
  std::string last_pass_account_number;
  std::string last_pass_hash_file;
  std::string ca_file;
  std::string output;
  std::vector<std::string> protected_users;
};

// No file, or no such profile, is an empty Profile; a damaged file, an unknown member or one of the
// wrong type is ErrorKind::usage.
Result<Profile> read_profile(const std::filesystem::path& file, const std::string& name);

// Sets members of a profile and keeps the rest of the file (comments are lost). An empty value
// removes the member.
Status write_profile(const std::filesystem::path& file,
                     const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& members);

// Makes the folder of the configuration file, with mode 0700, if there is none; one that is there
// may be anybody's and stays as it is.
Status ensure_folder_of(const std::filesystem::path& file);

// Where `lpaz login` keeps the client secret of a profile that it was given without a file:
// beside the configuration file.
std::filesystem::path own_secret_file(const std::filesystem::path& file, const std::string& name);

} // namespace lpaz::runtime
