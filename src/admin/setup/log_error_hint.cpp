#include "log_error_hint.hpp"

#include "lpaz/util/text.hpp"

#include <algorithm>
#include <array>

namespace lpaz::admin {
namespace {

struct HintRow {
  std::string_view code;
  std::string_view hint;
};

constexpr std::string_view k_token =
    "create a new token in the LastPass Admin Console and run lpaz configure-app with it";
constexpr std::string_view k_twice =
    "the person or group is in LastPass twice, or in another LastPass company: remove one of them";
constexpr std::string_view k_fill = "fill in the attribute that the mapping needs";
constexpr std::string_view k_assign =
    "assign the person, or a group of which they are a direct member, to the app";
constexpr std::string_view k_again =
    "LastPass was too slow or unavailable: the service tries again";

constexpr std::array k_rows{
    HintRow{"Conflict", k_twice},
    HintRow{"EntryConflict", k_twice},
    HintRow{"DuplicateTargetEntries", k_twice},
    HintRow{"DuplicateSourceEntries",
            "two people of the directory match the same LastPass account"},
    HintRow{"SystemForCrossDomainIdentityManagementMultipleEntriesInResponse", k_twice},
    // The name speaks of filters, but it is what the service writes when LastPass answers 409.
    HintRow{"SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering", k_twice},
    HintRow{
        "InvalidAnchor",
        "the account was deleted or created again in LastPass: restart provisioning with the scope "
        "Full"},
    HintRow{"InsufficientRights", k_token},
    HintRow{"Unauthorized", k_token},
    HintRow{"SystemForCrossDomainIdentityManagementInvalidCredentials", k_token},
    HintRow{"SystemForCrossDomainIdentityManagementCredentialValidationFailure", k_token},
    HintRow{"SystemForCrossDomainIdentityManagementCredentialValidationUnavailable", k_token},
    HintRow{"LicenseLimitExceeded", "LastPass has no seat left: buy one or disable somebody"},
    HintRow{"MandatoryFieldsMissing", k_fill},
    HintRow{"MissingValues", k_fill},
    HintRow{"AttributeValidationFailed", k_fill},
    HintRow{"ImportSkipped", "the attribute that matches users to accounts is empty: fill it in"},
    HintRow{"SchemaAttributeNotFound",
            "the mapping names an attribute that LastPass does not have"},
    HintRow{"NotEffectivelyEntitled", k_assign},
    HintRow{"NotAssigned", k_assign},
    HintRow{"NotSupported", "allow updates in the mapping's target object actions"},
    HintRow{"SystemForCrossDomainIdentityManagementBadRequest",
            "LastPass refused the change: it cannot change user names, and it may need the other "
            "dialect of SCIM (?aadOptscim062020 behind the connection URL)"},
    HintRow{"TooManyRequests", k_again},
    HintRow{"Timeout", k_again},
    HintRow{"InternalServerError", k_again},
    HintRow{"WebExceptionProtocolError", k_again},
};

} // namespace

std::string_view log_error_hint(std::string_view code)
{
  const auto* row = std::ranges::find_if(
      k_rows, [&](const HintRow& each) { return util::equals_ignoring_case(each.code, code); });
  return row == k_rows.end() ? std::string_view() : row->hint;
}

} // namespace lpaz::admin
