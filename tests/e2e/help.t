# Help, version, completion and slips of the hand.

$ lpaz --version
$ lpaz help | head -n 20
$ lpaz
$ for command in $(lpaz completion bash | grep -oE '\b(login|logout|whoami|configure-app|create-group|add-member|remove-member|list-members|assign-group|unassign-group|list-assignments|block-user|unblock-user|delete-user|restore-user|list-users|status|completion)\b' | sort -u); do lpaz "$command" --help | grep -q '^Examples' || echo "$command: no examples"; done
$ lpaz completion bash | bash -n
$ lpaz statu
$ lpaz status --ouput json
$ lpaz completion tcsh
