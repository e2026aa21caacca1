import * as runtime from 'onnxruntime-web';
import { lettersIn } from '../../lib/reading/second/engine.ts';
import type { LineReader } from '../../lib/reading/second/reader.ts';
import { secondModel } from '../../scripts/second-reader/prepare.ts';

/** The shipped second reader, in node: same model, same runtime, without a worker. */
export async function nodeSecondReader(): Promise<LineReader> {
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = 'fatal';
  const session = await runtime.InferenceSession.create(secondModel(), { executionProviders: ['wasm'], logSeverityLevel: 4 });
  return { read: (strip) => lettersIn(strip, session, runtime) };
}
