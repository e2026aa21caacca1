import type { InferenceSession, Tensor, TypedTensor } from 'onnxruntime-web';
import type { Gray } from '../../scan/index.ts';
import { secondAlphabet } from './alphabet.ts';
import { type Letter, lettersOf } from './ctc.ts';

/** The part of onnxruntime-web that is used; the build for node and the one for a browser share it. */
export interface Runtime {
  Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => TypedTensor<'float32'>;
}

/** Letters of a strip by an open model. Three equal colours, from -1 to 1, as the model was taught. */
export async function lettersIn(strip: Gray, session: InferenceSession, { Tensor }: Runtime): Promise<Letter[]> {
  const { data, width, height } = strip;
  const size = width * height;
  const colours = new Float32Array(size * 3);
  for (let i = 0; i < size; i++) colours[i] = data[i]! / 127.5 - 1;
  colours.copyWithin(size, 0, size);
  colours.copyWithin(size * 2, 0, size);
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  const answer: Tensor | undefined = (await session.run({ [input]: new Tensor('float32', colours, [1, 3, height, width]) }))[output];
  if (!answer || !(answer.data instanceof Float32Array)) throw new Error('the second reader gave no answer');
  return lettersOf(answer.data, answer.dims[1] ?? 0, secondAlphabet);
}
