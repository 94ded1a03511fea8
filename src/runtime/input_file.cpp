#include "lpaz/runtime/input_file.hpp"

#include "lpaz/util/file.hpp"

namespace lpaz::runtime {
namespace {

constexpr std::string_view k_standard_input = "-";

} // namespace

Result<std::string> read_input(const std::string& path, cli::InputStream& in, std::size_t max_bytes)
{
  return path == k_standard_input ? in.read_all(max_bytes) : util::read_file(path, max_bytes);
}

std::string input_name(const std::string& path)
{
  return path == k_standard_input ? "standard input" : path;
}

} // namespace lpaz::runtime
