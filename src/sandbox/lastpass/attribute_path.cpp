#include "sandbox/lastpass/attribute_path.hpp"

#include "sandbox/lastpass/scim_fault.hpp"

#include "lpaz/util/text.hpp"

#include <array>
#include <cctype>
#include <utility>

namespace lpaz::sandbox::lastpass {
namespace {

constexpr std::size_t k_longest = 4'096;
constexpr std::size_t k_most_comparisons = 10;

constexpr std::array<std::string_view, 34> k_names{
    "id",         "externalId",   "userName",          "active",         "displayName",
    "nickName",   "title",        "userType",          "name",           "formatted",
    "familyName", "givenName",    "middleName",        "emails",         "phoneNumbers",
    "addresses",  "roles",        "entitlements",      "groups",         "members",
    "value",      "type",         "primary",           "streetAddress",  "locality",
    "region",     "postalCode",   "country",           "employeeNumber", "department",
    "manager",    "organization", "preferredLanguage", "costCenter"};

// Reads paths and filters from the left. `fault_type` is the SCIM error type of what is wrong.
class Reader {
public:
  Reader(std::string_view text, std::string_view fault_type) : m_text(text), m_fault(fault_type) {}

  bool at_end()
  {
    skip_space();
    return m_position == m_text.size();
  }

  Result<AttributePath> path()
  {
    AttributePath result;
    std::string name = word();
    if (util::to_lower(name).starts_with("urn:")) {
      split_schema(name, result.schema);
    }
    const auto dot = name.find('.');
    result.attribute = canonical_name(name.substr(0, dot));
    if (dot != std::string::npos) {
      result.member = canonical_name(name.substr(dot + 1));
    }
    if (result.attribute.empty()) {
      return wrong("an attribute name is missing");
    }
    if (take('[')) {
      LPAZ_TRY(result.filters, element_filters());
      if (take('.')) {
        result.member = canonical_name(word());
      }
    }
    return result;
  }

  Result<Comparison> comparison()
  {
    skip_space();
    Comparison result;
    LPAZ_TRY(result.path, path());
    skip_space();
    const std::size_t before = m_position;
    const std::string operation = util::to_lower(word());
    if (operation == "eq") {
      LPAZ_TRY(result.value, literal());
    } else if (operation == "and" && !result.path.filters.empty()) {
      m_position = before; // a value path alone: some element fits
    } else if (operation != "pr" && (!operation.empty() || result.path.filters.empty())) {
      return wrong("only eq, pr and and are supported");
    }
    return result;
  }

  bool take_and()
  {
    skip_space();
    return util::equals_ignoring_case(word(), "and");
  }

  std::unexpected<Error> wrong(const std::string& what) const
  {
    return fail(scim_fault(400, m_fault, what));
  }

private:
  // "urn:…:User:department" into schema and name; the core's own prefix goes away.
  static void split_schema(std::string& name, std::string& schema)
  {
    for (const auto core : {k_core_user, k_core_group}) {
      if (util::equals_ignoring_case(std::string_view(name).substr(0, core.size()), core) &&
          name.size() > core.size() + 1) {
        name.erase(0, core.size() + 1);
        return;
      }
    }
    const auto colon = name.rfind(':');
    schema = name.substr(0, colon);
    name.erase(0, colon + 1);
    if (util::equals_ignoring_case(schema, k_enterprise_user)) {
      schema = k_enterprise_user;
    }
  }

  Result<std::vector<ElementFilter>> element_filters()
  {
    std::vector<ElementFilter> filters;
    do {
      skip_space();
      ElementFilter filter;
      filter.attribute = canonical_name(word());
      skip_space();
      if (filter.attribute.empty() || !util::equals_ignoring_case(word(), "eq")) {
        return wrong("only eq and and are supported between brackets");
      }
      LPAZ_TRY(filter.value, literal());
      filters.push_back(std::move(filter));
      skip_space();
    } while (filters.size() < k_most_comparisons && !take(']') && take_and());
    if (m_position == 0 || m_text[m_position - 1] != ']') {
      return wrong("the closing bracket is missing");
    }
    return filters;
  }

  Result<std::string> literal()
  {
    skip_space();
    if (!take('"')) {
      std::string value = util::to_lower(word());
      return value.empty() ? Result<std::string>(wrong("a value is missing")) : value;
    }
    std::string value;
    while (m_position < m_text.size()) {
      const char c = m_text[m_position++];
      if (c == '"') {
        return value;
      }
      if (c == '\\' && m_position < m_text.size()) {
        value += m_text[m_position++];
      } else {
        value += c;
      }
    }
    return wrong("the closing quotation mark is missing");
  }

  std::string word()
  {
    const std::size_t begin = m_position;
    while (m_position < m_text.size() && is_word(m_text[m_position])) {
      ++m_position;
    }
    return std::string(m_text.substr(begin, m_position - begin));
  }

  static bool is_word(char c)
  {
    constexpr std::string_view k_others = ":._-$";
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           k_others.find(c) != std::string_view::npos;
  }

  bool take(char c)
  {
    if (m_position >= m_text.size() || m_text[m_position] != c) {
      return false;
    }
    ++m_position;
    return true;
  }

  void skip_space()
  {
    while (m_position < m_text.size() && m_text[m_position] == ' ') {
      ++m_position;
    }
  }

  std::string_view m_text;
  std::string_view m_fault;
  std::size_t m_position = 0;
};

} // namespace

std::string canonical_name(std::string_view name)
{
  for (const auto known : k_names) {
    if (util::equals_ignoring_case(known, name)) {
      return std::string(known);
    }
  }
  return std::string(name);
}

Result<AttributePath> parse_path(std::string_view text)
{
  Reader reader(util::trim(text), "invalidPath");
  if (text.size() > k_longest) {
    return reader.wrong("the path is too long");
  }
  LPAZ_TRY(auto path, reader.path());
  if (!reader.at_end()) {
    return reader.wrong("the path does not end where it should");
  }
  return path;
}

Result<std::vector<Comparison>> parse_filter(std::string_view text)
{
  Reader reader(text, "invalidFilter");
  if (text.size() > k_longest) {
    return reader.wrong("the filter is too long");
  }
  std::vector<Comparison> comparisons;
  do {
    if (comparisons.size() == k_most_comparisons) {
      return reader.wrong("the filter has too many parts");
    }
    LPAZ_TRY(auto comparison, reader.comparison());
    comparisons.push_back(std::move(comparison));
    if (reader.at_end()) {
      return comparisons;
    }
  } while (reader.take_and());
  return reader.wrong("only eq, pr and and are supported");
}

} // namespace lpaz::sandbox::lastpass
