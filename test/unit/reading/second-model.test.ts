import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondAlphabet } from '../../../lib/reading/second/alphabet.ts';
import { lighten } from '../../../scripts/second-reader/model.ts';
import { bytesField, numberField, type ProtoField, readMessage, textField, writeMessage } from '../../../scripts/second-reader/protobuf.ts';

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const of = (fields: readonly ProtoField[], number: number) => fields.filter((field) => field.number === number);

describe('protobuf', () => {
  const field = fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }))
      .map(([number, value]): ProtoField => ({ ...numberField(number, 0), value })),
    fc.tuple(fc.integer({ min: 1, max: 500 }), fc.uint8Array({ maxLength: 300 })).map(([number, bytes]) => bytesField(number, bytes)),
    fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.uint8Array({ minLength: 8, maxLength: 8 }))
      .map(([number, bytes]): ProtoField => ({ number, wire: 1, value: 0n, bytes })),
  );

  it('what is read and written again is the same, byte for byte', () => {
    fc.assert(
      fc.property(fc.array(field, { maxLength: 8 }), (fields) => {
        const bytes = writeMessage(fields);
        expect(writeMessage(readMessage(bytes))).toEqual(bytes);
      }),
    );
  });

  it('refuses bytes that end too early', () => {
    const bytes = writeMessage([textField(3, 'ligne')]);
    for (let length = 1; length < bytes.length; length++) expect(() => readMessage(bytes.subarray(0, length))).toThrow(/protobuf/);
  });
});

/** A model of one matrix, its bias and an output of a declared shape, as Paddle's converter writes them: weights in `Constant` nodes. */
function tiny(rows: number, classes: number, value: (row: number, column: number) => number): Uint8Array {
  const held = (name: string, shape: readonly number[], values: readonly number[]) => {
    const tensor = writeMessage([
      ...shape.map((side) => numberField(1, side)),
      numberField(2, 1),
      textField(8, name),
      bytesField(9, new Uint8Array(Float32Array.from(values).buffer)),
    ]);
    const attribute = writeMessage([textField(1, 'value'), bytesField(5, tensor), numberField(20, 4)]);
    return bytesField(1, writeMessage([textField(2, name), textField(4, 'Constant'), bytesField(5, attribute)]));
  };
  const matrix = Array.from({ length: rows * classes }, (_, at) => value(Math.floor(at / classes), at % classes));
  const product = bytesField(1, writeMessage([textField(1, 'x'), textField(1, 'w'), textField(2, 'y'), textField(4, 'MatMul')]));
  const shape = writeMessage([bytesField(1, writeMessage([numberField(1, classes)]))]);
  const output = writeMessage([
    textField(1, 'y'),
    bytesField(2, writeMessage([bytesField(1, writeMessage([numberField(1, 1), bytesField(2, shape)]))])),
  ]);
  const graph = [
    held('w', [rows, classes], matrix),
    held(
      'b',
      [classes],
      Array.from({ length: classes }, (_, at) => at),
    ),
    product,
    bytesField(12, output),
  ];
  return writeMessage([numberField(1, 8), bytesField(7, writeMessage(graph))]);
}

interface Held {
  shape: number[];
  type: number;
  raw: Uint8Array;
}

/** The nodes of a model: what each computes, and the weights of those that hold some. */
function nodesOf(model: Uint8Array): { operator: string; output: string; inputs: string[]; held: Held | null }[] {
  const graph = readMessage(of(readMessage(model), 7)[0]!.bytes);
  return of(graph, 1).map((node) => {
    const fields = readMessage(node.bytes);
    const tensor = of(fields, 5).flatMap((attribute) => of(readMessage(attribute.bytes), 5))[0];
    const parts = tensor ? readMessage(tensor.bytes) : [];
    return {
      operator: text(of(fields, 4)[0]!.bytes),
      output: text(of(fields, 2)[0]!.bytes),
      inputs: of(fields, 1).map(({ bytes }) => text(bytes)),
      held: tensor
        ? {
            shape: of(parts, 1).map((field) => Number(field.value)),
            type: Number(of(parts, 2)[0]!.value),
            raw: Uint8Array.from(of(parts, 9)[0]!.bytes),
          }
        : null,
    };
  });
}

describe('the model made light', () => {
  it('keeps the letters wanted, in their order, of the last layer and of its bias', () => {
    const nodes = nodesOf(
      lighten(
        tiny(2, 5, (row, column) => row * 10 + column),
        5,
        [0, 4, 2],
      ),
    );
    const values = (output: string) => [...new Float32Array(nodes.find((node) => node.output === output)!.held!.raw.buffer)];
    expect(values('w')).toEqual([0, 4, 2, 10, 14, 12]);
    expect(values('b')).toEqual([0, 4, 2]);
    expect(nodes.map((node) => node.operator)).toEqual(['Constant', 'Constant', 'MatMul']);
  });

  it('lays large weights down in eight bits, and gives them back to half a step of their channel', () => {
    const value = (row: number, column: number) => Math.sin(row * 7 + column) * (column + 1);
    const nodes = nodesOf(
      lighten(
        tiny(64, 20, value),
        20,
        Array.from({ length: 20 }, (_, at) => at),
      ),
    );
    expect(nodes.map((node) => node.operator)).toEqual(['Constant', 'Constant', 'Cast', 'Mul', 'Constant', 'MatMul']);
    const [whole, scale, cast, product] = nodes;
    expect([cast!.inputs, product!.inputs, product!.output]).toEqual([[whole!.output], [cast!.output, scale!.output], 'w']);
    expect([whole!.held!.shape, whole!.held!.type, scale!.held!.shape]).toEqual([[64, 20], 3, [20]]);
    const weights = new Int8Array(whole!.held!.raw.buffer);
    const scales = new Float32Array(scale!.held!.raw.buffer);
    for (const [at, weight] of weights.entries()) {
      const step = scales[at % 20]!;
      expect(Math.abs(weight * step - value(Math.floor(at / 20), at % 20))).toBeLessThanOrEqual(step * 0.5 + 1e-6);
    }
  });

  it('no longer declares how many letters come out', () => {
    const graph = readMessage(
      of(
        readMessage(
          lighten(
            tiny(2, 5, () => 1),
            5,
            [0, 1],
          ),
        ),
        7,
      )[0]!.bytes,
    );
    const output = readMessage(of(graph, 12)[0]!.bytes);
    const tensor = readMessage(readMessage(of(output, 2)[0]!.bytes)[0]!.bytes);
    expect(text(of(output, 1)[0]!.bytes)).toBe('y');
    expect(tensor.map(({ number }) => number)).toEqual([1]);
  });

  it('says when the model is another one', () => {
    expect(() =>
      lighten(
        tiny(2, 5, () => 1),
        secondAlphabet.length + 1,
        [0],
      ),
    ).toThrow(/No layer/);
  });
});
