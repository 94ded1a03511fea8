# engine_tests.cmake sets LPAZ_SANDBOX_ENGINE_TESTS: the tests of the engine and of LastPass.
include(${CMAKE_CURRENT_LIST_DIR}/engine_tests.cmake OPTIONAL)
# A source of ../support is added by its own path: with ".." in it, it would be linked twice.
set(shared_sources ${LPAZ_SANDBOX_ENGINE_TESTS})
list(FILTER shared_sources INCLUDE REGEX "^\\.\\./")
list(FILTER LPAZ_SANDBOX_ENGINE_TESTS EXCLUDE REGEX "^\\.\\./")
list(TRANSFORM shared_sources REPLACE "^\\.\\./" "${CMAKE_CURRENT_SOURCE_DIR}/")

# These would share private names with their neighbours.
set(apart engine_cycle_test.cpp engine_http_sender_test.cpp engine_log_test.cpp
  engine_on_demand_test.cpp engine_trouble_test.cpp lastpass_test.cpp store_property_test.cpp
  scim_service_test.cpp)
list(REMOVE_ITEM LPAZ_SANDBOX_ENGINE_TESTS ${apart})

lpaz_unit_tests(sandbox
  seed_test.cpp state_document_test.cpp
  store_change_log_test.cpp store_clock_test.cpp store_directory_test.cpp store_ids_test.cpp
  store_job_test.cpp
  oauth_discovery_test.cpp oauth_token_test.cpp
  graph_assignments_test.cpp graph_batch_test.cpp graph_errors_test.cpp graph_expand_test.cpp
  graph_filter_test.cpp
  graph_groups_test.cpp graph_logs_test.cpp graph_paging_test.cpp graph_roles_test.cpp
  graph_synchronization_test.cpp graph_throttle_test.cpp graph_users_test.cpp
  server_control_test.cpp server_environment_test.cpp server_fault_answer_test.cpp
  server_http_test.cpp server_page_test.cpp
  server_recorder_test.cpp
  server_router_test.cpp server_throttle_test.cpp
  ${LPAZ_SANDBOX_ENGINE_TESTS}
  ALONE ${apart})
if(shared_sources)
  target_sources(lpaz_sandbox_tests PRIVATE ${shared_sources})
endif()
