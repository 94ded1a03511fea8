#pragma once

#include "lpaz/http/request.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"
#include "lpaz/util/secret.hpp"

#include <string>
#include <vector>

namespace lpaz::lastpass {

// The JSON object of an answer. LastPass answers HTTP 200 and text/xml to everything: what it is
// shows in its first character. Refusals (XML, status FAIL) and HTTP errors become an Error, here
// and nowhere else; its text never holds `secret`.
Result<util::Json>
parse_answer(const http::HttpResponse& response, const util::Secret& secret, util::TimePoint now);

// The texts of a list, of an object's values (PHP makes no difference), or the text itself.
std::vector<std::string> texts_of(const util::Json& value);

} // namespace lpaz::lastpass
