#pragma once

#include "lpaz/admin/bulk_run.hpp"

#include <string>
#include <vector>

namespace lpaz::commands {

// Writes that may be repeated, for then the service only says that it is so already: no outcome
// has to be looked up.
class RequestWork : public admin::BulkWork {
public:
  struct Step {
    std::string word; // for the journal
    graph::GraphRequest request;
  };

  // `already` is the error that says that it is so already.
  explicit RequestWork(ErrorKind already) : m_already(already) {}
  void add(std::string id, std::vector<Step> steps);
  // The service said of one of the item's steps that it was so already.
  bool was_so(std::size_t item) const { return m_items[item].was_so; }

  std::size_t size() const override { return m_items.size(); }
  const std::string& id(std::size_t item) const override { return m_items[item].id; }
  std::size_t step_count(std::size_t item) const override { return m_items[item].steps.size(); }
  std::string_view word(std::size_t item, std::size_t step) const override;
  graph::GraphRequest request(std::size_t item, std::size_t step) const override;
  bool means_done(std::size_t item, std::size_t step, const Error& error) const override;
  std::optional<graph::GraphRequest> look(std::size_t item, std::size_t step) const override;
  bool was_carried_out(std::size_t item,
                       std::size_t step,
                       const Result<nlohmann::json>& seen,
                       util::TimePoint sent) const override;

private:
  struct Item {
    std::string id;
    std::vector<Step> steps;
    mutable bool was_so = false;
  };

  ErrorKind m_already;
  std::vector<Item> m_items;
};

} // namespace lpaz::commands
