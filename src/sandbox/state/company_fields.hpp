#pragma once

#include "sandbox/lastpass/company.hpp"
#include "sandbox/state/directory_fields.hpp"

#include <string>
#include <vector>

// The document's fields of LastPass.
namespace lpaz::sandbox::state {

template <typename Archive, Like<lastpass::Account> Row>
void fields(Archive& archive, Row& account)
{
  archive.required("id", account.id);
  archive.required("uid", account.uid);
  archive.required("userName", account.user_name);
  archive("active", account.active, true);
  archive("hasLoggedIn", account.has_logged_in);
  archive("isAdmin", account.is_admin);
  archive("created", account.created);
  archive("modified", account.modified);
  archive("disabledSince", account.disabled_since);
  archive("reinvited", account.reinvited);
  archive.document("document", account.document);
}

// A group with its members in order.
struct CompanyGroupRow {
  std::string id;
  std::string display_name;
  std::string document;
  util::TimePoint created;
  util::TimePoint modified;
  std::vector<std::string> members;
};

template <typename Archive, Like<CompanyGroupRow> Row>
void fields(Archive& archive, Row& group)
{
  archive.required("id", group.id);
  archive("displayName", group.display_name);
  archive("created", group.created);
  archive("modified", group.modified);
  archive("members", group.members);
  archive.document("document", group.document);
}

template <typename Archive, Like<lastpass::DeletedAccount> Row>
void fields(Archive& archive, Row& account)
{
  archive.required("userName", account.user_name);
  archive.required("when", account.when);
}

} // namespace lpaz::sandbox::state
