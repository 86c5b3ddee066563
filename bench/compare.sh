#!/usr/bin/env bash
# Times the workloads of `purify bench` with this tool, with eager and with compiled PyTorch in turn, three times each, and
# prints medians, ratios and the roofline as Markdown. Needs the .NET SDK and a Python with PyTorch ($PYTHON, by default
# python3). Arguments: seconds a figure (2).
set -euo pipefail

cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
seconds=${1:-2}
rounds=3
unavailable=69
peers="eager compiled"

"$python" -c 'import torch' 2> /dev/null || {
    echo "compare: '$python' has no PyTorch; set PYTHON to a Python that has it." >&2
    exit 64
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Nothing is left in the source tree.
export PYTHONDONTWRITEBYTECODE=1

# Runs one peer; one that says it is unavailable is named and left out of the rounds that follow.
run_peer() {
    local peer=$1 round=$2 code=0
    "$python" "bench/peers/torch_$peer.py" --seconds "$seconds" > "$scratch/$peer-$round.json" 2> "$scratch/$peer.err" || code=$?
    if [ "$code" -eq "$unavailable" ]; then
        echo "compare: torch_$peer left out. $(tail -n 1 "$scratch/$peer.err")" >&2
        peers=${peers/$peer/}
    elif [ "$code" -ne 0 ]; then
        cat "$scratch/$peer.err" >&2
        exit 70
    fi
}

dotnet build -c Release -v quiet --nologo src/Cli > "$scratch/build" || { cat "$scratch/build" >&2; exit 70; }
for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    dotnet run -c Release --no-build --project src/Cli -- bench --json --seconds "$seconds" \
        > "$scratch/purify-$round.json" 2> "$scratch/purify.err" || { cat "$scratch/purify.err" >&2; exit 70; }
    for peer in $peers; do
        run_peer "$peer" "$round"
    done
done

"$python" bench/peers/ratios.py "$scratch" "$rounds"
