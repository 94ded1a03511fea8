#include "secret_file.hpp"

#include "lpaz/util/file.hpp"
#include "lpaz/util/text.hpp"

namespace lpaz::runtime {
namespace {

constexpr std::size_t k_longest_secret = std::size_t{64} * 1024;

} // namespace

Result<util::Secret>
read_secret_file(const std::string& path, const std::string& what, ErrorKind kind)
{
  auto text = util::read_private_file(path, k_longest_secret);
  if (!text) {
    Error error = with_context(text.error(), what);
    error.kind = kind;
    return fail(std::move(error));
  }
  util::Secret secret{std::string(util::trim(*text))};
  util::wipe(*text);
  return secret;
}

} // namespace lpaz::runtime
