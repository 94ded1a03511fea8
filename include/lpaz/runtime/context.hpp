#pragma once

#include "lpaz/auth/token_credential.hpp"
#include "lpaz/cli/progress.hpp"
#include "lpaz/cli/prompter.hpp"
#include "lpaz/cli/rows.hpp"
#include "lpaz/cli/streams.hpp"
#include "lpaz/graph/client.hpp"
#include "lpaz/http/curl_transport.hpp"
#include "lpaz/lastpass/enterprise_api.hpp"
#include "lpaz/runtime/settings.hpp"
#include "lpaz/util/clock.hpp"
#include "lpaz/util/environment.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/secret.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lpaz::runtime {

// What a run needs from the outside; tests hand in fakes. All of it outlives the Context.
struct Surroundings {
  cli::Streams& streams;
  cli::Prompter& prompter;
  util::Clock& clock;
  const util::Environment& environment;
  std::function<std::unique_ptr<http::HttpTransport>(const http::CurlOptions&)> make_transport;
};

// What a command's run() works with. Everything is made when it is first asked for, so that a
// command pays only for what it uses.
class Context {
public:
  Context(Surroundings surroundings,
          Settings settings,
          cli::RowStyle style,
          std::vector<cli::Column> columns);
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  const Settings& settings() const;
  const util::Environment& environment() const;
  util::Clock& clock();
  // Graph's own time, from its first answer on. What Graph's logs say is told by this clock.
  util::Clock& graph_clock();
  util::Log& log();
  cli::Streams& streams();
  cli::Prompter& prompter();
  cli::Progress& progress();

  // ErrorKind::sign_in if there is no credential to sign in with.
  Result<auth::TokenCredential*> credential();
  // A credential other than the configured one, for `login` to try.
  Result<std::unique_ptr<auth::TokenCredential>>
  credential_for(std::string tenant_id, std::string client_id, util::Secret secret);
  Result<graph::GraphClient*> graph();
  // The LastPass Enterprise API; null if it is not configured. ErrorKind::usage if it is only in
  // part.
  Result<lastpass::EnterpriseApi*> last_pass();
  // The object id of the account or app that the token is for, or empty if the token hides it.
  Result<std::string> signed_in_object_id();
  // Whether the token is an app's, with nobody signed in; false if the token hides it.
  Result<bool> signed_in_as_app();
  const std::vector<std::string>& graph_scopes();

  // One row of the result on stdout.
  Status print(const util::OrderedJson& row);
  std::size_t printed() const;
  // A line for people on stderr; dropped by --quiet.
  void note(const std::string& text);
  // The same for the background of a question: shown with --quiet too.
  void explain(const std::string& text);
  // Completes the output; called once, by dispatch.
  Status finish();

private:
  Result<util::Json> claims(); // of the token; null if it hides them
  struct State;
  std::unique_ptr<State> m_state;
};

} // namespace lpaz::runtime
