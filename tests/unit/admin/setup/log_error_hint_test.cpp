#include "admin/setup/log_error_hint.hpp"

#include <doctest/doctest.h>

using lpaz::admin::log_error_hint;

TEST_CASE("error codes of the provisioning log have a hint, in any case; unknown ones have none")
{
  CHECK(log_error_hint("InvalidAnchor").find("scope Full") != std::string_view::npos);
  CHECK(log_error_hint("invalidanchor") == log_error_hint("InvalidAnchor"));
  CHECK(log_error_hint("Unauthorized").find("new token") != std::string_view::npos);
  CHECK(log_error_hint("NotEffectivelyEntitled").find("assign") != std::string_view::npos);
  CHECK(log_error_hint("SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering")
            .find("another LastPass company") != std::string_view::npos);
  CHECK(log_error_hint("SystemForCrossDomainIdentityManagementInvalidCredentials") ==
        log_error_hint("Unauthorized"));
  CHECK(log_error_hint("AttributeValidationFailed").find("fill in") != std::string_view::npos);
  CHECK(log_error_hint("SomethingElse").empty());
  CHECK(log_error_hint("").empty());
}
