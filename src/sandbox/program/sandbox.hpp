#pragma once

#include "sandbox/program/options.hpp"

#include "lpaz/util/json.hpp"
#include "lpaz/util/result.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace lpaz::sandbox::program {

// What a client needs to know about a running sandbox: the fields of the line that `serve` prints.
struct Announcement {
  std::string graph;
  std::string authority;
  std::string tenant_id;
  std::string client_id;
  std::string client_secret;
  std::string connection_url;
  std::string provisioning_token;
  std::string lastpass_api_url;
  std::string cid;
  std::string provhash;
  std::string control;
  std::string page;
  std::string ca_file; // empty without TLS
};

util::OrderedJson to_json(const Announcement& announcement);

// A whole tenant with its services. It serves from start() until it is destroyed.
class Sandbox {
public:
  static Result<std::unique_ptr<Sandbox>> start(const Options& options);
  ~Sandbox();

  const Announcement& announcement() const;
  // A private folder that goes away with the sandbox.
  const std::filesystem::path& folder() const;

private:
  struct Parts;
  explicit Sandbox(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> m_parts;
};

} // namespace lpaz::sandbox::program
