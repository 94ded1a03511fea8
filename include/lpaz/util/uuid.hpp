#pragma once

#include <string>
#include <string_view>

namespace lpaz::util {

// A random UUID (RFC 9562 version 4) in lower case.
std::string new_uuid();
// 8-4-4-4-12 hexadecimal digits, any case.
bool is_uuid(std::string_view text);

} // namespace lpaz::util
