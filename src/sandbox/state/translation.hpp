#pragma once

#include "lpaz/util/secret.hpp"

#include <string>
#include <string_view>

namespace lpaz::sandbox::state {

// What differs in every process. In a document the address of the sandbox stands as {sandbox},
// the token that LastPass accepts as {token}, and any other secret as {secret}, which becomes one
// that nobody accepts.
struct Translation {
  std::string base_url;
  util::Secret token;

  // A value of …/synchronization/secrets, into the document and out of it.
  std::string outward(std::string_view key, const std::string& value) const;
  std::string inward(std::string_view key, const std::string& value) const;
};

} // namespace lpaz::sandbox::state
