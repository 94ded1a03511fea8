#include "model/sequence.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <string>

using namespace lpaz::model;

namespace {

long number_of(const char* variable, long otherwise)
{
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtol(text, nullptr, 10);
}

} // namespace

// LPAZ_MODEL_SEED and LPAZ_MODEL_SEQUENCES choose other sequences, LPAZ_MODEL_FINDINGS how many
// findings of different outline are shrunk and shown before the test ends, LPAZ_MODEL_KIND ("false
// proof", "no proof", "exit code", "wrong person") which ones.
TEST_CASE("random sequences: verified is said of nobody whose account is not so, and in the end of "
          "everybody who can be shown")
{
  const long first = number_of("LPAZ_MODEL_SEED", 1);
  const long count = number_of("LPAZ_MODEL_SEQUENCES", 300);
  long findings = number_of("LPAZ_MODEL_FINDINGS", 1);
  const char* only = std::getenv("LPAZ_MODEL_KIND");
  std::set<std::string> seen;
  const bool is_asked_for = std::getenv("LPAZ_MODEL_SEQUENCES") != nullptr;
  const auto begun = std::chrono::steady_clock::now();
  long seed = first;
  for (; seed < first + count && findings > 0; ++seed) {
    // A sanitizer on a busy machine: as many as there is time for.
    if (!is_asked_for && std::chrono::steady_clock::now() - begun > std::chrono::seconds(8)) {
      break;
    }
    const Sequence sequence = random_sequence(static_cast<unsigned>(seed));
    const auto finding = play(sequence);
    if (!finding || (only != nullptr && finding->kind != only)) {
      continue;
    }
    const Sequence small = shrink(sequence, finding->kind);
    if (!seen.insert(finding->kind + outline(small)).second) {
      continue;
    }
    --findings;
    const auto shrunk = play(small);
    FAIL_CHECK(fmt::format("seed {} ({}): {}\n{}",
                           seed,
                           finding->kind,
                           shrunk ? shrunk->text : finding->text,
                           describe(small)));
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  MESSAGE(fmt::format("{} sequences, {} in {:.1f} s", seed - first, work_done(), took.count()));
}
