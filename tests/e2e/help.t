# Help, version and completion.

$ lpaz --version
lpaz 0.1.0
$ lpaz help | head -n 4
lpaz 0.1.0: Configure and prove LastPass provisioning through Entra ID

Usage
  lpaz <command> [options] [arguments]
$ commands() { lpaz help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'; }
$ commands | wc -l
22
$ for command in $(commands); do lpaz "$command" --help | grep -q '^Examples' || echo "$command: no examples"; done
$ for command in $(commands); do lpaz help "$command" | cmp - <(lpaz "$command" --help); done
$ lpaz completion bash | bash -n
$ lpaz completion tcsh
lpaz: completion: <SHELL>: "tcsh" is not one of bash, zsh, fish
hint: did you mean bash?
[2]
