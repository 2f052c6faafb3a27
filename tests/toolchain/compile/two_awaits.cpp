// Two co_await in one condition.

#include "task.hpp"

Task both() {
    if (co_await Task() && co_await Task()) co_return;
    if (co_await Task() || co_await Task()) co_return;
}
