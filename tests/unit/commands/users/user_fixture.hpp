#pragma once

#include "support/command_fixture.hpp"

#include <string>
#include <vector>

namespace lpaz::test {

// What the commands that change many people read and write, scripted; Ada and Grace are the people.
class UserFixture : public CommandFixture {
public:
  // The directory: roles (nobody holds one), and who is looked up.
  void script_ada(bool enabled = true);
  void script_both(bool enabled = true);
  // The enterprise app and its job; `quarantined` stops it.
  void script_ada_blocked(); // both are looked up, and she is blocked
  void script_source(bool quarantined = false);
  // What a wait reads from now on, after script_source(): the job, and the provisioning log, which
  // says that these people were disabled a minute later.
  // The directory's audit log, which may not be read.
  void script_audits();
  void script_log(const std::vector<std::string>& disabled_ids);
  // Who is assigned to the app directly, and whom the group "LastPass pilot" has in scope.
  void script_scope(const std::vector<std::string>& assigned_ids,
                    const std::vector<std::string>& people,
                    const std::vector<std::string>& members = {});
  void script_block(const std::string& id);
  void script_deletion(const std::string& id);

  // The Enterprise API: these accounts are disabled.
  void configure_last_pass();
  void script_accounts(const std::vector<std::string>& disabled_names);

  // Writes a file and returns its path.
  std::string file(const std::string& name, const std::string& text) const;
  // An answer to everything that changes nobody.
  void check_nothing_happened(int expected_code);
  // userPrincipalName and result of each row, "ada: blocked".
  std::vector<std::string> results() const;

private:
  Json m_job;
};

} // namespace lpaz::test
