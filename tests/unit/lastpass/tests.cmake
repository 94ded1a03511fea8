lpaz_unit_tests(lastpass
  accounts_test.cpp
  answer_test.cpp
  enterprise_api_test.cpp)
