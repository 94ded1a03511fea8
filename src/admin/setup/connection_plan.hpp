#pragma once

#include "lpaz/admin/setup/configure_app.hpp"
#include "lpaz/graph/synchronization_secret.hpp"
#include "lpaz/util/result.hpp"

#include <string>
#include <string_view>

namespace lpaz::admin {

// The connection that is to be saved, and what is said about it. Nothing here sends anything.

// What `options` make of what is saved. ErrorKind::usage if there is no URL, or no address for the
// delete threshold.
Result<graph::SynchronizationSecrets> wanted_secrets(const ConfigureAppOptions& options,
                                                     const graph::VisibleSecrets& saved);
// The same but for the token, which Graph does not show.
bool is_saved(const graph::SynchronizationSecrets& wanted, const graph::VisibleSecrets& saved);
std::string describe_secrets(const graph::SynchronizationSecrets& secrets);

Error without_token(std::string_view why);
// The test of the credentials failed with `cause`: what the user is told, which blames them only
// if the error is about them.
Error not_accepted(const Error& cause);
// An error that says nothing about the credentials.
bool is_about_graph(const Error& error);
// The test passed, but saving failed with `cause`.
Error not_saved(Error cause);

} // namespace lpaz::admin
