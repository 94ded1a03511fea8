#include "cli/roff.hpp"
#include "cli/sample_program.hpp"
#include "support/temp_dir.hpp"

#include "lpaz/cli/man.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace lpaz;

TEST_CASE("command_man_page is the page of one command, output fields included")
{
  test::SampleProgram sample;
  const auto program = sample.description();
  CHECK(cli::command_man_page(program, *program.find("block-user")) ==
        R"text(.\" Generated from the description of the command line; do not edit.
.TH SAMPLE\-BLOCK\-USER 1 "" "sample 1.2.3" "User commands"
.nh
.ad l
.SH NAME
sample\-block\-user \- Block the sign\-in of users
.SH SYNOPSIS
\fBsample block\-user\fR [\fIoptions\fR] \fIUSER\fR ...
.SH DESCRIPTION
Blocks the sign\-in of each user and revokes the sessions. The LastPass account
is disabled by the next cycle.
.IP \(bu 2
idempotent
.IP \(bu 2
needs no restart
.SH ARGUMENTS
.TP
\fIUSER\fR
User principal names or object ids.
.SH OPTIONS
.SS Options
.TP
\fB\-y\fR, \fB\-\-yes\fR
Do not ask.
.TP
\fB\-\-from\-file\fR \fIFILE\fR
Read the users from a file; it\(aqs CSV [or names].
.TP
\fB\-\-max\-users\fR \fIN\fR
Stop if there are more (default: 40).
.SS Common options
.TP
\fB\-o\fR, \fB\-\-output\fR \fIFORMAT\fR
How to print the result: table, json (default: table; environment:
SAMPLE_OUTPUT).
.TP
\fB\-h\fR, \fB\-\-help\fR
Show this text.
.SH OUTPUT FIELDS
One row for each item. The members in JSON and the columns in CSV and TSV,
which are also the names for \-\-columns:
.TP
\fBuserPrincipalName\fR
The name that the user signs in with (text).
.TP
\fBresult\fR
What came of it (text).
.TP
\fBid\fR
Object id (text; not in the table unless asked for).
.SH EXAMPLES
.nf
.RS 2
sample block\-user alice@contoso.com
sample block\-user \-\-from\-file \(aqleavers.csv\(aq \-\-yes
.RE
.fi
.SH EXIT STATUS
.TP
\fB0\fR
done, or already so. A script should: go on.
.TP
\fB1\fR
failed. A script should: read the message.
.SH SEE ALSO
\fBsample\fR(1), for the environment variables and files too.
)text");
}

TEST_CASE("program_man_page lists commands, exit codes, environment and files")
{
  test::SampleProgram sample;
  const std::string page = cli::program_man_page(sample.description());
  for (const std::string_view part : {".TH SAMPLE 1 \"\" \"sample 1.2.3\" \"User commands\"\n",
                                      ".SS Users\n.TP\n\\fBsample\\-block\\-user\\fR(1)\n",
                                      ".SH EXIT STATUS\n.TP\n\\fB0\\fR\n",
                                      ".SH ENVIRONMENT\n.TP\n\\fBSAMPLE_OUTPUT\\fR\n",
                                      ".SH FILES\n.TP\n\\fI\\(ti/.config/sample.json\\fR\n"}) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
}

TEST_CASE("roff_escaped prints every character as itself")
{
  CHECK(cli::roff_escaped("a-b \\n 'q' \"d\" `g` ~^") ==
        "a\\-b \\(rsn \\(aqq\\(aq \\(dqd\\(dq \\(gag\\(ga \\(ti\\(ha");
  CHECK(cli::roff_escaped("…ö山") == "\\[u2026]\\[u00F6]\\[u5C71]");
}

TEST_CASE("No text line becomes a request")
{
  cli::RoffPage page("X", "x");
  page.paragraph(".TH evil");
  page.example("'ds\n.so /etc/passwd");
  const std::string text = page.take();
  CHECK(text.find("\n\\&.TH evil\n") != std::string::npos);
  CHECK(text.find("\n\\(aqds\n\\&.so /etc/passwd\n") != std::string::npos);
}

TEST_CASE("groff has nothing to say against the pages")
{
  if (std::system("command -v groff >/dev/null 2>&1") != 0) {
    MESSAGE("skipped: groff is not installed");
    return;
  }
  test::SampleProgram sample;
  const auto program = sample.description();
  const test::TempDir folder;
  for (const std::string& page : {cli::program_man_page(program),
                                  cli::command_man_page(program, *program.find("block-user")),
                                  cli::command_man_page(program, *program.find("assign-group"))}) {
    const std::string base = (folder.path() / "page").string();
    std::ofstream(base) << page;
    const std::string command = "groff -man -ww -Tutf8 " + base + " 2>" + base + ".err >/dev/null";
    CHECK(std::system(command.c_str()) == 0);
    CHECK(std::filesystem::file_size(base + ".err") == 0);
  }
}
