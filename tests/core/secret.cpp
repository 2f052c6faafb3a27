#include "tim/core/secret.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <cstddef>
#include <new>
#include <sstream>
#include <type_traits>

namespace {

using tim::Secret;

template <class T>
concept Printable = requires(std::ostream& out, const T& value) { out << value; };

static_assert(!Printable<Secret>);
static_assert(!std::is_convertible_v<Secret, std::string_view>);
static_assert(!std::is_convertible_v<std::string, Secret>);
static_assert(!std::equality_comparable<Secret>);

/// Whether the object's own bytes contain the text: short strings are kept inside the object.
bool holds(const void* object, std::string_view text) {
    const char* bytes = static_cast<const char*>(object);
    return std::search(bytes, bytes + sizeof(Secret), text.begin(), text.end()) != bytes + sizeof(Secret);
}

TEST_CASE("a secret shows its bytes only when asked to reveal them", "[core]") {
    const Secret secret("hunter2");
    CHECK(secret.reveal() == "hunter2");
    CHECK_FALSE(secret.empty());
    CHECK(Secret().empty());
}

TEST_CASE("moving a secret leaves no copy of a short text behind", "[core]") {
    Secret from("hunter2");
    REQUIRE(holds(&from, "hunter2"));
    const Secret to(std::move(from));
    CHECK(to.reveal() == "hunter2");
    CHECK_FALSE(holds(&from, "unter2"));

    Secret source("hunter3");
    Secret target;
    target = std::move(source);
    CHECK(target.reveal() == "hunter3");
    CHECK_FALSE(holds(&source, "unter3"));
}

TEST_CASE("assigning a shorter secret leaves nothing of the longer one", "[core]") {
    Secret secret("hunter2");
    secret = Secret("ab");
    CHECK(secret.reveal() == "ab");
    CHECK_FALSE(holds(&secret, "nter2"));
}

TEST_CASE("a destroyed secret has wiped its bytes", "[core]") {
    // The storage outlives the object, so its bytes may still be looked at.
    alignas(Secret) std::byte storage[sizeof(Secret)];
    Secret* secret = new (storage) Secret("hunter2");
    REQUIRE(holds(storage, "hunter2"));
    secret->~Secret();
    CHECK_FALSE(holds(storage, "hunter2"));
}

TEST_CASE("a copied secret is independent of the first", "[core]") {
    Secret first("one");
    Secret second = first;
    first = Secret("two");
    CHECK(second.reveal() == "one");
    const Secret& alias = second;
    second = alias;
    CHECK(second.reveal() == "one");
}

}  // namespace
