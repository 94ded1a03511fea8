#pragma once

#include "lpaz/util/clock.hpp"
#include "lpaz/util/log.hpp"
#include "lpaz/util/result.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lpaz::bulk {

// What makes a run the same run: another command, tenant, list of names or option that changes
// what is done must not continue its journal.
struct RunIdentity {
  std::string command;
  std::string tenant_id;
  std::vector<std::string> names; // as given; order, case and repetition do not matter
  std::string options;            // such as "--now --wait", in one fixed order; no secrets
};

// What a name stood for, such as a user principal name and its object id.
struct NameMeaning {
  std::string name;
  std::string id;
};

struct JournalProof {
  std::string how;      // a word: "provisioningLog", "enterpriseApi"
  util::TimePoint at{}; // since when it is so; whole seconds
  std::string evidence; // such as the id of the log entry; may be empty
};

// What a run has done, so that it can be continued after a crash without doing anything twice: an
// append-only file of JSON lines, each on the disk before the call returns.
// Steps are words ("block", "revoke", "delete"), ids are object ids in any case. Every step goes
// sending → done or failed; one that was sent without an outcome may have been carried out or not,
// and has to be checked before it is sent again. A step that is sent anew after it was done was
// undone by somebody: what was proven of the object before is void. For one thread. Times are whole
// seconds of the clock that it is given, which is the service's.
//
// An id or step that is empty or longer than 1024 bytes is ErrorKind::defect.
// An append that fails (full disk) is ErrorKind::failed and leaves the file readable; from then on
// sending() fails too, so that nothing more is done that the journal does not know.
class Journal {
public:
  // Opens or creates the file (0600) and locks it until the object dies. A file that is in use, of
  // somebody else, not a journal, damaged, or of another run is refused and left as it is; only a
  // last record that was cut off is removed, with a warning. Borrows the clock.
  static Result<Journal> open(const std::filesystem::path& path,
                              const RunIdentity& identity,
                              const util::Clock& clock,
                              util::Log& log);
  // Without a file (no --journal): only remembers.
  static Journal in_memory(const util::Clock& clock);

  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  // There were records of an earlier run.
  bool continues() const;
  // When the earlier run came to its end, if nothing was written after that.
  std::optional<util::TimePoint> finished() const;
  // Objects of which a step was done, and those of which something is proven.
  std::size_t done_count() const;
  std::size_t proof_count() const;
  // When the run that is continued began first.
  util::TimePoint started() const;

  bool has_done(std::string_view step, std::string_view id) const;
  // For a step that is done: when the service answered, so that no evidence of its effect is
  // older. Of one whose answer was lost, and which was found to be done, when it was sent first.
  std::optional<util::TimePoint> done_since(std::string_view step, std::string_view id) const;
  // The outcome is unknown: when it was first sent. Nothing for a step that is done or failed.
  std::optional<util::TimePoint> sent_without_outcome(std::string_view step,
                                                      std::string_view id) const;
  std::optional<JournalProof> proof(std::string_view id) const;

  // What the names of this run mean: `what` is "users", "app", …. The first run writes it down. For
  // the one that continues it a name must mean the same, else ErrorKind::refused with both ids.
  Status bind(std::string_view what, std::span<const NameMeaning> meanings);
  std::optional<std::string> meant(std::string_view what, std::string_view name) const;
  // Names, in lower case, by id in lower case.
  std::map<std::string, std::string> names_by_id(std::string_view what) const;

  // Before the request goes out.
  Status sending(std::string_view step, std::span<const std::string> ids);
  Status done(std::string_view step, std::span<const std::string> ids);
  // Its answer was lost, and a look shows that it was carried out.
  Status found_done(std::string_view step, std::span<const std::string> ids);
  // Certainly not carried out. An unknown outcome is not recorded: it stays "sending".
  Status failed(std::string_view step, const std::string& id, const Error& error);
  Status verified(const JournalProof& proof, std::span<const std::string> ids);
  Status finish();

private:
  struct State;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

} // namespace lpaz::bulk
