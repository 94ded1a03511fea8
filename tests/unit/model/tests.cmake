# The model drives whole commands.
add_library(lpaz_model INTERFACE)
target_link_libraries(lpaz_model INTERFACE lpaz_commands)
lpaz_unit_tests(model
  engine.cpp
  engine_log.cpp
  filter.cpp
  findings_test.cpp
  lpaz_run.cpp
  model_test.cpp
  oracle.cpp
  random_sequence.cpp
  sequence.cpp
  service.cpp
  service_last_pass.cpp
  service_lists.cpp
  shrink.cpp
  world.cpp)
