#!/usr/bin/env bash
# self_test.sh: every lint test fails on the fault that it is there for, and passes without it.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
bad=0

fresh_tree()
{
  rm -rf "$tree"
  mkdir -p "$tree"/{src/{util,http,cli,graph,commands/users,sandbox/{lastpass,store}},cmake,.ci} \
    "$tree"/{include/lpaz/util,tests/unit/commands/users}
  touch "$tree"/{CMakeLists.txt,README.md,src/main.cpp}
  printf '#!/bin/sh\n' | tee "$tree/dev" >"$tree/.ci/run"
  # What must not be taken for a fault.
  printf '// %s: its data\nconst char* a = "Common";\n' 'Info' >"$tree/src/util/fine.cpp"
  printf 'const char* b =\n    R"(UserInfo of %0120d\nand data)";\n' 0 >>"$tree/src/util/fine.cpp"
  printf '#pragma once\n\n#include <string>\n' >"$tree/include/lpaz/util/text.hpp"
  cp "$here/../../.clang-format" "$tree"
}

# expect CHECK FILE LINE: with LINE appended to FILE the check must fail and name the file.
expect()
{
  local check=$1 file=$2 line=$3 output
  fresh_tree
  if ! output=$("$here/$check.sh" "$tree" 2>&1); then
    printf '%s fails on a tree without a fault:\n%s\n' "$check" "$output"
    bad=1
  fi
  mkdir -p "$(dirname -- "$tree/$file")"
  printf '%s\n' "$line" >>"$tree/$file"
  if output=$("$here/$check.sh" "$tree" 2>&1) || [[ $output != *"${file##*/}"* ]]; then
    printf '%s does not see the fault in %s: %s\n%s\n' "$check" "$file" "$line" "$output"
    bad=1
  fi
}

expect layers src/util/a.cpp '#include "lpaz/http/request.hpp"'
expect layers src/http/a.cpp '#include "lpaz/cli/streams.hpp"'
expect layers src/graph/a.cpp '#include "http/private.hpp"'
expect layers src/graph/a.cpp '#include "../util/text.hpp"'
expect layers src/graph/a.cpp '#include <lpaz/util/text.hpp>'
expect layers src/graph/a.cpp '#include "somewhere/text.hpp"'
expect layers src/graph/a.cpp '#include <curl/curl.h>'
expect layers src/util/a.cpp '#include <curl/curl.h>'
expect layers src/graph/a.cpp '#  include <CLI/CLI.hpp>'
expect layers src/graph/a.cpp '#include <httplib.h>'
expect layers src/cli/a.cpp '#include <utf8proc.h>'
expect layers include/lpaz/util/a.hpp '#include <nlohmann/json.hpp>'
expect layers src/sandbox/a.cpp '#include "lpaz/http/request.hpp"'
expect layers src/sandbox/lastpass/a.cpp '#include "sandbox/store/user.hpp"'
expect layers src/sandbox/store/a.cpp '#include "sandbox/lastpass/account.hpp"'
expect lengths src/util/a.cpp "// $(printf '%098d' 0)"
expect lengths src/util/a.cpp "$(printf '//\n%.0s' {1..501})"
expect names src/util/a.cpp 'struct UserInfo;'
expect names src/util/a.cpp 'int common_part;'
expect names src/util/string_utils.cpp '// fine inside'
expect names src/util/a.cpp "// $(printf 'TO%s' 'DO'): later"
expect commands src/commands/users/x.cpp '//'
expect commands tests/unit/commands/users/x_test.cpp '//'
if command -v clang-format-19 >/dev/null; then
  expect format src/util/a.cpp 'int  a;'
fi
if command -v shellcheck >/dev/null; then
  expect shell tests/a.sh $'#!/bin/sh\nrm $1'
fi
exit "$bad"
