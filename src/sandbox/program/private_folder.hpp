#pragma once

#include "lpaz/util/result.hpp"

#include <filesystem>

namespace lpaz::sandbox::program {

// A new folder with mode 0700 in the folder for temporary files, removed with everything in it.
class PrivateFolder {
public:
  static Result<PrivateFolder> make();
  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return m_path; }

private:
  explicit PrivateFolder(std::filesystem::path path) : m_path(std::move(path)) {}
  std::filesystem::path m_path;
};

} // namespace lpaz::sandbox::program
