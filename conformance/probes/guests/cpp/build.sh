#!/bin/sh
# Usage: ./build.sh [OUTDIR]    needs `pip install ziglang`; PYTHON names the interpreter that has it
set -e
cd "$(dirname "$0")"
out=$(cd "${1:-../../../wasm}" && pwd)
for source in *.cc; do
  wasm="$out/guest_${source%.cc}.wasm"
  "${PYTHON:-python3}" -m ziglang c++ -target wasm32-wasi -mexec-model=reactor -std=c++17 -Os -s -Wall -Wextra \
    -fno-exceptions -fno-rtti "$source" -o "$wasm"
  chmod 644 "$wasm"
  ls -l "$wasm"
done
