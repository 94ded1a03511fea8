# lpaz_embed(embedded_files.cpp.in FILES page/index.html data.json): writes embedded_files.cpp to
# the binary folder, with a row {path, text} for each file in place of @LPAZ_EMBEDDED_FILES@.
# Editing a file configures anew.
function(lpaz_embed template)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  foreach(file ${ARG_FILES})
    file(READ ${CMAKE_CURRENT_SOURCE_DIR}/${file} text)
    string(APPEND LPAZ_EMBEDDED_FILES "    {\"${file}\", R\"~file~(${text})~file~\"},\n")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
      ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  string(REGEX REPLACE "[.]in$" "" output ${template})
  configure_file(${template} ${CMAKE_CURRENT_BINARY_DIR}/${output} @ONLY)
endfunction()
