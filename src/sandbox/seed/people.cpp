#include "sandbox/seed/people.hpp"

#include <array>

namespace lpaz::sandbox::seed {
namespace {

constexpr std::string_view k_engineering = "Engineering";
constexpr std::string_view k_finance = "Finance";
constexpr std::string_view k_marketing = "Marketing";
constexpr std::string_view k_sales = "Sales";
constexpr std::string_view k_it = "IT";

// A name that tries to clear the screen, set the window title, turn the text direction and hide.
constexpr std::string_view k_hostile_name =
    "Mallory \x1b[2J\x1b[31mESC\x1b[0m \x1b]0;title\x07 \xe2\x80\xae"
    "desrever\xe2\x80\xac \xe2\x80\x8b"
    "zero\twidth\r\nline";

constexpr std::array k_people{
    Person{"ada.lovelace", "Ada", "Lovelace", "", "Chief Information Officer", k_it, ""},
    Person{"grace.hopper", "Grace", "Hopper", "", "Head of IT Operations", k_it, "ada.lovelace"},
    Person{"alan.turing", "Alan", "Turing", "", "Identity Engineer", k_it, "grace.hopper"},
    Person{"breakglass@contoso.onmicrosoft.com",
           "",
           "",
           "Break Glass Account",
           "Emergency access, do not use",
           "",
           ""},
    Person{
        "katherine.johnson", "Katherine", "Johnson", "", "Security Analyst", k_it, "grace.hopper"},
    Person{
        "barbara.liskov", "Barbara", "Liskov", "", "VP Engineering", k_engineering, "ada.lovelace"},
    Person{"edsger.dijkstra",
           "Edsger",
           "Dijkstra",
           "",
           "Principal Engineer",
           k_engineering,
           "barbara.liskov"},
    Person{
        "donald.knuth", "Donald", "Knuth", "", "Technical Writer", k_engineering, "barbara.liskov"},
    Person{"margaret.hamilton",
           "Margaret",
           "Hamilton",
           "",
           "Staff Engineer",
           k_engineering,
           "barbara.liskov"},
    Person{"sinead.oconnor",
           "Sinéad",
           "O'Connor",
           "Sinéad O'Connor",
           "Engineer",
           k_engineering,
           "margaret.hamilton"},
    Person{"o'hara", "Scarlett", "O'Hara", "", "Engineer", k_engineering, "margaret.hamilton"},
    Person{"jurgen.muller", "Jürgen", "Müller", "", "Engineer", k_engineering, "margaret.hamilton"},
    Person{"zoe.strasse", "Zoë", "Straße", "", "Designer", k_engineering, "margaret.hamilton"},
    Person{"yukihiro.matsumoto",
           "ゆきひろ",
           "松本",
           "松本 ゆきひろ",
           "Engineer",
           k_engineering,
           "margaret.hamilton"},
    Person{"wei.zhang", "伟", "张", "张伟", "Engineer", k_engineering, "margaret.hamilton"},
    Person{
        "linus.synced", "Linus", "Synced", "", "Release Engineer", k_engineering, "barbara.liskov"},
    Person{"frances.allen",
           "Frances",
           "Allen",
           "",
           "Chief Financial Officer",
           k_finance,
           "ada.lovelace"},
    Person{"john.backus", "John", "Backus", "", "Accountant", k_finance, "frances.allen"},
    Person{"jean.sammet", "Jean", "Sammet", "", "Accountant", k_finance, "frances.allen"},
    Person{"dennis.blocked", "Dennis", "Blocked", "", "Auditor", k_finance, "frances.allen"},
    Person{"radia.perlman", "Radia", "Perlman", "", "Marketing Lead", k_marketing, "ada.lovelace"},
    Person{"tim.berners-lee", "Tim", "Berners-Lee", "", "Web Editor", k_marketing, "radia.perlman"},
    Person{"mallory.escape",
           "Mallory",
           "Escape",
           k_hostile_name,
           "Copywriter",
           k_marketing,
           "radia.perlman"},
    Person{"hedy.lamarr", "Hedy", "Lamarr", "", "Sales Lead", k_sales, "ada.lovelace"},
    Person{"annie.easley", "Annie", "Easley", "", "Account Executive", k_sales, "hedy.lamarr"},
    Person{"mary.jackson", "Mary", "Jackson", "", "Account Executive", k_sales, "hedy.lamarr"},
    Person{
        "dorothy.vaughan", "Dorothy", "Vaughan", "", "Account Executive", k_sales, "hedy.lamarr"},
    Person{"jose.nunez", "José", "Núñez", "", "Account Executive", k_sales, "hedy.lamarr"},
    Person{
        "bjorn.hakansson", "Björn", "Håkansson", "", "Account Executive", k_sales, "hedy.lamarr"},
    Person{"smith+test", "Sam", "Smith", "Smith, Sam (test)", "Tester", k_sales, "hedy.lamarr"},
    Person{"pat_partner.example#EXT#@contoso.onmicrosoft.com",
           "Pat",
           "Partner",
           "Pat Partner",
           "Consultant",
           "",
           ""},
    Person{
        "former.colleague", "Former", "Colleague", "", "Engineer", k_engineering, "barbara.liskov"},
};

} // namespace

std::span<const Person> people()
{
  return k_people;
}

} // namespace lpaz::sandbox::seed
