# One function for each kind of target; every layer of src/ARCHITECTURE.md is made by lpaz_layer().

add_library(lpaz_options INTERFACE)
target_compile_options(lpaz_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
target_include_directories(lpaz_options INTERFACE ${PROJECT_SOURCE_DIR}/include)
target_link_libraries(lpaz_options INTERFACE nlohmann_json::nlohmann_json fmt::fmt Threads::Threads)

if(LPAZ_PRECOMPILE)
  file(WRITE ${CMAKE_BINARY_DIR}/precompiled.cpp
    "// Carries the precompiled header of the layers.\n")
  add_library(lpaz_precompiled OBJECT ${CMAKE_BINARY_DIR}/precompiled.cpp)
  target_link_libraries(lpaz_precompiled PUBLIC lpaz_options)
  target_precompile_headers(lpaz_precompiled PRIVATE
    <nlohmann/json.hpp> <fmt/format.h> <algorithm> <chrono> <expected> <filesystem> <functional>
    <map> <memory> <optional> <set> <span> <string> <string_view> <variant> <vector>)
endif()

function(lpaz_precompile target)
  if(LPAZ_PRECOMPILE)
    target_precompile_headers(${target} REUSE_FROM lpaz_precompiled)
  endif()
endfunction()

# Compiles the files of one folder together, at most LPAZ_UNITY_FILES at a time: most of a small
# file's time goes into the headers that it shares with its neighbours. The files of a batch share
# one anonymous namespace, so their private names must differ; those after ALONE stay apart. Those
# after HEAVY include a heavy header and make one batch of their own.
set(LPAZ_UNITY_FILES 12)
function(lpaz_unity target)
  cmake_parse_arguments(ARG "" "" "ALONE;HEAVY" ${ARGN})
  if(NOT LPAZ_UNITY)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  list(FILTER sources INCLUDE REGEX "[.]cpp$")
  list(REMOVE_ITEM sources ${ARG_ALONE} ${ARG_HEAVY})
  set_source_files_properties(${ARG_ALONE} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  set_source_files_properties(${ARG_HEAVY} PROPERTIES UNITY_GROUP ${target}_heavy)
  set(folders "")
  foreach(source ${sources})
    set(folder "")
    if(NOT IS_ABSOLUTE ${source} AND source MATCHES "(.*)/")
      string(REPLACE "/" "_" folder "_${CMAKE_MATCH_1}")
    endif()
    list(APPEND folders "files${folder}")
    list(APPEND files${folder} ${source})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder ${folders})
    string(REPLACE "files" "${target}" name ${folder})
    lpaz_unity_batches(${name} ${${folder}})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # g++ gives this warning for every file that is included, and here all are.
  target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endfunction()

# lpaz_unity_batches(name file…): batches of about the same size.
function(lpaz_unity_batches name)
  math(EXPR batches "(${ARGC} - 2) / ${LPAZ_UNITY_FILES} + 1")
  math(EXPR size "(${ARGC} - 2) / ${batches} + 1")
  set(index 0)
  foreach(file ${ARGN})
    math(EXPR batch "${index} / ${size} + 1")
    set_source_files_properties(${file} PROPERTIES UNITY_GROUP "${name}_${batch}")
    math(EXPR index "${index} + 1")
  endforeach()
endfunction()

# lpaz_layer(http SOURCES a.cpp b.cpp LINK lpaz_util CURL::libcurl [ALONE b.cpp] [HEAVY …]): the
# static library lpaz_http.
function(lpaz_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;ALONE;HEAVY" ${ARGN})
  add_library(lpaz_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(lpaz_${name} PUBLIC lpaz_options ${ARG_LINK})
  target_include_directories(lpaz_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  lpaz_precompile(lpaz_${name})
  lpaz_unity(lpaz_${name} ALONE ${ARG_ALONE} HEAVY ${ARG_HEAVY})
endfunction()
