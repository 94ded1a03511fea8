#pragma once

#include "model/service.hpp"
#include "model/world.hpp"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lpaz::model {

// Where a run dies: everything that it does from then on is as if it had not been done.
struct Crash {
  int request = 0;    // counted from 1; 0: it lives
  bool after = false; // the request arrives, its answer does not
  int parts = -1;     // of a $batch only so many are carried out
};

struct Row {
  std::string id;
  std::string name;
  std::optional<bool> verified;
  std::string result;
  std::string last_pass;
  std::string pending;
  std::string error;
};

struct RunResult {
  int code = -1;
  bool crashed = false;
  std::vector<Row> rows; // none after a crash
  std::string err;
  std::string unknown;           // a request that the model does not know
  std::set<std::string> written; // ids of the people whom writes were about
  int requests = 0;
};

// Runs `lpaz <words>` in this process against the world, with the client's clock.
RunResult run_lpaz(World& world,
                   const std::vector<std::string>& words,
                   const Crash& crash,
                   const std::filesystem::path& journal);

// A folder of this process for journals, in memory where there is one.
const std::filesystem::path& journal_folder();

} // namespace lpaz::model
