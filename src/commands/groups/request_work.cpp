#include "commands/groups/request_work.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace lpaz::commands {

void RequestWork::add(std::string id, std::vector<Step> steps)
{
  m_items.push_back({std::move(id), std::move(steps)});
}

std::string_view RequestWork::word(std::size_t item, std::size_t step) const
{
  return m_items[item].steps[step].word;
}

graph::GraphRequest RequestWork::request(std::size_t item, std::size_t step) const
{
  return m_items[item].steps[step].request;
}

bool RequestWork::means_done(std::size_t item, std::size_t, const Error& error) const
{
  m_items[item].was_so = m_items[item].was_so || error.kind == m_already;
  return error.kind == m_already;
}

std::optional<graph::GraphRequest> RequestWork::look(std::size_t, std::size_t) const
{
  return std::nullopt;
}

bool RequestWork::was_carried_out(std::size_t,
                                  std::size_t,
                                  const Result<nlohmann::json>&,
                                  util::TimePoint) const
{
  return false;
}

} // namespace lpaz::commands
