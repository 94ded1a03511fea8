#pragma once

#include "lpaz/util/result.hpp"

#include <filesystem>

namespace lpaz::sandbox::server {

struct CertificateFiles {
  std::filesystem::path authority;   // what clients have to trust
  std::filesystem::path certificate; // of the server, with the authority's behind it
  std::filesystem::path key;
};

// Makes an authority that is valid for a month and a certificate for 127.0.0.1 and localhost signed
// by it, as PEM files in `folder`. The authority's key is thrown away.
Result<CertificateFiles> make_certificate(const std::filesystem::path& folder);

} // namespace lpaz::sandbox::server
