#!/bin/sh
# Makes the virtual environment and fills it from the hashed lock. Called by make; needs Python 3.11 or newer.
set -eu
venv="$1"

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ ! -x "$venv/bin/python" ]; then
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14; do
        if new_enough "$candidate"; then
            python="$candidate"
            break
        fi
    done
    if [ -z "${python:-}" ]; then
        echo "Convoca needs Python 3.11 or newer. Install it, or name it: make PYTHON=/path/to/python3" >&2
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
        exit 1
    fi
    echo "Making $venv with $("$python" --version)"
    "$python" -m venv "$venv"
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
uv="$venv/bin/uv"
VIRTUAL_ENV="$(cd "$venv" && pwd)"
export VIRTUAL_ENV
"$venv/bin/python" -m pip install -q --require-hashes --no-deps -r requirements-uv.txt
"$uv" pip sync -q --require-hashes --compile-bytecode requirements.lock
"$uv" pip install -q --no-build-isolation --no-deps -e .
