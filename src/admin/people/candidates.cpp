#include "candidates.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

namespace lpaz::admin {

Error ambiguous(std::string_view nouns,
                const std::string& name,
                const std::vector<Candidate>& candidates,
                std::string_view option)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message =
      fmt::format("{} {} are called \"{}\"", candidates.size(), nouns, util::make_visible(name));
  error.hint =
      fmt::format("give the id{}{} of the one you mean:", option.empty() ? "" : " with ", option);
  for (const Candidate& candidate : candidates) {
    error.hint +=
        fmt::format("\n  {}  {}", candidate.id, util::make_visible(candidate.description));
  }
  return error;
}

} // namespace lpaz::admin
