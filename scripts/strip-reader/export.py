"""`python3 export.py MODEL.pt weights.bin`: normalisation folded into the weights, whole numbers of six bits with one scale a plane."""
import sys

import numpy as np
import torch

from model import Line
m = Line(); m.load_state_dict(torch.load(sys.argv[1])); m.eval()
def folded(conv, bn):
    w, b = conv.weight.detach().numpy(), (conv.bias.detach().numpy() if conv.bias is not None else np.zeros(conv.out_channels, np.float32))
    if bn is not None:
        k = (bn.weight / torch.sqrt(bn.running_var + bn.eps)).detach().numpy(); w = w * k.reshape(-1, *[1] * (w.ndim - 1)); b = (b - bn.running_mean.numpy()) * k + bn.bias.detach().numpy()
    return w, b
layers = [folded(s[0], s[1]) for s in m.front if isinstance(s, torch.nn.Sequential)] + [folded(s[0], s[1]) for s in m.along] + [folded(m.out, None)]
blob = b''
# six bits are as good as eight, and pack better
top = 31
for w, b in layers:
    o = w.shape[0]; full = (o + 3) // 4 * 4
    flat = w.reshape(o, -1); scale = np.abs(flat).max(1) / top; scale[scale == 0] = 1
    q = np.clip(np.rint(flat / scale[:, None]), -top, top).astype(np.int8)
    pad = lambda a: np.concatenate([a, np.zeros((full - o,) + a.shape[1:], a.dtype)])
    blob += pad(b.astype(np.float32)).tobytes() + pad(scale.astype(np.float32)).tobytes() + pad(q).tobytes()
with open(sys.argv[2], 'wb') as file:
    file.write(blob)
