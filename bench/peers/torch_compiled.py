#!/usr/bin/env python3
"""The workloads of `purify bench` in compiled PyTorch float32 (torch.compile); prints one JSON object."""

import sys

import torch

import workload

# What sysexits.h calls a service that is not there.
UNAVAILABLE = 69


def require_compiler():
    if not hasattr(torch, "compile"):
        leave(f"PyTorch {torch.__version__} has no compiler: torch.compile came with version 2.0.")
    try:
        torch.compile(lambda x: x + 1)(torch.zeros(4))
    except Exception as failure:  # Whatever keeps it from compiling, often a missing C++ compiler.
        leave(f"PyTorch {torch.__version__} cannot compile here: {str(failure).splitlines()[0]}")


def leave(sentence):
    print(sentence, file=sys.stderr)
    sys.exit(UNAVAILABLE)


if __name__ == "__main__":
    require_compiler()
    workload.main(__doc__, optimise=torch.compile, forget=torch._dynamo.reset)
