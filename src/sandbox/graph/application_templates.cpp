#include "sandbox/graph/entities.hpp"
#include "sandbox/graph/listing.hpp"
#include "sandbox/graph/permissions.hpp"
#include "sandbox/graph/route.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace lpaz::sandbox::graph {
namespace {

using server::Response;
using store::AppRole;
using store::ObjectId;

// The template of "an app that is not in the gallery", the same in every tenant.
constexpr std::string_view k_custom_template = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

struct GalleryTemplate {
  std::string_view id;
  std::string_view display_name;
  std::string_view publisher;
  std::string_view description;
  bool provisions = false;
};

constexpr std::array k_gallery{
    GalleryTemplate{k_custom_template, "Custom", "", "Custom application", true},
    GalleryTemplate{"4a3e3c2e-5a6b-4c0e-9c9b-0d3a0f7f0a11",
                    "LastPass",
                    "LastPass",
                    "Single sign-on with LastPass.",
                    false},
};

Value id(const GalleryTemplate& entry)
{
  return entry.id;
}

Value display_name(const GalleryTemplate& entry)
{
  return entry.display_name;
}

Value publisher(const GalleryTemplate& entry)
{
  return text_or_null(entry.publisher);
}

Value description(const GalleryTemplate& entry)
{
  return text_or_null(entry.description);
}

std::vector<std::string> categories(const GalleryTemplate&)
{
  return {};
}

std::vector<std::string> provisioning_types(const GalleryTemplate& entry)
{
  return entry.provisions ? std::vector<std::string>{"sync"} : std::vector<std::string>();
}

std::vector<std::string> sign_on_modes(const GalleryTemplate&)
{
  return {"saml", "external"};
}

const std::array k_template_properties{
    Property<GalleryTemplate>{"id", k_text, true, true, id},
    Property<GalleryTemplate>{"displayName", k_text, true, true, display_name},
    Property<GalleryTemplate>{"publisher", k_text, true, true, publisher},
    Property<GalleryTemplate>{"description", k_text, true, true, description},
    Property<GalleryTemplate>{"categories", k_list, true, true, nullptr, categories},
    Property<GalleryTemplate>{
        "supportedProvisioningTypes", k_list, true, true, nullptr, provisioning_types},
    Property<GalleryTemplate>{
        "supportedSingleSignOnModes", k_list, true, true, nullptr, sign_on_modes},
};

const EntityType<GalleryTemplate>& template_type()
{
  static const EntityType<GalleryTemplate> type{"applicationTemplate", k_template_properties};
  return type;
}

Result<const GalleryTemplate*> require_template(const Call& call)
{
  const auto found =
      std::ranges::find(k_gallery, std::string_view(call.parameter()), &GalleryTemplate::id);
  if (found == k_gallery.end()) {
    return refuse(404, "Request_ResourceNotFound", "The application template was not found.");
  }
  return &*found;
}

Result<Response> list_application_templates(Call& call)
{
  std::vector<const GalleryTemplate*> all;
  for (const auto& entry : k_gallery) {
    all.push_back(&entry);
  }
  ListRows<GalleryTemplate> rows(std::move(all));
  return Listing<GalleryTemplate>(call, template_type(), rows)
      .respond({.context = "applicationTemplates", .allows_skip = true, .annotation = {}});
}

Result<Response> get_application_template(Call& call)
{
  LPAZ_TRY(const GalleryTemplate* entry, require_template(call));
  return respond_entity(call, template_type(), *entry, "applicationTemplates");
}

AppRole gallery_role(std::string_view role_id, std::string name, std::string description)
{
  AppRole role;
  role.id = *ObjectId::parse(role_id);
  role.display_name = std::move(name);
  role.description = std::move(description);
  return role;
}

store::ServicePrincipal new_service_principal(const Call& call,
                                              const store::Application& application)
{
  store::ServicePrincipal principal;
  principal.id = ObjectId::random();
  principal.app_id = application.app_id;
  principal.display_name = application.display_name;
  principal.template_id = application.template_id;
  principal.tags = {"WindowsAzureActiveDirectoryCustomSingleSignOnApplication",
                    "WindowsAzureActiveDirectoryIntegratedApp"};
  principal.app_roles = {
      gallery_role("18d14569-c3bd-439b-9a66-3a2aee01d14f", "User", "User"),
      gallery_role("b9632174-c057-4f7e-951b-be3adc52bfe6", "msiam_access", "msiam_access")};
  principal.owners.insert(call.caller.principal);
  principal.created = call.now;
  principal.visible_from = application.visible_from;
  return principal;
}

store::Application
new_application(const Call& call, const GalleryTemplate& entry, std::string display_name)
{
  store::Application application;
  application.id = ObjectId::random();
  application.app_id = ObjectId::random();
  application.display_name = std::move(display_name);
  application.template_id = entry.id;
  application.owners.insert(call.caller.principal);
  application.created = call.now;
  application.visible_from = call.tenant().visible_from_now();
  return application;
}

template <typename T>
void write_whole(JsonWriter& writer, std::string_view name, const EntityType<T>& type, const T& it)
{
  writer.key(name);
  writer.begin_object();
  write_members(writer, type, it, project(type, {}).value_or(Projection()));
  writer.end_object();
}

Result<Response> instantiate(Call& call)
{
  LPAZ_TRY(const GalleryTemplate* entry, require_template(call));
  LPAZ_TRY(const util::Json body, call.json_body());
  const auto name = util::find_string(body, "displayName");
  if (!name || name->empty()) {
    return bad_request("The displayName of the new application is required.");
  }
  auto application = new_application(call, *entry, *name);
  auto principal = new_service_principal(call, application);
  JsonWriter writer;
  writer.begin_object();
  writer.member("@odata.context", call.context("microsoft.graph.applicationServicePrincipal"));
  write_whole(writer, "application", application_type(), application);
  write_whole(writer, "servicePrincipal", service_principal_type(), principal);
  writer.end_object();
  const auto directory = call.tenant().write();
  directory->add_application(std::move(application));
  directory->add_service_principal(std::move(principal));
  return json_answer(201, writer.take());
}

} // namespace

void add_application_template_routes(RouteTable& table)
{
  table.add({
      {"GET", "applicationTemplates", "", list_application_templates},
      {"GET", "applicationTemplates/{}", "", get_application_template},
      {"POST",
       "applicationTemplates/{}/instantiate",
       permission::k_write_applications,
       instantiate},
  });
}

} // namespace lpaz::sandbox::graph
