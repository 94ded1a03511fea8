#include "admin/setup/log_reason.hpp"

#include "lpaz/util/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

using lpaz::admin::brief_log_reason;

namespace {

std::string answer(const std::string& body, const std::string& status = "Conflict")
{
  return "StatusCode: " + status +
         "\r\nMessage: Processing of the HTTP request resulted in an exception.\r\n"
         "Web Response: \r\n" +
         body +
         ". This operation was retried 1 times. It will be retried again after this date: "
         "2026-11-02T14:15:30.1234567Z UTC";
}

} // namespace

TEST_CASE("of an answer of LastPass the status and the detail are left")
{
  CHECK(brief_log_reason(answer(
            R"({"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],)"
            R"("detail":"belongs to another company","status":409,"scimType":"uniqueness"})")) ==
        "LastPass answered 409 Conflict: belongs to another company");
  CHECK(brief_log_reason(answer(R"({"detail":"no {such} user","status":"404"})", "NotFound")) ==
        "LastPass answered 404 NotFound: no {such} user");
  CHECK(brief_log_reason(answer(R"({"detail":"taken"})")) == "LastPass answered Conflict: taken");
  CHECK(brief_log_reason(answer(R"({"detail":7,"status":[]})")) == "LastPass answered Conflict");
  CHECK(brief_log_reason(answer(R"({"detail":"two\r\nlines"})")) ==
        "LastPass answered Conflict: two lines");
}

TEST_CASE("a body that is not JSON is left as it is, on one line")
{
  CHECK(brief_log_reason(answer("<html>\r\n  busy</html>", "BadGateway")) ==
        "StatusCode: BadGateway Message: Processing of the HTTP request resulted in an exception. "
        "Web Response: <html> busy</html>");
  CHECK(brief_log_reason(answer(R"({"detail":"cut)")).starts_with("StatusCode: Conflict Message:"));
  CHECK(brief_log_reason("StatusCode: Conflict\r\nWeb Response: \r\n} {") ==
        "StatusCode: Conflict Web Response: } {");
}

TEST_CASE("any other reason is one line without the time of the next try")
{
  CHECK(brief_log_reason("").empty());
  CHECK(brief_log_reason("taken") == "taken");
  CHECK(brief_log_reason(" two\r\n\r\nlines\t here ") == "two lines here");
  CHECK(brief_log_reason("gone. This operation was retried 3 times. It will be retried again after "
                         "this date: 2026-11-02T14:15:30Z UTC") == "gone");
}

TEST_CASE("a long reason is cut between two characters")
{
  std::string text;
  for (int i = 0; i < 200; ++i) {
    text += "é";
  }
  for (const std::string& prefix : {std::string(), std::string("x")}) {
    const std::string brief = brief_log_reason(prefix + text);
    CHECK(brief.size() < 310);
    CHECK(brief.ends_with("…"));
    CHECK(lpaz::util::is_valid_utf8(brief));
  }
}
