#pragma once

#include "lpaz/util/clock.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

namespace lpaz::sandbox::server {

// One request as it was answered.
struct JournalEntry {
  std::uint64_t number = 0; // given by Journal::add, from 1
  util::TimePoint time;     // by the tenant's calendar
  std::string method;
  std::string path; // with the query
  int status = 0;
  std::size_t bytes_in = 0;  // bodies
  std::size_t bytes_out = 0; // before compression
  std::int64_t duration_us = 0;
  std::string client_request_id;
  std::string user_agent;
  int connection = 0; // the client's port: the same for requests on one connection
  std::string fault;  // what was done to it on request; empty: nothing
  std::string body;   // of a $batch request, whose parts the path does not tell; else empty
};

// The newest k_capacity requests. May be used from many threads.
class Journal {
public:
  static constexpr std::size_t k_capacity = 50'000;
  static constexpr std::size_t k_bodies = 100; // of the newest requests only

  void add(JournalEntry entry);
  void reset();
  std::uint64_t count() const; // since the last reset, dropped ones included
  // A JSON array of the entries, oldest first, whose path starts with `prefix` and that have this
  // method; empty: any method.
  std::string to_json(std::string_view prefix, std::string_view method = {}) const;

private:
  mutable std::mutex m_mutex;
  std::deque<JournalEntry> m_entries;
  std::uint64_t m_count = 0;
};

} // namespace lpaz::sandbox::server
