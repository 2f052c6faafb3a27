#include <tim/core/error.hpp>
#include <tim/core/ids.hpp>

// Exits with 0 when a body of the library was found and linked.
int main() {
    const bool valid = tim::check_user_id("alice").has_value();
    const tim::error_code ec = tim::Errc::svr_group_not_found;
    return valid && ec.value() == 10010 && !ec.message().empty() ? 0 : 1;
}
