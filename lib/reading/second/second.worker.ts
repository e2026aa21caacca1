import * as runtime from 'onnxruntime-web/wasm';
import type { Gray } from '../../scan/index.ts';
import type { Letter } from './ctc.ts';
import { lettersIn } from './engine.ts';

/** Runtime and model come as bytes: whoever asks knows where they are kept. */
export type SecondCall = { method: 'start'; runtime: Uint8Array; glue: string; model: Uint8Array } | { method: 'read'; strip: Gray };
export type SecondAnswer = { letters: Letter[] } | { failed: string };

let session: runtime.InferenceSession | null = null;

async function answer(call: SecondCall): Promise<Letter[]> {
  if (call.method === 'start') {
    const { wasm } = runtime.env;
    // no thread of its own (the page is not isolated), and only what it was handed
    wasm.numThreads = 1;
    wasm.wasmBinary = call.runtime;
    wasm.wasmPaths = { mjs: call.glue };
    runtime.env.logLevel = 'fatal';
    session = await runtime.InferenceSession.create(call.model, { executionProviders: ['wasm'], logSeverityLevel: 4 });
    return [];
  }
  if (!session) throw new Error('not started');
  return lettersIn(call.strip, session, runtime);
}

self.onmessage = async (event: MessageEvent<SecondCall>) => {
  let reply: SecondAnswer;
  try {
    reply = { letters: await answer(event.data) };
  } catch (error) {
    reply = { failed: String(error) };
  }
  self.postMessage(reply);
};
