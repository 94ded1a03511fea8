#include "sandbox/state/document_rows.hpp"
#include "sandbox/state/log_fields.hpp"
#include "sandbox/state/row_reader.hpp"

#include "lpaz/util/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <utility>

namespace lpaz::sandbox::state {
namespace {

using util::OrderedJson;
using Event = OrderedJson::parse_event_t;

constexpr int k_row_depth = 2;
constexpr int k_deepest = 64;

// Reads the document row by row while it is parsed, so that its whole tree never exists at once.
class DocumentReader {
public:
  explicit DocumentReader(DocumentRows& rows);

  // The parser found something: whether to keep it.
  bool take(int depth, Event event, const OrderedJson& json);
  Status finish(const OrderedJson& head);

private:
  using Taker = std::function<Status(const OrderedJson&, std::string place)>;

  template <typename Rows>
  void add_list(const std::string& name, Rows& rows)
  {
    m_lists.emplace(name, [&rows](const OrderedJson& json, std::string place) -> Status {
      RowReader reader(json, std::move(place));
      fields(reader, rows.emplace_back());
      return reader.finish();
    });
  }
  void begin_member(std::string name);
  void take_row(const OrderedJson& json);
  void complain(std::string message);

  DocumentRows& m_rows;
  std::map<std::string, Taker, std::less<>> m_lists;
  std::string m_member;
  const Taker* m_list = nullptr; // of m_member; null: it is a value
  std::size_t m_row = 0;
  std::optional<Error> m_error;
};

DocumentReader::DocumentReader(DocumentRows& rows) : m_rows(rows)
{
  add_list("users", rows.users);
  add_list("groups", rows.groups);
  add_list("applications", rows.applications);
  add_list("servicePrincipals", rows.service_principals);
  add_list("assignments", rows.assignments);
  add_list("roles", rows.roles);
  add_list("eligibleRoles", rows.eligible_roles);
  add_list("jobs", rows.jobs);
  add_list("secrets", rows.secrets);
  add_list("changes", rows.changes);
  add_list("provisioningLog", rows.log);
  add_list("directoryAudits", rows.audits);
  add_list("jobStates", rows.job_states);
  add_list("userLinks", rows.user_links);
  add_list("groupLinks", rows.group_links);
  add_list("escrows", rows.escrows);
  add_list("accounts", rows.accounts);
  add_list("accountGroups", rows.account_groups);
  add_list("deletedAccounts", rows.deleted_accounts);
}

void DocumentReader::complain(std::string message)
{
  if (!m_error) {
    Error error;
    error.kind = ErrorKind::usage;
    error.message = std::move(message);
    m_error = std::move(error);
  }
}

void DocumentReader::begin_member(std::string name)
{
  const auto list = m_lists.find(name);
  m_list = list == m_lists.end() ? nullptr : &list->second;
  m_member = std::move(name);
  m_row = 0;
}

void DocumentReader::take_row(const OrderedJson& json)
{
  auto taken = (*m_list)(json, fmt::format("{}[{}]", m_member, m_row));
  ++m_row;
  if (!taken) {
    m_error = std::move(taken).error();
  }
}

bool DocumentReader::take(int depth, Event event, const OrderedJson& json)
{
  if (depth > k_deepest) {
    complain("the document nests too deeply");
  }
  if (m_error) {
    return false;
  }
  if (depth == 1 && event == Event::key) {
    begin_member(json.get<std::string>());
    return true;
  }
  const bool is_end =
      event == Event::object_end || event == Event::array_end || event == Event::value;
  if (depth == k_row_depth && is_end && m_list != nullptr) {
    take_row(json);
    return false;
  }
  if (depth == 1 && m_list == nullptr && event != Event::value) {
    complain(fmt::format("the member {} is unknown", util::make_visible(m_member)));
  }
  if (depth == 1 && m_list != nullptr && event != Event::array_start && event != Event::array_end) {
    complain(fmt::format("{} is not a list", m_member));
  }
  return true;
}

Status DocumentReader::finish(const OrderedJson& head)
{
  if (m_error) {
    return fail(*m_error);
  }
  if (!head.is_object()) {
    return fail(ErrorKind::usage, "the document is not JSON, or it is incomplete");
  }
  OrderedJson values = OrderedJson::object();
  for (const auto& [name, value] : head.items()) {
    if (!m_lists.contains(name)) {
      values[name] = value;
    }
  }
  std::string format;
  RowReader reader(values, "document");
  reader.required("format", format);
  reader.required("version", m_rows.version);
  if (format != k_format || m_rows.version != k_version) {
    return fail(ErrorKind::usage,
                format != k_format
                    ? "this is not the state of a sandbox"
                    : fmt::format("version {} is not known to this lpaz-sandbox", m_rows.version),
                "make one with lpaz-sandbox state dump of the same version");
  }
  reader("clockOffsetSeconds", m_rows.clock_offset);
  reader.required("changeSequence", m_rows.change_sequence);
  reader.required("nextAccountNumber", m_rows.next_account_number);
  return reader.finish();
}

} // namespace

Result<DocumentRows> read_rows(std::string_view text)
{
  DocumentRows rows;
  DocumentReader reader(rows);
  const auto head = OrderedJson::parse(
      text,
      [&](int depth, Event event, OrderedJson& json) { return reader.take(depth, event, json); },
      false);
  LPAZ_CHECK(reader.finish(head));
  return rows;
}

} // namespace lpaz::sandbox::state
