#pragma once

#include <functional>
#include <string_view>

namespace tim {

/// Severities of the documented log callback (`TIMLogLevel`), mildest first.
enum class LogLevel : int { verbose = 2, debug = 3, info = 4, warning = 5, error = 6 };

/// Receives one line without a line end. Called on the thread that logs, so it must be quick, may not call back into
/// the object that logs, and must not throw: an exception may end the program. Lines never hold a secret or the text of
/// a message.
using LogSink = std::function<void(LogLevel, std::string_view)>;

}  // namespace tim
