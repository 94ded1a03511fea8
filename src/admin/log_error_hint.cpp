#include "log_error_hint.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>

namespace lpaz::admin {
namespace {

struct Row {
  std::string_view code;
  std::string_view hint;
};

constexpr std::string_view k_token =
    "create a new token in the LastPass Admin Console and run lpaz configure-app with it";
constexpr std::string_view k_twice =
    "the person or group is in LastPass twice, or in another LastPass company: remove one of them";
constexpr std::string_view k_fill = "fill in the attribute that the mapping needs";
constexpr std::string_view k_again = "LastPass was too slow or away: the service tries again";

constexpr std::array k_rows{
    Row{"Conflict", k_twice},
    Row{"EntryConflict", k_twice},
    Row{"DuplicateTargetEntries", k_twice},
    Row{"DuplicateSourceEntries", "two people of the directory match the same LastPass account"},
    Row{"SystemForCrossDomainIdentityManagementMultipleEntriesInResponse", k_twice},
    Row{"InvalidAnchor",
        "the LastPass account was deleted or made anew there: restart provisioning with the scope "
        "Full"},
    Row{"InsufficientRights", k_token},
    Row{"Unauthorized", k_token},
    Row{"SystemForCrossDomainIdentityManagementCredentialValidationFailure", k_token},
    Row{"SystemForCrossDomainIdentityManagementCredentialValidationUnavailable", k_token},
    Row{"LicenseLimitExceeded", "LastPass has no seat left: buy one or disable somebody"},
    Row{"MandatoryFieldsMissing", k_fill},
    Row{"MissingValues", k_fill},
    Row{"ImportSkipped", "the attribute that people are matched by is empty: fill it in"},
    Row{"SchemaAttributeNotFound", "the mapping names an attribute that LastPass does not have"},
    Row{"NotEffectivelyEntitled",
        "assign the person, or a group of which they are a direct member, to the app"},
    Row{"NotSupported", "allow updates in the mapping's target object actions"},
    Row{"SystemForCrossDomainIdentityManagementBadRequest",
        "LastPass refused the change: it has no change of user names, and may want the other "
        "dialect of SCIM (?aadOptscim062020 behind the connection URL)"},
    Row{"TooManyRequests", k_again},
    Row{"Timeout", k_again},
    Row{"InternalServerError", k_again},
    Row{"WebExceptionProtocolError", k_again},
};

} // namespace

std::string_view log_error_hint(std::string_view code)
{
  const auto* row = std::ranges::find_if(
      k_rows, [&](const Row& each) { return util::equals_ignoring_case(each.code, code); });
  return row == k_rows.end() ? std::string_view() : row->hint;
}

} // namespace lpaz::admin
