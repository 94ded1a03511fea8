#include "support/command_fixture.hpp"
#include "support/golden_file.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace lpaz;
using namespace lpaz::test;

namespace {

const std::string k_client = "c0000000-0000-0000-0000-000000000002";

unsigned mode(const std::filesystem::path& path)
{
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 ? status.st_mode & 0777U : 0;
}

class LoginFixture : public CommandFixture {
public:
  std::filesystem::path secret_file(const std::string& profile = "default") const
  {
    return home / (".config/lpaz/" + profile + ".secret");
  }
  OrderedJson profile(const std::string& name = "default") const
  {
    return OrderedJson::parse(read_file(config_file()))["profiles"][name];
  }
  // The sign-in service says that the secret is wrong.
  void refuse()
  {
    tenant.token_answer(401,
                        {{"error", "invalid_client"},
                         {"error_description", "AADSTS7000215: Invalid client secret provided."},
                         {"error_codes", Json::array({7000215})}});
  }
  bool sent(const std::string& part) const
  {
    return tenant.token_requests().back().find(part) != std::string::npos;
  }
};

} // namespace

TEST_CASE_FIXTURE(LoginFixture, "login checks the credential of the environment, and keeps nothing")
{
  run({"login"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.token_requests().size() == 1);
  CHECK(tenant.requests() == 0);
  CHECK_FALSE(std::filesystem::exists(config_file()));
  check_golden("login_table.txt", out);
}

TEST_CASE_FIXTURE(LoginFixture, "login asks for a new token each time, for it is there to check")
{
  run({"login"});
  run({"login", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(tenant.token_requests().size() == 2);
  CHECK(json()["clientId"] == "c0000000-0000-0000-0000-000000000001");
  CHECK(json()["objectId"] == "00000000-0000-0000-0000-0000000000ff");
  CHECK(json()["permissions"] ==
        OrderedJson::array({"User.ReadWrite.All", "Synchronization.ReadWrite.All"}));
  CHECK(json()["tokenExpires"] == "2026-01-02T04:04:04Z");
  CHECK(out.find("S3cret") == std::string::npos);
}

TEST_CASE_FIXTURE(LoginFixture,
                  "login keeps a secret from standard input in a private file of its own")
{
  environment.erase("AZURE_CLIENT_SECRET");
  streams.in().text = "T0p~secret\n";
  run({"login",
       "--tenant-id",
       "contoso.onmicrosoft.com",
       "--client-id",
       k_client,
       "--client-secret-file",
       "-"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(sent("client_secret=T0p~secret"));
  CHECK(sent("client_id=" + k_client));
  CHECK(read_file(secret_file()) == "T0p~secret");
  CHECK(mode(secret_file()) == 0600);
  CHECK(mode(config_file()) == 0600);
  CHECK(mode(config_file().parent_path()) == 0700);
  CHECK(profile() == OrderedJson{{"tenantId", "contoso.onmicrosoft.com"},
                                 {"clientId", k_client},
                                 {"clientSecretFile", secret_file().string()}});
  CHECK(says("readable by you only"));
  CHECK((out + err).find("T0p~secret") == std::string::npos);
}

TEST_CASE_FIXTURE(LoginFixture, "what login kept is found by the next command")
{
  environment = {{"HOME", home.path().string()}};
  streams.in().text = "T0p~secret";
  run({"login",
       "--tenant-id",
       "contoso.example",
       "--client-id",
       k_client,
       "--client-secret-file",
       "-",
       "--profile",
       "prod"});
  CHECK_MESSAGE(code == 0, err);
  tenant.forget_requests();
  run({"login", "--profile", "prod", "-o", "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["clientId"] == k_client);
  CHECK(sent("client_secret=T0p~secret"));
  CHECK(std::filesystem::exists(secret_file("prod")));
}

TEST_CASE_FIXTURE(LoginFixture, "login asks for the secret without echo if it was not given")
{
  prompter.answers = {"T0p~secret"};
  run({"login", "--client-id", k_client});
  CHECK_MESSAGE(code == 0, err);
  CHECK(prompter.questions == std::deque<std::string>{"Client secret"});
  CHECK(read_file(secret_file()) == "T0p~secret");
  CHECK(profile()["tenantId"] == "contoso.example");
}

TEST_CASE_FIXTURE(LoginFixture,
                  "login without a terminal and without a secret is refused, keeps nothing")
{
  run({"login", "--client-id", k_client});
  CHECK(code == 6);
  CHECK_FALSE(std::filesystem::exists(config_file()));
}

TEST_CASE_FIXTURE(LoginFixture, "login keeps only the path of a secret that stands in a file")
{
  const auto file = write_file("own/secret.txt", "T0p~secret\n");
  run({"login", "--client-id", k_client, "--client-secret-file", file.string()});
  CHECK_MESSAGE(code == 0, err);
  CHECK(profile()["clientSecretFile"] == file.string());
  CHECK_FALSE(std::filesystem::exists(secret_file()));
  CHECK(sent("client_secret=T0p~secret"));
}

TEST_CASE_FIXTURE(LoginFixture,
                  "login keeps the whole path of a file that was named from where one stood")
{
  const auto file = write_file("own/secret.txt", "T0p~secret\n");
  const auto relative = std::filesystem::relative(file);
  run({"login", "--client-id", k_client, "--client-secret-file", relative.string()});
  CHECK_MESSAGE(code == 0, err);
  const std::filesystem::path kept = profile()["clientSecretFile"].get<std::string>();
  CHECK(kept.is_absolute());
  CHECK(std::filesystem::equivalent(kept, file));
}

TEST_CASE_FIXTURE(LoginFixture,
                  "login refuses a secret file that is open to others, missing or empty")
{
  const auto file = write_file("secret.txt", "T0p~secret");
  std::filesystem::permissions(file, std::filesystem::perms(0644));
  run({"login", "--client-id", k_client, "--client-secret-file", file.string()});
  CHECK(code == 6);
  CHECK(says("chmod 600"));
  run({"login", "--client-id", k_client, "--client-secret-file", (home / "none").string()});
  CHECK(code == 8);
  const auto empty = write_file("empty.txt", "\n");
  run({"login", "--client-id", k_client, "--client-secret-file", empty.string()});
  CHECK(code == 2);
  run({"login", "--client-id", k_client, "--client-secret-file", "-"});
  CHECK(code == 2);
  CHECK(tenant.token_requests().empty());
  CHECK_FALSE(std::filesystem::exists(config_file()));
}

TEST_CASE_FIXTURE(LoginFixture, "login keeps nothing of a credential that does not work")
{
  refuse();
  streams.in().text = "wrong";
  run({"login", "--client-id", k_client, "--client-secret-file", "-", "-o", "json"});
  CHECK(code == 4);
  CHECK(out.empty());
  CHECK(error()["code"] == "AADSTS7000215");
  CHECK_FALSE(std::filesystem::exists(config_file()));
  CHECK_FALSE(std::filesystem::exists(secret_file()));
}

TEST_CASE_FIXTURE(LoginFixture, "login that fails leaves the profile and the secret of before")
{
  streams.in().text = "T0p~secret";
  run({"login", "--client-id", k_client, "--client-secret-file", "-"});
  const std::string before = read_file(config_file());
  refuse();
  streams.in().text = "wrong";
  run({"login", "--client-id", "other", "--client-secret-file", "-"});
  CHECK(code == 4);
  CHECK(read_file(config_file()) == before);
  CHECK(read_file(secret_file()) == "T0p~secret");
}

TEST_CASE_FIXTURE(LoginFixture, "login keeps the cloud that was asked for, and other profiles")
{
  write_file(".config/lpaz/config.json",
             R"({"profiles": {"default": {"app": "LastPass EU"}, "other": {"tenantId": "t"}}})");
  streams.in().text = "T0p~secret";
  run({"login",
       "--client-id",
       k_client,
       "--client-secret-file",
       "-",
       "--cloud",
       "usgov",
       "-o",
       "json"});
  CHECK_MESSAGE(code == 0, err);
  CHECK(json()["authority"] == "https://login.microsoftonline.us");
  CHECK(profile()["cloud"] == "usgov");
  CHECK(profile()["app"] == "LastPass EU");
  CHECK(profile("other")["tenantId"] == "t");
}

TEST_CASE_FIXTURE(LoginFixture,
                  "login keeps the secret beside the configuration that --config names")
{
  const auto config = home / "ops/lpaz.json";
  std::filesystem::create_directory(home / "ops");
  std::filesystem::permissions(home / "ops", std::filesystem::perms(0755));
  streams.in().text = "T0p~secret";
  run({"login", "--client-id", k_client, "--client-secret-file", "-", "--config", config.string()});
  CHECK_MESSAGE(code == 0, err);
  CHECK(read_file(home / "ops/default.secret") == "T0p~secret");
  CHECK(mode(home / "ops/default.secret") == 0600);
  CHECK(mode(home / "ops") == 0755);
}

TEST_CASE_FIXTURE(LoginFixture, "login takes no profile name that leads out of its folder")
{
  for (const char* name : {"../evil", "a/b", ".hidden"}) {
    CAPTURE(name);
    streams.in().text = "T0p~secret";
    run({"login", "--client-id", k_client, "--client-secret-file", "-", "--profile", name});
    CHECK(code == 2);
  }
  CHECK(tenant.token_requests().empty());
}

TEST_CASE_FIXTURE(LoginFixture, "login without a home wants --config to keep something")
{
  environment.erase("HOME");
  run({"login", "--client-id", k_client, "--client-secret-file", "-"});
  CHECK(code == 2);
  CHECK(says("--config"));
}

TEST_CASE_FIXTURE(LoginFixture, "login never takes a secret as an option")
{
  for (const char* option : {"--client-secret", "--client-secret=x", "--password"}) {
    CAPTURE(option);
    run({"login", option});
    CHECK(code == 2);
  }
  run({"login", "--tenant-id", "", "--client-secret-file", ""});
  CHECK((code == 2 || code == 8));
  CHECK(tenant.token_requests().empty());
}
