#include "commands/rail_options.hpp"

#include "lpaz/util/digest.hpp"
#include "lpaz/util/file.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace lpaz::commands {
namespace {

// An empty file that remembers that it was said. Without a cache it is said each time.
bool said_before(const runtime::Settings& settings)
{
  const std::filesystem::path folder = settings.cache_directory.value;
  if (folder.empty()) {
    return false;
  }
  const auto marker =
      folder / ("unprotected-" + util::sha256_hex(settings.tenant_id.value).substr(0, 16));
  std::error_code error;
  if (std::filesystem::exists(marker, error)) {
    return true;
  }
  const Status kept = util::ensure_private_directory(folder);
  (void)(kept ? util::write_private_file(marker, "") : kept);
  return false;
}

// An app has no account of its own that the rails could spare, and nobody else named the accounts
// that open the tenant in an emergency.
Status warn_of_no_protection(runtime::Context& context)
{
  const runtime::Settings& settings = context.settings();
  if (settings.dry_run || !settings.protected_users.empty()) {
    return {};
  }
  LPAZ_TRY(const bool is_app, context.signed_in_as_app());
  if (is_app && !said_before(settings)) {
    context.log().warning("no account is protected: name your emergency accounts in "
                          "\"protectedUsers\" of the profile, and no command blocks or deletes "
                          "them; this is said once");
  }
  return {};
}

} // namespace

Result<admin::UserPlanOptions> rail_options(const RunOptions& options,
                                            admin::RailSet rails,
                                            std::vector<std::string> names,
                                            runtime::Context& context)
{
  admin::UserPlanOptions plan;
  plan.names = std::move(names);
  plan.rails = rails_that_hold(options, rails);
  plan.max_users = static_cast<std::size_t>(options.max_users);
  plan.ends_sign_in = false;
  plan.protected_names = context.settings().protected_users;
  LPAZ_TRY(plan.signed_in_object_id, context.signed_in_object_id());
  if (rails.contains(admin::Rail::break_glass)) {
    LPAZ_CHECK(warn_of_no_protection(context));
  }
  return plan;
}

std::string tell_loss(const std::optional<admin::ScopeLoss>& loss, runtime::Context& context)
{
  std::string text =
      loss
          ? describe(*loss)
          : fmt::format("There is no enterprise app \"{}\": whether somebody loses LastPass is not "
                        "known.",
                        context.settings().app.value);
  if (context.settings().yes || context.settings().dry_run) {
    context.note(text);
  }
  return text;
}

} // namespace lpaz::commands
