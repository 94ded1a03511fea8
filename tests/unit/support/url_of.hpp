#pragma once

#include "lpaz/util/url.hpp"

#include <string_view>

namespace lpaz::test {

// The URL that a test knows to be one.
inline util::Url url_of(std::string_view text)
{
  return util::parse_url(text, "test").value();
}

} // namespace lpaz::test
