#include "lpaz/cli/row_columns.hpp"

#include "lpaz/util/time.hpp"

#include <nlohmann/json.hpp>

namespace lpaz::cli {

using util::OrderedJson;

OrderedJson text_or_null(const std::string& text)
{
  return text.empty() ? OrderedJson() : OrderedJson(text);
}

OrderedJson time_or_null(const std::optional<util::TimePoint>& time)
{
  return time ? OrderedJson(util::format_rfc3339(*time)) : OrderedJson();
}

OrderedJson time_or_null(const std::string& rfc3339)
{
  return time_or_null(util::parse_rfc3339(rfc3339));
}

} // namespace lpaz::cli
