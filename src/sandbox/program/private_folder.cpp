#include "sandbox/program/private_folder.hpp"

#include <cstdlib>
#include <string>
#include <utility>

namespace lpaz::sandbox::program {

Result<PrivateFolder> PrivateFolder::make()
{
  std::error_code error;
  std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  if (error) {
    parent = "/tmp";
  }
  std::string pattern = (parent / "lpaz-sandbox-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    return fail(ErrorKind::failed, "cannot make a temporary folder in " + parent.string());
  }
  return PrivateFolder(pattern);
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : m_path(std::exchange(other.m_path, {}))
{
}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept
{
  std::swap(m_path, other.m_path);
  return *this;
}

PrivateFolder::~PrivateFolder()
{
  if (!m_path.empty()) {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
}

} // namespace lpaz::sandbox::program
