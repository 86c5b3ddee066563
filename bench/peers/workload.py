"""The workloads of `purify bench` in PyTorch float32, for whatever is done to the functions before they run.

d = 256, k = 3, m = 1024, batch 512, sigma_x = 0.1, tau = 0.2, uniform smoothing s = 0.7 b on random weights; b = 0.1 |w|
(the standard workload) and b = 0.60 |w| / sqrt(k) (the late phase, where few neurons are active). Fresh samples are drawn
for every training step, as the tool does. Every figure is the best over one thread and all threads.
"""

import argparse
import json
import math
import os
import time

import torch

DIMENSION, SPARSITY, WIDTH, BATCH = 256, 3, 1024, 512
NOISE, RADIUS, ATTACK_STEPS = 0.1, 0.2, 50
STANDARD_BIAS, LATE_BIAS = 0.1, 0.60 / math.sqrt(SPARSITY)
# So small that the weights, and with them how many neurons are active, stay what they are.
LEARNING_RATE = 1e-12


def sample(dictionary, teacher):
    """x [n, d] and labels y [n]; k is odd, so no score is zero."""
    support = torch.rand(BATCH, DIMENSION).topk(SPARSITY, dim=1).indices
    signs = torch.randint(0, 2, (BATCH, SPARSITY)).float() * 2 - 1
    codes = torch.zeros(BATCH, DIMENSION).scatter_(1, support, signs / math.sqrt(SPARSITY))
    noise = torch.randn(BATCH, DIMENSION) * (NOISE / math.sqrt(DIMENSION))
    return codes @ dictionary.T + noise, torch.sign(codes @ teacher)


def smoothed_relu(u, width):
    t = torch.clamp(u + width, min=0)
    t = torch.minimum(t, 2 * width)
    return t * t / (4 * width) + torch.relu(u - width)


def margins(weights, bias, width, x, y):
    """y f(x) [n] for f(x) = a sum_i [r(<w_i, x> - b_i; s_i) - r(-<w_i, x> - b_i; s_i)], a = 1/m."""
    p = x @ weights.T
    return y * (smoothed_relu(p - bias, width) - smoothed_relu(-p - bias, width)).sum(dim=1) / WIDTH


def loss(weights, bias, width, x, y):
    return torch.nn.functional.softplus(-margins(weights, bias, width, x, y)).mean()


def descend(delta, gradient, length):
    """One step of the given length against the gradient, projected onto the ball."""
    delta = delta - length * gradient / gradient.norm(dim=1, keepdim=True).clamp_min(1e-30)
    return delta * (RADIUS / delta.norm(dim=1, keepdim=True).clamp_min(1e-30)).clamp(max=1)


def keep_best(values, delta, best, best_delta):
    better = values < best
    return torch.where(better, values, best), torch.where(better[:, None], delta, best_delta)


class Workload:
    """Training and attack of one random network; `optimise` is applied to every function of tensors."""

    def __init__(self, bias_fraction, optimise):
        self.dictionary = torch.linalg.qr(torch.randn(DIMENSION, DIMENSION))[0]
        self.teacher = torch.randint(0, 2, (DIMENSION,)).float() * 2 - 1
        self.weights = torch.randn(WIDTH, DIMENSION) / math.sqrt(DIMENSION)
        self.bias = bias_fraction * self.weights.norm(dim=1)
        self.width = 0.7 * self.bias
        self.sample, self.margins, self.loss = optimise(sample), optimise(margins), optimise(loss)
        self.descend, self.keep_best = optimise(descend), optimise(keep_best)
        # Tensors, because a compiler would specialise on numbers.
        fractions = [0.5 * (1 - 0.9 * step / (ATTACK_STEPS - 1)) for step in range(ATTACK_STEPS)]
        self.lengths = list(RADIUS * torch.tensor(fractions))
        self.full_length = torch.tensor(RADIUS)
        self.points = self.draw()

    def draw(self):
        return self.sample(self.dictionary, self.teacher)

    def margin_gradient(self, x, y):
        x = x.detach().requires_grad_(True)
        values = self.margins(self.weights, self.bias, self.width, x, y)
        (gradient,) = torch.autograd.grad(values.sum(), x)
        return values.detach(), gradient

    def train_step(self, adversarial):
        x, y = self.draw()
        self.weights.requires_grad_(False)
        if adversarial:
            x = x + self.descend(torch.zeros_like(x), self.margin_gradient(x, y)[1], self.full_length)
        self.weights.requires_grad_(True)
        (gradient,) = torch.autograd.grad(self.loss(self.weights, self.bias, self.width, x, y), self.weights)
        with torch.no_grad():
            self.weights.sub_(LEARNING_RATE * gradient)

    def attack(self):
        """Projected descent of the margin that keeps the best point visited, start and end included."""
        x, y = self.points
        self.weights.requires_grad_(False)
        delta = torch.zeros_like(x)
        best, best_delta = torch.full((BATCH,), math.inf), delta
        for length in self.lengths:
            values, gradient = self.margin_gradient(x + delta, y)
            best, best_delta = self.keep_best(values, delta, best, best_delta)
            delta = self.descend(delta, gradient, length)
        return self.keep_best(self.margins(self.weights, self.bias, self.width, x + delta, y), delta, best, best_delta)[1]

    def product(self):
        """The bare matrix product: tells a tuned BLAS from the reference one that some builds carry."""
        return self.points[0] @ self.weights.detach().T


def rate(work, seconds):
    """Calls a second, after a warm-up of a quarter of the time and two calls at least."""
    for span, least in ((seconds / 4, 2), (seconds, 1)):
        calls, start, elapsed = 0, time.perf_counter(), 0
        while calls < least or elapsed < span:
            work()
            calls += 1
            elapsed = time.perf_counter() - start
    return calls / elapsed


def measure(bias_fraction, optimise, seconds):
    workload = Workload(bias_fraction, optimise)
    return {
        "clean_steps_per_s": rate(lambda: workload.train_step(False), seconds),
        "fgm_steps_per_s": rate(lambda: workload.train_step(True), seconds),
        "pgd50_points_per_s": BATCH * rate(workload.attack, seconds),
        "product_gflops": 2 * BATCH * WIDTH * DIMENSION * rate(workload.product, seconds) / 1e9,
    }


def best_of_threads(bias_fraction, optimise, forget, seconds):
    """Every figure at its better thread count, and that count."""
    best = {}
    for threads in sorted({1, os.cpu_count() or 1}):
        torch.set_num_threads(threads)
        forget()
        for name, value in measure(bias_fraction, optimise, seconds).items():
            best[name] = max(best.get(name, (0, 0)), (value, threads))
    answer = {name: value for name, (value, _) in best.items()}
    answer["threads"] = {name: threads for name, (_, threads) in best.items()}
    return answer


def main(description, optimise, forget=lambda: None):
    """Prints one JSON object: the figures, under "late_phase" those of the late phase.

    `forget` drops what was compiled, because generated code may fix the number of threads.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seconds", type=float, default=2.0, help="how long each figure is measured")
    seconds = parser.parse_args().seconds
    torch.manual_seed(1)
    answer = best_of_threads(STANDARD_BIAS, optimise, forget, seconds)
    answer["late_phase"] = best_of_threads(LATE_BIAS, optimise, forget, seconds)
    answer["torch"] = torch.__version__
    print(json.dumps(answer))
