import { one } from './places';

/** Whether a pixel is somebody else's ink, or a rule's: paper is shown in its place. */
function hides(owner: usize, mine: usize, at: i32): bool {
  const whose = <i32>load<i16>(owner + <usize>at * 2);
  return whose !== 0 && (whose < 0 || load<u8>(mine + whose) === 0);
}

/**
 * A run of letters, straightened along its baseline (`bases`: the height of the page under each column of the strip, f64) and brought to size: `step` page pixels a
 * strip pixel, `left` where the strip begins, `above` strip pixels over the baseline; `taps` x `taps` looks a pixel. `page` and `owner` are where row 0 would be.
 */
export function draw(
  page: usize,
  pw: i32,
  ph: i32,
  owner: usize,
  mine: usize,
  out: usize,
  width: i32,
  height: i32,
  bases: usize,
  left: f64,
  step: f64,
  above: i32,
  taps: i32,
): void {
  const right = (pw - 1) * one;
  const bottom = (ph - 1) * one;
  const looks = taps * taps;
  for (let ty = 0; ty < height; ty++) {
    for (let tx = 0; tx < width; tx++) {
      const base = load<f64>(bases + <usize>tx * 8);
      let total = 0;
      for (let tap = 0; tap < looks; tap++) {
        const ox = taps === 1 ? 0.5 : (<f64>(tap % taps) + 0.5) / taps;
        const oy = taps === 1 ? 0.5 : (<f64>(tap / taps) + 0.5) / taps;
        const x = <i32>((left + (<f64>tx + ox) * step - 0.5) * one);
        const y = <i32>((base + (<f64>(ty - above) + oy) * step - 0.5) * one);
        if (x < 0 || y < 0 || x >= right || y >= bottom) {
          total += 255;
          continue;
        }
        const i = (y >> 16) * pw + (x >> 16);
        const at = page + i;
        const fx = (x >> 8) & 255;
        let a = <i32>load<u8>(at);
        let b = <i32>load<u8>(at + 1);
        let c = <i32>load<u8>(at + pw);
        let d = <i32>load<u8>(at + pw + 1);
        // somebody's ink near: mostly there is none
        if ((load<i32>(owner + <usize>i * 2) | load<i32>(owner + <usize>(i + pw) * 2)) !== 0) {
          if (hides(owner, mine, i)) a = 255;
          if (hides(owner, mine, i + 1)) b = 255;
          if (hides(owner, mine, i + pw)) c = 255;
          if (hides(owner, mine, i + pw + 1)) d = 255;
        }
        const top = (a << 8) + (b - a) * fx;
        const low = (c << 8) + (d - c) * fx;
        total += ((top << 8) + (low - top) * ((y >> 8) & 255)) >> 16;
      }
      store<u8>(out + <usize>ty * width + tx, <u8>(total / looks));
    }
  }
}
