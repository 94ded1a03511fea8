# Help, version, completion and slips of the hand.

$ lpaz --version
lpaz 0.1.0
$ lpaz help | head -n 20
lpaz 0.1.0: Configure and prove LastPass provisioning through Entra ID

Usage
  lpaz <command> [options] [arguments]

Set up
  login             Check the credential and keep it for later commands
  logout            Forget the cached tokens and the kept credential
  whoami            Show who lpaz is signed in as and what it may do
  configure-app     Create or adopt the enterprise app and start provisioning

Groups
  create-group      Create a security group
  add-member        Add people to a group
  remove-member     Remove people from a group
  list-members      List the members of a group
  assign-group      Put groups in scope of LastPass
  unassign-group    Take groups out of the scope of LastPass
  list-assignments  List who is in scope of LastPass
$ lpaz
lpaz 0.1.0: Configure and prove LastPass provisioning through Entra ID

Usage
  lpaz <command> [options] [arguments]

Set up
  login             Check the credential and keep it for later commands
  logout            Forget the cached tokens and the kept credential
  whoami            Show who lpaz is signed in as and what it may do
  configure-app     Create or adopt the enterprise app and start provisioning

Groups
  create-group      Create a security group
  add-member        Add people to a group
  remove-member     Remove people from a group
  list-members      List the members of a group
  assign-group      Put groups in scope of LastPass
  unassign-group    Take groups out of the scope of LastPass
  list-assignments  List who is in scope of LastPass

Users
  block-user        Block sign-in and revoke sessions; LastPass disables
  unblock-user      Allow sign-in again; LastPass enables
  delete-user       Delete people; account and vault go after 30 days
  restore-user      Bring people back from the recycle bin
  list-users        List people: all, disabled, or deleted

Provisioning
  status            Print the provisioning status

Tools
  completion        Print the completion script of a shell

Options
  -h, --help     Show this text; after a command, the help of that command
      --version  Show the version

Entra ID (Azure AD) provisions LastPass accounts through an enterprise app over
SCIM. lpaz drives Entra ID through Microsoft Graph: it sets that app up, assigns
groups, blocks and deletes people, and shows what became of it on the LastPass
side.

Results go to stdout, everything else to stderr. Scripts use --output json,
jsonl, csv or tsv, whose field names are stable; they are listed in the man page
of each command.

To sign in, set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or
keep them in a profile with lpaz login. An option wins over an environment
variable, that over the profile in the configuration file, that over the
default.

Examples
  lpaz configure-app --connection-url URL --provisioning-token-file token.txt
  lpaz assign-group "LastPass pilot"
  lpaz status
  lpaz block-user ada@contoso.example
  lpaz list-users --disabled --output json
[2]
$ for command in $(lpaz completion bash | grep -oE '\b(login|logout|whoami|configure-app|create-group|add-member|remove-member|list-members|assign-group|unassign-group|list-assignments|block-user|unblock-user|delete-user|restore-user|list-users|status|completion)\b' | sort -u); do lpaz "$command" --help | grep -q '^Examples' || echo "$command: no examples"; done
$ lpaz completion bash | bash -n
$ lpaz statu
lpaz: unknown command "statu"
hint: did you mean status?
[2]
$ lpaz status --ouput json
lpaz: status: unknown option --ouput
hint: did you mean --output?
[2]
$ lpaz completion tcsh
lpaz: completion: <SHELL>: "tcsh" is not one of bash, zsh, fish
hint: did you mean bash?
[2]
