lpaz_unit_tests(commands
  ${LPAZ_COMMAND_TESTS}
  every_command_test.cpp
  failures_test.cpp
  names_test.cpp
  run_report_test.cpp
  users/user_fixture.cpp
  users/user_change_test.cpp)
