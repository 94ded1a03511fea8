#!/usr/bin/env bash
# layers.sh ROOT: holds the includes of src/ and include/ to the arrows and fences that
# src/ARCHITECTURE.md draws. Prints file:line of each that breaks one.
set -euo pipefail
cd -- "$1"

# Every #include as "file:line:path", path with its quotes or brackets.
includes()
{
  find src include -name '*.[ch]pp' -print0 \
    | LC_ALL=C sort -z \
    | xargs -0 grep -nHE '^[[:space:]]*#[[:space:]]*include' \
    | sed -E 's/^([^:]*:[0-9]+):[^"<]*(["<][^">]*[">]).*$/\1:\2/'
}

includes | awk -F: '
BEGIN {
  allow("util", "util")
  allow("http", "util http")
  allow("cli", "util cli")
  allow("auth", "util http auth")
  allow("graph", "util http auth graph")
  allow("bulk", "util http graph bulk")
  allow("lastpass", "util http auth lastpass")
  allow("admin", "util http auth graph bulk lastpass admin")
  allow("runtime", "util http cli auth graph bulk lastpass admin runtime")
  allow("commands", "util http cli auth graph bulk lastpass admin runtime commands")
  allow("main.cpp", "util cli runtime commands")
  allow("docs", "util cli runtime commands sandbox docs")
  allow("sandbox", "util cli sandbox")
  # Inside the sandbox: LastPass and Entra know each other over HTTP only.
  allow("sandbox/lastpass", "http lastpass server")
  forbid("sandbox/lastpass", "store graph oauth engine")
  forbid("sandbox/store", "lastpass")
  forbid("sandbox/graph", "lastpass")
  forbid("sandbox/oauth", "lastpass")
  forbid("sandbox/engine", "lastpass")
}
function allow(layer, targets,    list, i) {
  known[layer] = 1
  for (i = split(targets, list, " "); i > 0; i--) allowed[layer, list[i]] = 1
}
function forbid(part, targets,    list, i) {
  for (i = split(targets, list, " "); i > 0; i--) forbidden[part, "sandbox/" list[i]] = 1
}
function report(why) { print $1 ":" $2 ": " $3 ": " why; bad = 1 }
{
  file = $1
  quote = substr($3, 1, 1)
  path = substr($3, 2, length($3) - 2)
  header = file ~ /\.hpp$/
  split(file, parts, "/")
  split(path, steps, "/")
  public = parts[1] == "include"
  layer = public ? parts[3] : parts[2]
  # The lists of what the two programs offer.
  is_program = path == "commands/commands.hpp" && (layer == "docs" || layer == "main.cpp")
  is_program = is_program || path == "sandbox/program/description.hpp" && layer == "docs"
  part = public ? "" : parts[2] "/" parts[3]

  if (!(layer in known)) report("the layer " layer " is not known to layers.sh")
  if (path ~ /(^|\/)\.\.?\//) report("no relative steps in includes")
  if (path ~ /(^|\/)curl\.h$/ && file !~ /^src\/(http\/curl_[a-z]+\.[ch]pp|util\/url\.cpp)$/)
    report("curl is fenced into src/http/curl_* and src/util/url.cpp")
  if (path ~ /^CLI\// && file != "src/cli/parse.cpp")
    report("CLI11 is fenced into src/cli/parse.cpp")
  if (path == "simdjson.h" && file != "src/graph/user_page.cpp")
    report("simdjson is fenced into src/graph/user_page.cpp")
  if (path == "utf8proc.h" && file != "src/util/utf8.cpp")
    report("utf8proc is fenced into src/util/utf8.cpp")
  if (path ~ /httplib/ && layer != "sandbox") report("httplib is fenced into src/sandbox")
  if (path == "nlohmann/json.hpp" && header) report("headers take nlohmann/json_fwd.hpp")

  if (quote == "<") {
    if (steps[1] == "lpaz") report("headers of lpaz stand in quotes")
    next
  }
  if (steps[1] == "lpaz") {
    target = steps[2]
  } else if (steps[1] in known) {
    target = steps[1]
    if (target != layer && !is_program)
      report("a private header of another layer")
    if (public) report("a public header must not need a private one")
  } else if (!(2 in steps) || steps[2] == "") {
    next # a neighbour in the same folder
  } else {
    report("which layer is this?")
    next
  }
  if (!((layer, target) in allowed)) report("the layer " layer " must not include " target)
  if ((part, steps[1] "/" steps[2]) in forbidden) report(part " must not include this part")
}
END { exit bad }
'
