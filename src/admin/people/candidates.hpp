#pragma once

#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace lpaz::admin {

// One of several objects that a name fits.
struct Candidate {
  std::string id;
  std::string description;
};

// ErrorKind::usage: "3 groups are called "x"", with the ids in the hint. `nouns` is the plural;
// `option` is what takes the id, if not the positional argument itself.
Error ambiguous(std::string_view nouns,
                const std::string& name,
                const std::vector<Candidate>& candidates,
                std::string_view option);

} // namespace lpaz::admin
