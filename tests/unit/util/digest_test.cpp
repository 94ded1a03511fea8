#include "lpaz/util/digest.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace lpaz::util {
namespace {

using namespace std::string_view_literals;

TEST_CASE("sha256_hex agrees with the vectors of FIPS 180-4")
{
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("hmac_sha256_hex agrees with the vectors of RFC 4231")
{
  CHECK(hmac_sha256_hex("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac_sha256_hex(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac_sha256_hex(std::string(131, '\xaa'),
                        "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(hmac_sha256_hex("", "") != sha256_hex(""));
}

TEST_CASE("base64_encode agrees with the vectors of RFC 4648")
{
  CHECK(base64_encode("").empty());
  CHECK(base64_encode("f") == "Zg==");
  CHECK(base64_encode("fo") == "Zm8=");
  CHECK(base64_encode("foo") == "Zm9v");
  CHECK(base64_encode("foobar") == "Zm9vYmFy");
  CHECK(base64_encode("\xfb\xff\xfe") == "+//+");
}

TEST_CASE("base64url has its own alphabet and no padding")
{
  CHECK(base64url_encode("\xfb\xff\xfe") == "-__-");
  CHECK(base64url_encode("f") == "Zg");
  CHECK(base64url_decode("-__-") == "\xfb\xff\xfe");
  CHECK(base64url_decode("Zg") == "f");
  CHECK(base64url_decode("Zg==") == "f");
  CHECK(base64url_decode("") == "");
}

TEST_CASE("base64url_decode refuses what is not base64url")
{
  for (const std::string_view text :
       {"A"sv, "AAAAA"sv, "Zm 9v"sv, "Zm9v\n"sv, "+//+"sv, "Z=g"sv, "Zg==="sv, "Zg\0"sv, "é"sv}) {
    CAPTURE(text);
    CHECK_FALSE(base64url_decode(text).has_value());
  }
}

TEST_CASE("base64url_decode undoes base64url_encode for every byte and length")
{
  std::string bytes;
  for (int byte = 255; byte >= 0; --byte) {
    bytes += static_cast<char>(byte);
    REQUIRE(base64url_decode(base64url_encode(bytes)) == bytes);
  }
}

TEST_CASE("random_bytes gives as many as asked for, and others each time")
{
  CHECK(random_bytes(0).empty());
  CHECK(random_bytes(33).size() == 33);
  CHECK(random_bytes(16) != random_bytes(16));
}

} // namespace
} // namespace lpaz::util
