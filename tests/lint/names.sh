#!/usr/bin/env bash
# names.sh ROOT: no identifier and no file bears a word that says nothing (names.allowed lists the
# exceptions), and nothing is left over for later.
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
cd -- "$1"
words='Manager|Helper|Handler|Utils|Common|Data|Info'
bad=0

snake="([a-z0-9_]*_)?(${words,,})(_[a-z0-9_]*)?"
camel="[A-Za-z0-9]*($words)([A-Z][A-Za-z0-9]*)?"

# Lines as FILE:LINE:IDENTIFIER; the names inside httplib:: and the O of OData are not ours.
bad_identifiers()
{
  find src include tests -name '*.[ch]pp' -print | sort \
    | xargs -d '\n' perl "$here/code_only.pl" \
    | perl -ne '
        my ($place, $text) = /^([^:]*:[0-9]+):(.*)/ or next;
        $text =~ s/httplib::[A-Za-z_:]+|\bset_[a-z_]*handler\b//g;
        $text =~ s/OData/OD/g;
        print "$place:$&\n" while $text =~ /\b(?:'"$snake|$camel"')\b/g' \
    | grep -vE ":($(grep -v '^#' "$here/names.allowed" | paste -sd'|'))\$"
}

while IFS= read -r file; do
  base=${file##*/}
  if [[ ${base%.*} =~ ^$snake$ ]]; then
    echo "$file: a file name with one of: $words"
    bad=1
  fi
done < <(find src include tests -name '*.[ch]pp' | sort)
if bad_identifiers; then
  bad=1
fi

if grep -rnwE 'TODO|FIXME|XXX' src include tests cmake dev CMakeLists.txt README.md \
  --exclude-dir=lint; then
  bad=1
fi
exit "$bad"
