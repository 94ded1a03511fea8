# code_only.pl [--raw-strings] FILE...: prints C++ files with their comments and the text of their
# string literals taken out, each line as FILE:LINE:TEXT; with --raw-strings only the text of raw
# strings goes. Files of other kinds are printed whole. One process for all: a thousand files are
# read in a second.
use strict;
use warnings;
use open qw(:std :encoding(UTF-8));

my $raw_only = @ARGV && $ARGV[0] eq '--raw-strings';
shift @ARGV if $raw_only;
my $lines_of = sub { my $part = shift; $part =~ tr/\n//cd; return $part };

my $raw = qr/R"(?<mark>[^()\\\s]{0,16})\(.*?\)\g{mark}"/s;
my $string = qr/"(?:[^"\\\n]|\\.)*"/;
my $character = qr/'(?:[^'\\\n]|\\.)+'/;
my $comment = qr{//[^\n]*|/\*.*?\*/}s;

for my $file (@ARGV) {
  open my $stream, '<', $file or die "$file: $!";
  local $/ = undef;
  my $text = <$stream>;
  if ($file =~ /\.[ch]pp$/) {
    $text =~ s{(?<raw>$raw)|(?<comment>$comment)|(?<string>$string|(?<![0-9A-Fa-f])$character)}{
      defined $+{raw} ? '""' . $lines_of->($+{raw})
      : $raw_only ? $&
      : defined $+{comment} ? $lines_of->($+{comment})
      : '""'
    }gse;
  }
  my $number = 0;
  print "$file:", ++$number, ":$_\n" for split /\n/, $text;
}
