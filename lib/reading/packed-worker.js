/*
 * The OCR worker of a surface that carries its files packed: tesseract's own, whose engine is unpacked while it is compiled. A script apart, since the worker is a
 * classic one and fetches its WebAssembly by itself.
 */
const plain = self.fetch.bind(self);

self.fetch = async (input, init) => {
  if (typeof input !== 'string' || !input.endsWith('.wasm')) return plain(input, init);
  const answer = await plain(`${input}.gz`, init);
  if (!answer.ok || !answer.body) return answer;
  // the type lets it be compiled as it comes
  return new Response(answer.body.pipeThrough(new DecompressionStream('gzip')), { headers: { 'content-type': 'application/wasm' } });
};

self.importScripts('worker.min.js');
