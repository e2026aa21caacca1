/** Addresses of the second reader's files, below the app's root. The packed ones are unpacked by the page: the same bytes whatever host serves them. */
export const secondFiles = {
  runtime: 'second/runtime.wasm.gz',
  glue: 'second/runtime.mjs',
  model: 'second/model.onnx.gz',
} as const;

/** What the user is told he downloads, millions of bytes; the build fails when it is no longer true to a twentieth. */
export const secondMegabytes = 5.4;
