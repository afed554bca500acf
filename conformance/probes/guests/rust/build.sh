#!/bin/sh
# Usage: ./build.sh [OUTDIR]    needs cargo and the target wasm32-unknown-unknown
set -e
cd "$(dirname "$0")"
out=$(cd "${1:-../../../wasm}" && pwd)
CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
cargo fetch --quiet
# Keep the paths of this machine out of the module (the last matching prefix counts).
RUSTFLAGS="--remap-path-prefix=$PWD=. --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
for d in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/; do RUSTFLAGS="$RUSTFLAGS --remap-path-prefix=${d%/}=crates"; done
export RUSTFLAGS CARGO_TARGET_DIR
cargo build --quiet --release --target wasm32-unknown-unknown
cp "$CARGO_TARGET_DIR/wasm32-unknown-unknown/release/circuit_breaker.wasm" "$out/guest_circuit_breaker.wasm"
chmod 644 "$out/guest_circuit_breaker.wasm"
ls -l "$out/guest_circuit_breaker.wasm"
