# Prints a C++ file (standard input) with its comments and the text of its string literals taken
# out, line by line as before; with --raw-strings only the text of raw strings goes.
use strict;
use warnings;

my $raw_only = @ARGV && $ARGV[0] eq '--raw-strings';
local $/ = undef;
my $text = <STDIN>;
my $lines_of = sub { my $part = shift; $part =~ tr/\n//cd; return $part };

my $raw = qr/R"(?<mark>[^()\\\s]{0,16})\(.*?\)\g{mark}"/s;
my $string = qr/"(?:[^"\\\n]|\\.)*"/;
my $character = qr/'(?:[^'\\\n]|\\.)+'/;
my $comment = qr{//[^\n]*|/\*.*?\*/}s;

$text =~ s{(?<raw>$raw)|(?<comment>$comment)|(?<string>$string|(?<![0-9A-Fa-f])$character)}{
  defined $+{raw} ? '""' . $lines_of->($+{raw})
  : $raw_only ? $&
  : defined $+{comment} ? $lines_of->($+{comment})
  : '""'
}gse;
print $text;
