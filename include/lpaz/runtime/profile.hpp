#pragma once

#include "lpaz/util/result.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lpaz::runtime {

// One profile of the configuration file: {"profiles": {"default": {"tenantId": "…", …}}}. The
// members that there may be are in setting_rows().
struct Profile {
  std::map<std::string, std::string, std::less<>> texts;
  std::vector<std::string> protected_users;

  std::string text(std::string_view member) const; // empty if it is not set
};

// What somebody named, so that it has to be there.
struct MustExist {
  bool file = false;
  bool profile = false;
};

// No file, or no such profile, is an empty Profile unless it must exist. A damaged file is
// ErrorKind::usage, and so is a member anywhere in it that is unknown, doubled or of the wrong
// type.
Result<Profile>
read_profile(const std::filesystem::path& file, const std::string& name, MustExist must_exist = {});

// Sets members of a profile and keeps the rest of the file (comments are lost). An empty value
// removes the member.
Status write_profile(const std::filesystem::path& file,
                     const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& members);

// Makes the folder of the configuration file, with mode 0700, if there is none; an existing folder
// is left unchanged.
Status ensure_folder_of(const std::filesystem::path& file);

// Where `lpaz login` keeps the client secret of a profile that it was given without a file:
// beside the configuration file.
std::filesystem::path own_secret_file(const std::filesystem::path& file, const std::string& name);

} // namespace lpaz::runtime
