"""`python3 train.py SHARDS REAL MINUTES OUT.pt [START.pt]`: teaches the network. A processor with AMX computes in sixteen bits three times as fast."""
import copy
import glob
import os
import random
import sys
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from model import Line
from synth import H, INDEX

torch.set_num_threads(1)
SHARDS, REAL, MINUTES, OUT = sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]
RATE = 1.6e-3
# Of each lesson, strips of drawn photographs beside those of `synth.py`.
SHARE = 0.25


def real(folder):
    """Strips of `strips.ts` with what is printed on them."""
    found = []
    for line in open(os.path.join(folder, 'labels.tsv'), encoding='utf8'):
        name, label = line.rstrip('\n').split('\t')[:2]
        label = label.replace('\u2019', "'").replace('\u202f', ' ').replace('\u00a0', ' ').replace('–', '-').replace('·', '.')
        if all(c in INDEX for c in label):
            found.append((cv2.imread(os.path.join(folder, f'{name}.pgm'), 0), label))
    return found


def moved(a, spread):
    """A strip a little wider or narrower, slanted, higher or lower."""
    m = np.float32([[random.uniform(1 - spread, 1 + spread), random.uniform(-.04, .04), 0], [0, random.uniform(.93, 1.07), random.uniform(-1.8, 1.3)]])
    return cv2.warpAffine(a, m, (max(8, int(a.shape[1] * m[0, 0]) + 1), H), borderMode=cv2.BORDER_REPLICATE)


def again(a):
    """Seen again, a strip is not quite the same."""
    b = moved(a, .08)
    if random.random() < .5:
        b = (b.astype(np.float32) - 245) * random.uniform(.75, 1.25) + 245 + np.random.randn(*b.shape) * random.uniform(0, 8)
    return np.clip(b, 0, 255).astype(np.uint8)


def tensor(strips):
    wide = (max(a.shape[1] for a in strips) + 7) // 8 * 8
    x = np.full((len(strips), 1, H, wide), 245, np.uint8)
    for i, a in enumerate(strips):
        x[i, 0, :, : a.shape[1]] = a
    return torch.from_numpy(x).float().sub_(200).div_(64)


def lesson(photographed):
    """Some sixteen thousand strips in batches of like width."""
    files = glob.glob(os.path.join(SHARDS, '*-????.npz'))
    pool = []
    for file in random.sample(files, min(4, len(files))):
        held = np.load(file)
        flat, at = held['flat'], 0
        for width, label in zip(held['widths'], held['labels']):
            a = flat[at : at + width * H].reshape(H, width)
            pool.append((again(a) if random.random() < .5 else a, str(label)))
            at += width * H
    pool += [(moved(a, .1), label) for a, label in random.choices(photographed, k=int(len(pool) * SHARE))] if photographed else []
    pool = [(a, label) for a, label in pool if a.shape[1] <= 420]
    random.shuffle(pool)
    batches = []
    for i in range(0, len(pool), 1024):
        part = sorted(pool[i : i + 1024], key=lambda one: one[0].shape[1])
        batches += [part[j : j + 32] for j in range(0, len(part), 32)]
    random.shuffle(batches)
    return batches


model = Line().to(memory_format=torch.channels_last)
if len(sys.argv) > 5:
    model.load_state_dict(torch.load(sys.argv[5]))
mean = copy.deepcopy(model)
optim = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=1e-3)
photographed = real(REAL)
began, step, running, share = time.time(), 0, 0.0, 0.0
while share < 1:
    for part in lesson(photographed):
        share = min(1, (time.time() - began) / 60 / MINUTES)
        for group in optim.param_groups:
            group['lr'] = RATE * min(1, (step + 1) / 100) * (.5 * (1 + np.cos(np.pi * share)) * .98 + .02)
        x = tensor([a for a, _ in part]).contiguous(memory_format=torch.channels_last)
        targets = [[INDEX[c] for c in label] for _, label in part]
        # in sixteen bits the gradients of the widest strips overflow
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=x.shape[-1] < 340):
            logits = model(x)
        likely = F.log_softmax(logits.float(), 1).permute(2, 0, 1)
        lengths = torch.full((len(part),), likely.shape[0], dtype=torch.long)
        loss = F.ctc_loss(likely, torch.tensor(sum(targets, [])), lengths, torch.tensor([len(t) for t in targets]), zero_infinity=True)
        optim.zero_grad()
        if not torch.isfinite(loss):
            continue
        loss.backward()
        if not torch.isfinite(torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)):
            continue
        optim.step()
        with torch.no_grad():
            keep = min(.999, (1 + step) / (10 + step))
            for a, b in zip(list(mean.parameters()) + list(mean.buffers()), list(model.parameters()) + list(model.buffers())):
                if a.dtype.is_floating_point:
                    a.mul_(keep).add_(b, alpha=1 - keep)
                else:
                    a.copy_(b)
        step += 1
        running = .99 * running + .01 * loss.item()
        if step % 500 == 0:
            print(f'{step} steps, loss {running:.3f}', flush=True)
            torch.save(mean.state_dict(), OUT)
        if share >= 1:
            break
torch.save(mean.state_dict(), OUT)
