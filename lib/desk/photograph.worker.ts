import { type LightPage, lightPage } from '../formats/supporting-pdf/light.ts';
import { Fault } from '../invoice/fault.ts';

export interface PhotographAnswer {
  pages?: LightPage[];
  fault?: { code: string; detail: string };
}

/** A page as read (JPEG) decoded and made light, away from the page that the user looks at. */
async function light(jpeg: Uint8Array): Promise<LightPage> {
  const bitmap = await createImageBitmap(new Blob([jpeg as Uint8Array<ArrayBuffer>], { type: 'image/jpeg' }));
  try {
    const { width, height } = bitmap;
    const drawing = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!drawing) throw new Fault('image-too-big', `no canvas of ${width}x${height}`);
    drawing.drawImage(bitmap, 0, 0);
    return lightPage(drawing.getImageData(0, 0, width, height));
  } finally {
    bitmap.close();
  }
}

self.onmessage = async (event: MessageEvent<readonly Uint8Array[]>) => {
  let answer: PhotographAnswer;
  try {
    const pages: LightPage[] = [];
    for (const jpeg of event.data) pages.push(await light(jpeg));
    answer = { pages };
  } catch (error) {
    const { code, detail } = Fault.from(error, 'image-undecodable');
    answer = { fault: { code, detail } };
  }
  self.postMessage(answer);
};
