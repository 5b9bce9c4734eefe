#!/usr/bin/env bash
# Compile the hash-only lock files from requirements/*.in. Needs uv; run by hand after changing one of them.
set -euo pipefail
cd "$(dirname "$0")/.."
for name in core server test; do
    uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links "requirements/$name.in" -o "requirements/$name.txt"
done
