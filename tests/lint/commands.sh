#!/usr/bin/env bash
# commands.sh ROOT: every command file has its test file, and every such test its source. What
# several commands share has a header, and may be tested through them.
set -euo pipefail
cd -- "$1"
bad=0

# stems FOLDER SUFFIX: section/name of each file with the suffix
stems()
{
  find "$1" -mindepth 2 -name "*$2" | sed "s|^$1/||; s|$2\$||" | sort
}

commands()
{
  comm -23 <(stems src/commands .cpp) <(stems src/commands .hpp)
}

while IFS= read -r name; do
  echo "src/commands/$name.cpp has no tests/unit/commands/${name}_test.cpp"
  bad=1
done < <(comm -23 <(commands) <(stems tests/unit/commands _test.cpp))
while IFS= read -r name; do
  echo "tests/unit/commands/${name}_test.cpp tests no src/commands/$name.cpp"
  bad=1
done < <(comm -13 <(stems src/commands .cpp) <(stems tests/unit/commands _test.cpp))
exit "$bad"
