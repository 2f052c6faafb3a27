#include "tim/session/detail/operations.hpp"
#include "tests/support/catch.hpp"

using tim::session::OperationKind;
using tim::session::Operations;

namespace {

Operations::Operation operation(std::uint64_t id, std::uint64_t key) { return {id, OperationKind::request, key}; }

}  // namespace

TEST_CASE("deadlines come due in their order, each once") {
    Operations operations;
    operations.add(operation(1, 11), 300);
    operations.add(operation(2, 12), 100);
    CHECK(operations.wake_at() == 100);
    CHECK_FALSE(operations.take_due(99));
    CHECK(operations.take_due(500)->key == 12);
    CHECK(operations.take_due(500)->key == 11);
    CHECK_FALSE(operations.take_due(500));
    CHECK_FALSE(operations.wake_at());
}

TEST_CASE("an operation is cancelled by its name once") {
    Operations operations;
    operations.add(operation(7, 11), 300);
    CHECK(operations.cancel(7)->key == 11);
    CHECK_FALSE(operations.cancel(7));
    CHECK_FALSE(operations.take_due(1000));
}

TEST_CASE("a completed operation is neither due nor cancelled") {
    Operations operations;
    operations.add(operation(7, 11), 300);
    operations.remove(11);
    CHECK_FALSE(operations.cancel(7));
    CHECK_FALSE(operations.take_due(1000));
}

TEST_CASE("an operation without a deadline waits for ever") {
    Operations operations;
    operations.add(operation(7, 11), std::nullopt);
    CHECK_FALSE(operations.wake_at());
    CHECK(operations.cancel(7)->key == 11);
}

TEST_CASE("operations without a name cannot be cancelled") {
    Operations operations;
    operations.add(operation(0, 11), 300);
    CHECK_FALSE(operations.cancel(0));
    CHECK(operations.take_due(300)->key == 11);
}
