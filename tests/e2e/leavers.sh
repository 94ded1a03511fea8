#!/usr/bin/env bash
# What a company's leaver job looks like: run with -e, no prompts, JSON read with jq.
# usage: leavers.sh GROUP BLOCK DELETE
set -euo pipefail

group=$1 block=$2 delete=$3

lpaz assign-group "$group" --output json | jq -e '.[0].result | test("^assigned")' >/dev/null
echo "assigned $group"

lpaz block-user --yes --output json "$block" | jq -e '.[0].result == "blocked"' >/dev/null
echo "blocked $block"

gone=$(lpaz delete-user --yes --output json "$delete" | jq -r '.[0].result')
[[ $gone == deleted ]]
echo "deleted $delete"

lpaz list-users --disabled --output json \
  | jq -r --arg user "$block" '.[] | select(.userPrincipalName == $user) | .userPrincipalName'
lpaz list-users --deleted --output json \
  | jq -r --arg user "$delete" '.[] | select(.userPrincipalName == $user) | .userPrincipalName'
lpaz status --output json | jq -r .assignedGroups
