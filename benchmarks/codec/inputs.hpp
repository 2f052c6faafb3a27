#pragma once

#include "benchmarks/codec/baselines.hpp"

namespace bench {

/// A C2C text of about 800 bytes of JSON, a third of its text Chinese.
Messages one_message();

/// 100 messages as a busy day has them: 60 texts, 10 custom, 8 faces, 8 images, 5 places, 5 files, 4 recordings; 40 of
/// them in groups.
Messages mixed_messages();

}  // namespace bench
