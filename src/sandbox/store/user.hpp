#pragma once

#include "sandbox/store/id_set.hpp"
#include "sandbox/store/object_id.hpp"

#include "lpaz/util/clock.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace lpaz::sandbox::store {

// Contact fields that many users lack; shared between users where they are equal (an office).
struct ContactDetails {
  std::string street_address;
  std::string city;
  std::string state;
  std::string postal_code;
  std::string country;
  std::string office_location; // physicalDeliveryOfficeName of the mapping
  std::string business_phone;  // telephoneNumber of the mapping
  std::string mobile_phone;
  std::string fax_number;
  std::string company_name;
  std::string usage_location;
  std::string preferred_language;

  bool operator==(const ContactDetails&) const = default;
};

// An empty text stands for null.
struct User {
  ObjectId id;
  std::string user_principal_name; // what Graph shows; mangled while the user is deleted
  std::string display_name;
  std::string given_name;
  std::string surname;
  std::string mail;
  std::string mail_nickname;
  std::string job_title;
  std::string department;
  std::string employee_id;
  std::shared_ptr<const ContactDetails> contact; // may be null
  ObjectId manager;                              // zero: none
  bool account_enabled = true;
  bool is_guest = false;
  bool is_synced = false; // onPremisesSyncEnabled
  // Since when accountEnabled differs from the on-premises directory, which has the last word.
  std::optional<util::TimePoint> differs_since;
  util::TimePoint created;
  util::TimePoint sessions_valid_from;
  std::optional<util::TimePoint> deleted; // in the recycle bin since
  std::string name_before_deletion;       // the principal name to give back on restore
  IdSet member_of;                        // groups, direct; kept by Directory
  std::uint64_t change = 0;               // Directory::sequence() at the last change
  util::TimePoint visible_from;           // not there for Graph before this

  bool is_deleted() const { return deleted.has_value(); }
};

} // namespace lpaz::sandbox::store
