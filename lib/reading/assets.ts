/** What shrinks by more than half, and what the browser can unpack for us: WebAssembly, fonts, the directory. Not scripts: no policy lets bytes become code. */
export const packable = /\.(wasm|ttf|bin)$/;

let packed = false;

/** This surface carries its heavy files packed ("x.wasm.gz" for "x.wasm"): an extension, whose files no server compresses. */
export function usePackedAssets(): void {
  packed = true;
}

export const assetsArePacked = (): boolean => packed;

/** Absolute address of a run-time file of `scripts/runtime-assets.ts`: workers resolve relative ones against themselves. */
export const assetUrl = (path: string): string => new URL(`/${path}`, location.href).href;

/** A run-time file, unpacked on its way where it is packed. Rejects without network, as `fetch` does. */
export async function fetchAsset(path: string): Promise<Response> {
  const isPacked = packed && packable.test(path);
  const answer = await fetch(assetUrl(isPacked ? `${path}.gz` : path));
  return isPacked && answer.ok && answer.body ? new Response(answer.body.pipeThrough(new DecompressionStream('gzip'))) : answer;
}
