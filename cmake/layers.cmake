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

# lpaz_layer(http SOURCES a.cpp b.cpp LINK lpaz_util CURL::libcurl): the static library lpaz_http.
function(lpaz_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(lpaz_${name} STATIC ${ARG_SOURCES})
  target_link_libraries(lpaz_${name} PUBLIC lpaz_options ${ARG_LINK})
  target_include_directories(lpaz_${name} PRIVATE ${PROJECT_SOURCE_DIR}/src)
  lpaz_precompile(lpaz_${name})
endfunction()
