#pragma once

#include "sandbox/store/tenant.hpp"

#include "lpaz/util/result.hpp"

#include <cstddef>
#include <string>

namespace lpaz::sandbox::seed {

// The tenant Contoso with fixed ids; the client secret is new in every process.
store::TenantIdentity tenant_identity();

// Users are named by alias or principal name, groups by key.
store::ObjectId user_id(const std::string& alias);
store::ObjectId group_id(const std::string& key);

// Adds the company of some 30 users and 7 groups (company.json); all ids are derived from names and
// never change. Fails if a row of the file is wrong.
//
// Principal names end in @contoso.example unless they are given in full:
//   ada.lovelace, grace.hopper (Global Administrators), breakglass@contoso.onmicrosoft.com (Global
//   Administrator), alan.turing (User Administrator), katherine.johnson (eligible for Global
//   Administrator), linus.synced (from on-premises), dennis.blocked (blocked already),
//   mallory.escape (a display name full of control characters),
//   pat_partner.example#EXT#@contoso.onmicrosoft.com (a guest), former.colleague (in the recycle
//   bin for three days)
// Groups: All Staff (security, holds Engineering as a member), Engineering, Finance, Marketing (not
//   security-enabled: a Microsoft 365 group), Sales twice (the same display name), Sales EMEA
//   (dynamic).
Status fill_company(store::Tenant& tenant);

constexpr std::size_t k_team_size = 200;

// Adds generated users until the tenant has `users` of them, and a group for every `team_size`, at
// least one: "Team 0001", …; principal names user000001@contoso.example, …. Every 50th is blocked.
void fill_generated(store::Tenant& tenant, std::size_t users, std::size_t team_size = k_team_size);

} // namespace lpaz::sandbox::seed
