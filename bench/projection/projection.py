# Contender: the same model on a monthly grid, vectorised over agents and draws, as actuaries write it in numpy. Without reserves: less work
# than the others. Reads its data, then one letter at a time: r gives the counters by agent and year, t the milliseconds of a round.
import sys
import time

import numpy as np

d = np.load(sys.argv[1])
draws, lots = int(d["draws"]), int(d["lots"])
n, pas = len(d["cmo"]), 30.4166667
rng = np.random.default_rng(2026)
LOT = np.zeros((n, lots))
LOT[np.arange(n), d["lot"]] = 1


def chunk(k):
    shape = (k, n)
    z = d["fragilite"][rng.integers(0, 4096, shape)]
    left = np.zeros(shape)          # days of leave left
    kind = np.zeros(shape, np.int8) # 0 at work, 1 ordinary, 2 long
    served = np.zeros(shape)        # days of the long leave so far
    ring = np.zeros((12,) + shape)  # ordinary days of the last twelve months
    used = np.zeros(shape)
    rente = np.zeros(shape, bool)
    shock = np.exp(rng.normal(0, float(d["choc"]), (6, k, 1)))
    full_long = np.zeros(shape)
    counts = np.zeros(8)
    paid = np.zeros((6, k, lots))
    lost = np.zeros((6, k, lots))
    seen = np.zeros(shape, bool)
    for m in range(72):
        y = m // 12
        free = kind == 0
        u = rng.random(shape)
        pc = 1 - np.exp(-d["cmo"] * z * shock[y] * np.maximum(0, pas - left))
        pl = d["longue"] * pas
        starts = free & (u < pc)
        longs = free & ~starts & (u < pc + pl)
        exits = free & ~starts & ~longs & (u < pc + pl + d["sortie"] * pas)
        q = rng.integers(0, 4096, shape)
        length = d["dureeCmo"][d["tranche"], q]
        left = np.where(starts, length, np.where(longs, d["dureeLongue"][q], left))
        kind = np.where(starts, 1, np.where(longs, 2, kind)).astype(np.int8)
        cld = rng.random(shape) < d["cld"]
        full_long = np.where(longs, np.where(cld, 1095, 365), full_long)
        left = np.where(longs, np.minimum(left, np.where(cld, 1825, 1095)), left)
        served = np.where(longs, 0, served)
        # On average a leave starts in the middle of its month.
        days = np.minimum(left, np.where(starts | longs, pas / 2, pas))
        ordinary = np.where(kind == 1, days, 0)
        full = np.minimum(ordinary, np.maximum(0, d["plein"] - used))
        half = np.minimum(ordinary - full, np.maximum(0, d["demi"] - np.maximum(0, used - d["plein"])))
        served += np.where(kind == 2, days, 0)
        half = half + np.where((kind == 2) & (served > full_long), days, 0)
        used += ordinary - ring[m % 12]
        ring[m % 12] = ordinary
        paid[y] += (half * d["ij"]) @ LOT + (np.where(rente, pas, 0) * d["renteJour"]) @ LOT
        lost[y] += (half * d["assiette"]) @ LOT
        if m >= 12:
            counts[0] += starts.sum()
            counts[2] += (starts & (length <= 10)).sum()
            counts[4] += longs.sum()
            counts[1] += ordinary.sum()
            counts[5] += days[kind == 2].sum()
            seen |= ordinary > 0
            if m % 12 == 11:
                counts[3] += seen.sum()
                seen[:] = False
        left = np.maximum(0, left - days)
        done = (kind > 0) & (left <= 0)
        invalid = done & (kind == 2) & (rng.random(shape) < d["invalide"])
        if m >= 12:
            counts[6] += invalid.sum()
        rente = (rente | invalid) & (rng.random(shape) > float(d["finRente"]) / 12)
        new = exits | invalid
        z = np.where(new, d["fragilite"][rng.integers(0, 4096, shape)], z)
        used = np.where(new, 0, used)
        ring[:, new] = 0
        kind = np.where(done, 0, kind).astype(np.int8)
    return counts


def run():
    total = np.zeros(8)
    k = max(1, min(draws, 100_000 // n))
    for first in range(0, draws, k):
        total += chunk(min(k, draws - first))
    return total / (n * draws * 5)


for line in iter(lambda: sys.stdin.buffer.read(1), b""):
    start = time.process_time()
    result = run()
    ms = (time.process_time() - start) * 1e3
    sys.stdout.buffer.write((result if line == b"r" else np.array([ms])).astype("<f8").tobytes())
    sys.stdout.buffer.flush()
