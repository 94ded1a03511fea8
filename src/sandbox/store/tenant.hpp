#pragma once

#include "sandbox/store/directory.hpp"
#include "sandbox/store/sandbox_clock.hpp"

#include <chrono>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <string>

namespace lpaz::sandbox::store {

// Who may sign in, and what the tenant is called. Fixed once the tenant is made.
struct TenantIdentity {
  ObjectId tenant_id;
  std::string display_name;
  std::string domain;         // lpaz-sandbox.example, the default one
  std::string initial_domain; // lpazsandbox.onmicrosoft.com
  ObjectId client_id;         // of the app that signs in
  std::string client_secret;
  ObjectId client_principal_id; // its service principal
};

// Options that change how the tenant behaves.
struct TenantBehaviour {
  std::chrono::milliseconds replication{0}; // before Graph shows what was created
  std::chrono::seconds token_life{3599};
  std::chrono::seconds cycle_interval{40 * 60}; // of new jobs
  std::set<std::string> granted;                // application permissions in the app's tokens
  // Graph lets accountEnabled of synced users be changed; their own directory overwrites it.
  bool accepts_synced_writes = false;
};

// The directory with its lock (one, for readers together or one writer) and its clock.
// Hold an access only while working on the directory: never while waiting or sending a request.
class Tenant {
public:
  Tenant(TenantIdentity identity, TenantBehaviour behaviour);

  class ReadAccess {
  public:
    explicit ReadAccess(const Tenant& tenant)
        : m_lock(tenant.m_mutex), m_directory(&tenant.m_directory)
    {
    }
    const Directory* operator->() const { return m_directory; }
    const Directory& operator*() const { return *m_directory; }

  private:
    std::shared_lock<std::shared_mutex> m_lock;
    const Directory* m_directory;
  };

  class WriteAccess {
  public:
    explicit WriteAccess(Tenant& tenant) : m_lock(tenant.m_mutex), m_directory(&tenant.m_directory)
    {
    }
    Directory* operator->() const { return m_directory; }
    Directory& operator*() const { return *m_directory; }

  private:
    std::unique_lock<std::shared_mutex> m_lock;
    Directory* m_directory;
  };

  // auto directory = tenant.read(); directory->find_user(id). Neither may be nested.
  ReadAccess read() const { return ReadAccess(*this); }
  WriteAccess write() { return WriteAccess(*this); }

  const TenantIdentity& identity() const { return m_identity; }
  const TenantBehaviour& behaviour() const { return m_behaviour; }
  SandboxClock& clock() { return m_clock; }
  const SandboxClock& clock() const { return m_clock; }
  util::TimePoint now() const { return m_clock.now(); }
  // When an object that is created now becomes visible to Graph.
  util::TimePoint visible_from_now() const { return now() + m_behaviour.replication; }

private:
  TenantIdentity m_identity;
  TenantBehaviour m_behaviour;
  SandboxClock m_clock;
  mutable std::shared_mutex m_mutex;
  Directory m_directory;
};

} // namespace lpaz::sandbox::store
