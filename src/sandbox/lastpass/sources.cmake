set(LPAZ_SANDBOX_LASTPASS_SOURCES
  attribute_path.cpp company.cpp company_groups.cpp company_view.cpp
  enterprise_api.cpp enterprise_users.cpp
  group_patch.cpp lastpass.cpp patch_apply.cpp patch_reader.cpp quirks.cpp resource_filter.cpp
  scim_discovery.cpp scim_groups.cpp scim_reply.cpp scim_resource.cpp scim_service.cpp
  scim_users.cpp serve_state.cpp state_page.cpp)
