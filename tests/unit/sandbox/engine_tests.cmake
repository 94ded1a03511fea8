set(LPAZ_SANDBOX_ENGINE_TESTS
  engine_cycle_test.cpp engine_expression_test.cpp engine_http_sender_test.cpp
  engine_log_test.cpp engine_on_demand_test.cpp engine_schedule_test.cpp engine_scim_body_test.cpp
  engine_trouble_test.cpp lastpass_quirks_test.cpp lastpass_test.cpp scim_patch_test.cpp
  scim_service_test.cpp
  ../support/provisioning_fixture.cpp)
