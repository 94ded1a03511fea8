lpaz_unit_tests(commands
  ${LPAZ_COMMAND_TESTS}
  every_command_test.cpp
  failures_test.cpp
  outcome_test.cpp)
