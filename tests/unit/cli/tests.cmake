lpaz_unit_tests(cli
  arg_set_test.cpp arg_text_test.cpp cell_test.cpp completion_test.cpp description_test.cpp
  display_width_test.cpp help_test.cpp help_text_test.cpp man_test.cpp parse_test.cpp
  progress_test.cpp prompter_test.cpp rows_test.cpp secret_input_test.cpp streams_test.cpp
  table_layout_test.cpp)
