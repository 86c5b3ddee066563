#!/usr/bin/env bash
# Times the standard workload with this tool and with eager PyTorch in turn, three times each, and prints medians and
# ratios. Needs the .NET SDK and a Python with PyTorch ($PYTHON, by default python3). Arguments: seconds a figure (2).
set -euo pipefail

cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
seconds=${1:-2}
rounds=3

"$python" -c 'import torch' 2> /dev/null || {
    echo "compare: '$python' has no PyTorch; set PYTHON to a Python that has it." >&2
    exit 64
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

dotnet build -c Release -v quiet --nologo src/Cli > "$scratch/build" || { cat "$scratch/build" >&2; exit 70; }
for ((round = 1; round <= rounds; round++)); do
    echo "round $round of $rounds" >&2
    dotnet run -c Release --no-build --project src/Cli -- bench --json --seconds "$seconds" > "$scratch/purify-$round.json"
    "$python" bench/peers/torch_eager.py --seconds "$seconds" > "$scratch/torch-$round.json"
done

"$python" - "$scratch" "$rounds" << 'PRINT'
import json, pathlib, statistics, sys

folder, rounds = pathlib.Path(sys.argv[1]), int(sys.argv[2])


def runs(tool):
    return [json.loads((folder / f"{tool}-{number + 1}.json").read_text()) for number in range(rounds)]


def figures(answers, name):
    return [answer[name] for answer in answers]


ours, theirs = runs("purify"), runs("torch")
print(f"{ours[0]['device']}; PyTorch {theirs[0]['torch']}; medians of {rounds}, [smallest, largest]")
for name in ("clean_steps_per_s", "fgm_steps_per_s", "pgd50_points_per_s"):
    mine, peer = figures(ours, name), figures(theirs, name)
    ratio = statistics.median(mine) / statistics.median(peer)
    spread = lambda values: f"{statistics.median(values):9.1f} [{min(values):.1f}, {max(values):.1f}]"
    print(f"{name:20} purify {spread(mine)}   torch {spread(peer)}   ratio {ratio:.2f}")
for name in ("fma_peak_gflops", "forward_gflops"):
    print(f"{name:20} purify {statistics.median(figures(ours, name)):9.1f}")
PRINT
