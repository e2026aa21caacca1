"""The strip reader's network: `lib/reading/strips/network/network.ts` computes the same."""
from torch import nn

from synth import ALPHABET
def block(i, o, k=3, p=1): return nn.Sequential(nn.Conv2d(i, o, k, padding=p, bias=False), nn.BatchNorm2d(o), nn.ReLU(inplace=True))
class Line(nn.Module):
    """32 rows; a column of answers for every two columns of the strip."""
    def __init__(self, C=(16, 32, 48, 64, 64, 96, 96)):
        super().__init__()
        a, b, c, d, e, f, g = C
        self.front = nn.Sequential(block(1, a), nn.MaxPool2d(2), block(a, b), block(b, c), nn.MaxPool2d((2, 1)), block(c, d), block(d, e), nn.MaxPool2d((2, 1)), block(e, f), block(f, g, (4, 1), 0))
        self.along = nn.ModuleList([nn.Sequential(nn.Conv1d(g, g, 3, padding=r, dilation=r, bias=False), nn.BatchNorm1d(g), nn.ReLU(inplace=True)) for r in (1, 2, 4, 8, 16)])
        self.drop = nn.Dropout(.1)
        self.out = nn.Conv1d(g, len(ALPHABET) + 1, 1)
    def forward(self, x):
        y = self.front(x).squeeze(2)
        for layer in self.along: y = y + layer(y)
        return self.out(self.drop(y))
