import { Fault, type FaultCode } from '../invoice/fault.ts';

/** ImageCapture is not in the DOM types of TypeScript. */
interface PhotoCapture {
  takePhoto(): Promise<Blob>;
}
declare const ImageCapture: { new (track: MediaStreamTrack): PhotoCapture } | undefined;

/** The camera at the back, as sharp as it goes: 2160 lines read a page of small print, 1080 barely do. */
export async function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices?.getUserMedia) throw new Fault('camera-none');
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 3840 }, height: { ideal: 2160 } },
  });
}

export function cameraFault(error: unknown): FaultCode {
  if (error instanceof Fault) return error.code;
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'camera-denied';
  if (name === 'NotReadableError' || name === 'AbortError') return 'camera-busy';
  return 'camera-none';
}

export function canLight(stream: MediaStream | null): boolean {
  const [track] = stream?.getVideoTracks() ?? [];
  const abilities = track?.getCapabilities?.() as (MediaTrackCapabilities & { torch?: boolean }) | undefined;
  return abilities?.torch === true;
}

const PHOTO_DEADLINE = 4_000;

/** The full sensor where the browser can ask for it and it is larger than the video; else the video's own picture. */
export async function takePicture(video: HTMLVideoElement, stream: MediaStream): Promise<Blob> {
  const frame = await videoFrame(video);
  const [track] = stream.getVideoTracks();
  if (typeof ImageCapture === 'undefined' || !track) return frame;
  try {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PHOTO_DEADLINE));
    const photo = await Promise.race([new ImageCapture(track).takePhoto(), late]);
    if (!photo) return frame;
    const bitmap = await createImageBitmap(photo);
    const larger = bitmap.width * bitmap.height > video.videoWidth * video.videoHeight;
    bitmap.close();
    return larger ? photo : frame;
  } catch {
    // some cameras announce ImageCapture and then refuse: the video's picture is there already
    return frame;
  }
}

/** A quick finger may come before the first picture. */
function firstFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PHOTO_DEADLINE);
    video.addEventListener('loadeddata', () => resolve(), { once: true });
  });
}

const DARK_WAIT_MS = 100;
const DARK_TRIES = 12;

/** The video's current picture. A camera that has just opened gives black ones first: those are waited out, a room truly dark is taken as it is. */
async function videoFrame(video: HTMLVideoElement): Promise<Blob> {
  if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) await firstFrame(video);
  if (video.videoWidth === 0) throw new Fault('camera-busy');
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext('2d');
  context?.drawImage(video, 0, 0);
  for (let tries = 0; tries < DARK_TRIES && isBlack(canvas); tries++) {
    await new Promise((resolve) => setTimeout(resolve, DARK_WAIT_MS));
    context?.drawImage(video, 0, 0);
  }
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Fault('camera-busy'))), 'image/jpeg', 0.92));
}

function isBlack(picture: HTMLCanvasElement): boolean {
  const side = 24;
  const small = document.createElement('canvas');
  small.width = side;
  small.height = side;
  const context = small.getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.drawImage(picture, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  for (let index = 0; index < data.length; index += 4) if (Math.max(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0) > 12) return false;
  return true;
}
