#include "lpaz/runtime/profile.hpp"

#include "lpaz/runtime/settings.hpp"
#include "lpaz/util/file.hpp"
#include "lpaz/util/json.hpp"
#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace lpaz::runtime {
namespace {

using util::OrderedJson;

constexpr std::size_t k_longest_file = 1024 * 1024;

Error broken(const std::filesystem::path& file, std::string_view why)
{
  Error error;
  error.kind = ErrorKind::usage;
  error.message = fmt::format("the configuration {}: {}", file.string(), why);
  error.hint = R"(it looks like {"profiles": {"default": {"tenantId": "..."}}})";
  return error;
}

// If "profiles" or the profile is not an object, nothing is read and nothing is overwritten.
Status
check_shape(const OrderedJson& document, const std::filesystem::path& file, const std::string& name)
{
  for (const auto& [member, value] : document.items()) {
    if (member != "profiles") {
      return fail(
          broken(file, fmt::format("there is no setting \"{}\"", util::make_visible(member))));
    }
  }
  const auto profiles = document.find("profiles");
  if (profiles == document.end()) {
    return {};
  }
  if (!profiles->is_object()) {
    return fail(broken(file, "\"profiles\" must be an object"));
  }
  const auto profile = profiles->find(name);
  if (profile != profiles->end() && !profile->is_object()) {
    return fail(broken(
        file, fmt::format("the profile \"{}\" must be an object", util::make_visible(name))));
  }
  return {};
}

// The whole file; an empty object if there is none.
Result<OrderedJson> read_document(const std::filesystem::path& file)
{
  auto text = util::read_file(file, k_longest_file);
  if (!text && text.error().kind == ErrorKind::not_found) {
    return OrderedJson::object();
  }
  if (!text) {
    return fail(text.error());
  }
  auto json = util::parse_ordered_json(*text, "configuration");
  if (!json || !json->is_object()) {
    return fail(broken(file, "it is not a JSON object"));
  }
  if (const auto doubled = util::doubled_member(*text)) {
    return fail(
        broken(file, fmt::format("\"{}\" stands in it twice", util::make_visible(*doubled))));
  }
  return json;
}

Status
take_protected_users(const OrderedJson& value, const std::filesystem::path& file, Profile& profile)
{
  if (!value.is_array()) {
    return fail(broken(file, "protectedUsers must be a list of names"));
  }
  for (const OrderedJson& name : value) {
    if (!name.is_string()) {
      return fail(broken(file, "protectedUsers must be a list of names"));
    }
    profile.protected_users.push_back(name.get_ref<const std::string&>());
  }
  return {};
}

Status take_member(const std::string& name,
                   const OrderedJson& value,
                   const std::filesystem::path& file,
                   Profile& profile)
{
  const auto rows = setting_rows();
  const auto row = std::ranges::find(rows, name, &SettingRow::member);
  if (name.empty() || row == rows.end()) {
    return fail(broken(file, fmt::format("there is no setting \"{}\"", util::make_visible(name))));
  }
  if (row->kind == SettingKind::list) {
    return take_protected_users(value, file, profile);
  }
  if (!value.is_string()) {
    return fail(broken(file, fmt::format("{} must be a string", name)));
  }
  profile.texts[name] = value.get_ref<const std::string&>();
  return {};
}

Result<Profile>
profile_of(const OrderedJson& members, const std::filesystem::path& file, const std::string& name)
{
  if (!members.is_object()) {
    return fail(broken(
        file, fmt::format("the profile \"{}\" must be an object", util::make_visible(name))));
  }
  Profile profile;
  for (const auto& [member, value] : members.items()) {
    LPAZ_CHECK(take_member(member, value, file, profile));
  }
  return profile;
}

} // namespace

std::string Profile::text(std::string_view member) const
{
  const auto found = texts.find(member);
  return found == texts.end() ? std::string() : found->second;
}

Status ensure_folder_of(const std::filesystem::path& file)
{
  const auto folder = file.parent_path();
  std::error_code error;
  if (folder.empty() || std::filesystem::is_directory(folder, error)) {
    return {};
  }
  return util::ensure_private_directory(folder);
}

std::filesystem::path own_secret_file(const std::filesystem::path& file, const std::string& name)
{
  std::error_code error;
  const auto whole = std::filesystem::absolute(file, error);
  return (error ? file : whole).parent_path() / (name + ".secret");
}

Result<Profile>
read_profile(const std::filesystem::path& file, const std::string& name, MustExist must_exist)
{
  std::error_code error;
  if (must_exist.file && !std::filesystem::exists(file, error)) {
    return fail(ErrorKind::usage,
                fmt::format("there is no configuration {}", file.string()),
                "correct --config or LPAZ_CONFIG; lpaz login makes a configuration");
  }
  LPAZ_TRY(const auto document, read_document(file));
  LPAZ_CHECK(check_shape(document, file, name));
  std::map<std::string, Profile, std::less<>> profiles;
  const OrderedJson list = document.value("profiles", OrderedJson::object());
  for (const auto& [each, members] : list.items()) {
    LPAZ_TRY(profiles[each], profile_of(members, file, each));
  }
  if (const auto found = profiles.find(name); found != profiles.end()) {
    return found->second;
  }
  if (must_exist.profile) {
    return fail(ErrorKind::usage,
                fmt::format("there is no profile \"{}\" in the configuration {}",
                            util::make_visible(name),
                            file.string()),
                "correct --profile or LPAZ_PROFILE; lpaz login makes a profile");
  }
  return Profile{};
}

Status write_profile(const std::filesystem::path& file,
                     const std::string& name,
                     const std::vector<std::pair<std::string, std::string>>& members)
{
  LPAZ_TRY(auto document, read_document(file));
  LPAZ_CHECK(check_shape(document, file, name));
  OrderedJson& profile = document["profiles"][name];
  if (profile.is_null()) {
    profile = OrderedJson::object();
  }
  for (const auto& [member, value] : members) {
    if (value.empty()) {
      profile.erase(member);
    } else {
      profile[member] = value;
    }
  }
  LPAZ_CHECK(ensure_folder_of(file));
  return util::write_private_file(file, util::dump_json(document, 2) + "\n");
}

} // namespace lpaz::runtime
