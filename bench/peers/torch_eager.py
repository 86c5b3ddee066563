#!/usr/bin/env python3
"""The standard workload of `purify bench` in eager PyTorch float32.

d = 256, k = 3, m = 1024, batch 512, sigma_x = 0.1, tau = 0.2, uniform smoothing s = 0.7 b with b = 0.1 |w| on random
weights. Fresh samples are drawn for every training step, as the tool does. Every figure is the best over one thread and
all threads. Prints one JSON object.
"""

import argparse
import json
import math
import os
import time

import torch

DIMENSION, SPARSITY, WIDTH, BATCH = 256, 3, 1024, 512
NOISE, RADIUS, ATTACK_STEPS = 0.1, 0.2, 50
# So small that the weights, and with them how many neurons are active, stay what they are.
LEARNING_RATE = 1e-12


def distribution():
    dictionary = torch.linalg.qr(torch.randn(DIMENSION, DIMENSION))[0]
    teacher = torch.randint(0, 2, (DIMENSION,)).float() * 2 - 1
    return dictionary, teacher


def sample(dictionary, teacher):
    """x [n, d] and labels y [n]; k is odd, so no score is zero."""
    support = torch.rand(BATCH, DIMENSION).topk(SPARSITY, dim=1).indices
    signs = torch.randint(0, 2, (BATCH, SPARSITY)).float() * 2 - 1
    codes = torch.zeros(BATCH, DIMENSION).scatter_(1, support, signs / math.sqrt(SPARSITY))
    noise = torch.randn(BATCH, DIMENSION) * (NOISE / math.sqrt(DIMENSION))
    return codes @ dictionary.T + noise, torch.sign(codes @ teacher)


class Network:
    """f(x) = a sum_i [r(<w_i, x> - b_i; s_i) - r(-<w_i, x> - b_i; s_i)]."""

    def __init__(self):
        self.weights = torch.randn(WIDTH, DIMENSION) / math.sqrt(DIMENSION)
        self.bias = 0.1 * self.weights.norm(dim=1)
        self.width = 0.7 * self.bias
        self.scale = 1.0 / WIDTH

    def smoothed_relu(self, u):
        t = torch.clamp(u + self.width, min=0)
        t = torch.minimum(t, 2 * self.width)
        return t * t / (4 * self.width) + torch.relu(u - self.width)

    def output(self, x):
        p = x @ self.weights.T
        return self.scale * (self.smoothed_relu(p - self.bias) - self.smoothed_relu(-p - self.bias)).sum(dim=1)


def margin_gradient(network, x, y):
    x = x.detach().requires_grad_(True)
    margins = y * network.output(x)
    (gradient,) = torch.autograd.grad(margins.sum(), x)
    return margins.detach(), gradient


def direction(gradient):
    return gradient / gradient.norm(dim=1, keepdim=True).clamp_min(1e-30)


def train_step(network, data, adversarial):
    x, y = sample(*data)
    network.weights.requires_grad_(False)
    if adversarial:
        x = x - RADIUS * direction(margin_gradient(network, x, y)[1])
    network.weights.requires_grad_(True)
    loss = torch.nn.functional.softplus(-y * network.output(x)).mean()
    (gradient,) = torch.autograd.grad(loss, network.weights)
    with torch.no_grad():
        network.weights.sub_(LEARNING_RATE * gradient)


def attack(network, x, y):
    """Projected descent of the margin that keeps the best point visited, start and end included."""
    network.weights.requires_grad_(False)
    delta = torch.zeros_like(x)
    best = torch.full((len(y),), math.inf)
    best_delta = delta.clone()
    for step in range(ATTACK_STEPS + 1):
        last = step == ATTACK_STEPS
        if last:
            margins, gradient = y * network.output(x + delta), None
        else:
            margins, gradient = margin_gradient(network, x + delta, y)
        better = margins < best
        best = torch.where(better, margins, best)
        best_delta = torch.where(better[:, None], delta, best_delta)
        if not last:
            length = RADIUS * 0.5 * (1 - 0.9 * step / (ATTACK_STEPS - 1))
            delta = delta - length * direction(gradient)
            delta = delta * (RADIUS / delta.norm(dim=1, keepdim=True)).clamp(max=1)
    return best_delta


def rate(work, seconds):
    """Calls a second, after a warm-up of a quarter of the time."""
    for span in (seconds / 4, seconds):
        calls, start = 0, time.perf_counter()
        while True:
            work()
            calls += 1
            elapsed = time.perf_counter() - start
            if elapsed >= span:
                break
    return calls / elapsed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each figure is measured")
    arguments = parser.parse_args()
    torch.manual_seed(1)
    data, network = distribution(), Network()
    points = sample(*data)
    best = {}
    for threads in sorted({1, os.cpu_count() or 1}):
        torch.set_num_threads(threads)
        figures = {
            "clean_steps_per_s": rate(lambda: train_step(network, data, False), arguments.seconds),
            "fgm_steps_per_s": rate(lambda: train_step(network, data, True), arguments.seconds),
            "pgd50_points_per_s": BATCH * rate(lambda: attack(network, *points), arguments.seconds),
        }
        for name, value in figures.items():
            if value > best.get(name, (0, 0))[0]:
                best[name] = (value, threads)
    answer = {name: value for name, (value, _) in best.items()}
    answer["threads"] = {name: threads for name, (_, threads) in best.items()}
    answer["torch"] = torch.__version__
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
