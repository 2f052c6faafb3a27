#include "benchmarks/codec/baselines.hpp"

#include "tim/codec/read.hpp"
#include "tim/codec/write.hpp"

namespace bench {
namespace {

class Tim final : public Way {
public:
    Messages read(std::string_view text) override { return tim::codec::read_list<tim::MessageData>(text).value(); }

    void write(const Messages& messages, std::string& text) override {
        text.clear();
        tim::codec::write(text, messages);
    }
};

}  // namespace

std::unique_ptr<Way> make_tim() { return std::make_unique<Tim>(); }

}  // namespace bench
