#pragma once

#include "sandbox/engine/scim_sender.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <string_view>

namespace lpaz::sandbox::engine {

// What a request was for: the same status means different things.
enum class ScimPurpose { match, read, create, change, remove };

// The JSON of a 2xx answer, or the error that the synchronization service makes of any other
// (codes of provisioning.md C.4; that of a 409 as recorded). ErrorKind::sign_in and
// ErrorKind::unavailable are those that put the job into quarantine.
Result<util::Json> read_answer(const Result<ScimAnswer>& answer, ScimPurpose purpose);
// The same for answers whose body is not needed.
Status check_answer(const Result<ScimAnswer>& answer, ScimPurpose purpose);

Error incompatible_answer(ScimPurpose purpose, std::string_view what);
Error several_matches(std::string_view attribute);
// The object found is linked to another one of the directory.
Error linked_already(std::string_view attribute);
// The value has characters that a filter cannot contain.
Error unfilterable_value(std::string_view attribute);

} // namespace lpaz::sandbox::engine
