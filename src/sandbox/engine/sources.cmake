set(LPAZ_SANDBOX_ENGINE_SOURCES
  beginning.cpp credential_check.cpp cycle.cpp cycle_context.cpp
  cycle_log.cpp engine.cpp expression_parser.cpp function.cpp
  functions_list.cpp functions_logic.cpp functions_replace.cpp
  functions_text.cpp group_pass.cpp http_scim_sender.cpp
  job_status.cpp log_draft.cpp log_json.cpp matching.cpp
  member_pass.cpp on_demand.cpp ordered_json.cpp pattern.cpp
  removal_pass.cpp schedule.cpp schema.cpp scim_body.cpp
  scim_client.cpp scim_error.cpp scim_patch_body.cpp scim_path.cpp
  scoping_filter.cpp source_attributes.cpp source_reader.cpp
  target_entry.cpp user_pass.cpp value.cpp work_list.cpp)
