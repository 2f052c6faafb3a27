#!/bin/sh
# plant_bugs.sh [SEEDS]: shows that the simulation finds bugs. Plants those of tests/simulation/planted, one at a time,
# into a copy of the committed tree; a run from SEEDS seeds (500 unless told) must fail with each, and pass without.
set -eu
cd "$(dirname "$0")/.."
seeds=${1:-500}
copy=build/planted
rm -rf "$copy"
mkdir -p "$copy"
git archive HEAD | tar -x -C "$copy"
cd "$copy"
cmake --preset release -DTIM_BUILD_TESTS=ON -DTIM_BUILD_EXAMPLES=OFF >cmake.log

# simulate: exit code of a run from all seeds; what it says goes to simulate.log.
simulate() {
    cmake --build --preset release --target simulate >build.log || { cat build.log >&2; exit 1; }
    build/release/tests/simulate --seeds "$seeds" >simulate.log
}

missed=0
if simulate; then echo "without a bug: passes"; else echo "without a bug: FAILS"; missed=1; fi
for bug in tests/simulation/planted/*.patch; do
    name=$(basename "$bug" .patch)
    patch -s -p1 <"$bug"
    if simulate; then
        echo "$name: NOT FOUND"
        missed=1
    else
        echo "$name: $(head -n 1 simulate.log)"
    fi
    tail -n 1 simulate.log
    patch -s -R -p1 <"$bug"
done
exit $missed
