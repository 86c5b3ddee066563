#!/usr/bin/env python3
"""The workloads of `purify bench` in eager PyTorch float32; prints one JSON object."""

import workload

if __name__ == "__main__":
    workload.main(__doc__, optimise=lambda function: function)
