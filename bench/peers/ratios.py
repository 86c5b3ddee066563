#!/usr/bin/env python3
"""Ratios of what compare.sh measured, as Markdown. Arguments: the folder and the number of rounds."""

import json
import pathlib
import statistics
import sys

PEERS = {"eager": "eager PyTorch", "compiled": "compiled PyTorch"}
WORKLOADS = {"standard": lambda answer: answer, "late phase": lambda answer: answer["late_phase"]}
FIGURES = {"clean_steps_per_s": "clean steps/s", "fgm_steps_per_s": "FGM steps/s", "pgd50_points_per_s": "PGD-50 points/s"}
ROOFLINE = {"clean": "clean step", "fgm": "FGM step", "pgd50": "PGD-50 point", "forward": "forward point"}


def rounds(folder, tool, count):
    """The answers of a tool in the order of the rounds; none where it was left out."""
    paths = [folder / f"{tool}-{number + 1}.json" for number in range(count)]
    return [json.loads(path.read_text()) for path in paths if path.exists() and path.stat().st_size]


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}"


def spread(values, text=number):
    return f"{text(statistics.median(values))} [{text(min(values))}, {text(max(values))}]"


def ratio(mine, peer):
    """Of the medians; the extremes are those of rounds, whose two measurements lie side by side."""
    pairs = [ours / theirs for ours, theirs in zip(mine, peer)]
    return f"{statistics.median(mine) / statistics.median(peer):.2f} [{min(pairs):.2f}, {max(pairs):.2f}]"


def row(cells):
    print(f"| {' | '.join(cells)} |")


def header(cells):
    row(cells)
    print(f"|{'---|' * len(cells)}")


def print_rates(ours, peers):
    header(["workload", "figure", "purify", *[cell for peer in peers for cell in (PEERS[peer], "ratio")]])
    for name, part in WORKLOADS.items():
        for figure, words in FIGURES.items():
            mine = [part(answer)[figure] for answer in ours]
            cells = [name, words, spread(mine)]
            for answers in peers.values():
                theirs = [part(answer)[figure] for answer in answers]
                cells += [spread(theirs), ratio(mine, theirs)]
            row(cells)


def print_roofline(ours):
    header(["workload", "one", "active pairs", "GFLOP/s dense", "GFLOP/s done", "of the peak", "rate", "ceiling", "set by"])
    for name, part in WORKLOADS.items():
        for operation, words in ROOFLINE.items():
            figures = [part(answer)["roofline"][operation] for answer in ours]
            median = lambda field: statistics.median(figure[field] for figure in figures)
            row([
                name, words, f"{100 * median('active_fraction'):.1f} %",
                number(median("gflops_dense")), number(median("gflops_done")), f"{100 * median('peak_fraction'):.0f} %",
                number(median("per_s")), number(median("ceiling_per_s")), figures[0]["bound"],
            ])


def print_products(ours, peers):
    """A bare product far below the peak says that this PyTorch has no tuned BLAS."""
    peak = statistics.median(answer["fma_peak_gflops"] for answer in ours)
    for name, answers in peers.items():
        product = statistics.median(answer["product_gflops"] for answer in answers)
        print(f"The bare matrix product of {PEERS[name]} runs at {product:.1f} GFLOP/s, {100 * product / peak:.0f} % of the peak.")
        if product < peak / 4:
            print("It has no tuned BLAS, and its ratios say little.")


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    ours = rounds(folder, "purify", count)
    peers = {name: answers for name in PEERS if len(answers := rounds(folder, name, count)) == count}
    median = lambda name: statistics.median(answer[name] for answer in ours)
    print(f"{ours[0]['device']}; PyTorch {peers['eager'][0]['torch']} at the better of one thread and all for each figure; "
          f"medians of {count} rounds, [smallest, largest].")
    print(f"Multiply–add peak {median('fma_peak_gflops'):.1f} GFLOP/s, memory bandwidth {median('memory_bandwidth_gb_per_s'):.1f} GB/s.\n")
    print_rates(ours, peers)
    print()
    print_roofline(ours)
    print()
    print_products(ours, peers)


if __name__ == "__main__":
    main()
