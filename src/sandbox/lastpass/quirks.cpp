#include "sandbox/lastpass/quirks.hpp"

#include "lpaz/util/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::array k_removals{std::pair{std::string_view("named"), MemberRemoval::named},
                                std::pair{std::string_view("all"), MemberRemoval::all},
                                std::pair{std::string_view("ignored"), MemberRemoval::ignored}};

} // namespace

bool Quirks::belongs_elsewhere(std::string_view user_name) const
{
  return elsewhere.contains(util::to_lower(user_name));
}

Result<Quirks> parse_quirks(const util::Json& json)
{
  Quirks quirks;
  quirks.accepts_text_as_truth = util::find_bool(json, "textAsTruth").value_or(true);
  const std::string removal = util::find_string(json, "memberRemoval").value_or("named");
  const auto* known = std::ranges::find(
      k_removals, std::string_view(removal), &decltype(k_removals)::value_type::first);
  if (!json.is_object() || known == k_removals.end()) {
    return fail(ErrorKind::usage, "memberRemoval is one of named, all, ignored");
  }
  quirks.member_removal = known->second;
  const auto* names = util::find_array(json, "elsewhere");
  for (const auto& name : names == nullptr ? util::Json::array() : *names) {
    if (!name.is_string()) {
      return fail(ErrorKind::usage, "elsewhere is a list of user names");
    }
    quirks.elsewhere.insert(util::to_lower(name.get_ref<const std::string&>()));
  }
  return quirks;
}

} // namespace lpaz::sandbox::lastpass
