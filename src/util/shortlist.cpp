#include "lpaz/util/shortlist.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lpaz::util {
namespace {

constexpr std::size_t k_most_named = 20;

} // namespace

std::string shortlist(const std::vector<std::string>& names, std::string_view quote)
{
  std::vector<std::string> shown;
  for (std::size_t i = 0; i < std::min(names.size(), k_most_named); ++i) {
    shown.push_back(fmt::format("{0}{1}{0}", quote, make_visible(names[i])));
  }
  const std::string list = join(shown, ", ");
  return names.size() > shown.size()
             ? fmt::format("{} and {} more", list, names.size() - shown.size())
             : list;
}

} // namespace lpaz::util
