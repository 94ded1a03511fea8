lpaz_unit_tests(util
  clock_test.cpp csv_test.cpp digest_test.cpp environment_test.cpp file_lock_test.cpp file_test.cpp
  interrupt_test.cpp json_test.cpp process_test.cpp result_test.cpp secret_test.cpp
  shortlist_test.cpp text_test.cpp time_test.cpp
  url_test.cpp utf8_test.cpp uuid_test.cpp)
