import { bytesField, numberField, type ProtoField, readMessage, textField, writeMessage } from './protobuf.ts';

/**
 * The second reader's model made light: only the letters wanted are left in its last layer (137 of 6,625 answer French print as well as all of them), and
 * weights lie as whole numbers of eight bits, one scale a channel. The model multiplies them back when it is loaded, so that it computes as before.
 * Numbers of fields: onnx.proto (ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto).
 */
const model = { graph: 7 };
const graph = { node: 1, output: 12 };
const output = { name: 1, type: 2, tensor: 1, element: 1 };
const node = { input: 1, output: 2, name: 3, operator: 4, attribute: 5 };
const attribute = { name: 1, number: 3, tensor: 5, type: 20 };
const tensor = { shape: 1, type: 2, name: 8, raw: 9 };
const types = { float: 1, int8: 3 };
const attributeTypes = { int: 2, tensor: 4 };

/** Weights below this count stay as they are: nothing is gained. */
const fewWeights = 1024;

interface Weights {
  name: string;
  shape: number[];
  values: Float32Array;
}

const textOf = (fields: readonly ProtoField[], number: number) => {
  const found = fields.find((field) => field.number === number);
  return found ? new TextDecoder().decode(found.bytes) : '';
};

/** The weights that a node holds; null for a node that computes, or holds something else. */
function weightsOf(fields: readonly ProtoField[]): Weights | null {
  if (textOf(fields, node.operator) !== 'Constant') return null;
  const value = fields.filter((field) => field.number === node.attribute).map((field) => readMessage(field.bytes));
  const held = value.flatMap((one) => one.filter((field) => field.number === attribute.tensor))[0];
  if (!held) return null;
  const parts = readMessage(held.bytes);
  const raw = parts.find((field) => field.number === tensor.raw);
  if (!raw || Number(parts.find((field) => field.number === tensor.type)?.value ?? 0) !== types.float) return null;
  const shape = parts.filter((field) => field.number === tensor.shape).map((field) => Number(field.value));
  return { name: textOf(fields, node.output), shape, values: new Float32Array(Uint8Array.from(raw.bytes).buffer) };
}

function constant(name: string, shape: readonly number[], type: number, raw: Uint8Array): ProtoField {
  const held = writeMessage([
    ...shape.map((side) => numberField(tensor.shape, side)),
    numberField(tensor.type, type),
    textField(tensor.name, name),
    bytesField(tensor.raw, raw),
  ]);
  const value = writeMessage([
    textField(attribute.name, 'value'),
    bytesField(attribute.tensor, held),
    numberField(attribute.type, attributeTypes.tensor),
  ]);
  return computing('Constant', [], name, value);
}

function computing(operator: string, inputs: readonly string[], output: string, value?: Uint8Array): ProtoField {
  return bytesField(
    graph.node,
    writeMessage([
      ...inputs.map((input) => textField(node.input, input)),
      textField(node.output, output),
      textField(node.name, `${output}.${operator}`),
      textField(node.operator, operator),
      ...(value ? [bytesField(node.attribute, value)] : []),
    ]),
  );
}

const floatBytes = (values: Float32Array) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** The nodes that give these weights back from eight bits. The channel is the first side of a convolution's weights, the last of a matrix's. */
export function inEightBits({ name, shape, values }: Weights): ProtoField[] {
  const channels = (shape.length === 4 ? shape[0] : shape.at(-1)) ?? 1;
  const each = values.length / channels;
  const channelOf = (at: number) => (shape.length === 4 ? Math.floor(at / each) : at % channels);
  const scales = new Float32Array(channels);
  for (const [at, value] of values.entries()) scales[channelOf(at)] = Math.max(scales[channelOf(at)]!, Math.abs(value));
  for (const [channel, most] of scales.entries()) scales[channel] = most / 127 || 1;
  const whole = Int8Array.from(values, (value, at) => Math.round(value / scales[channelOf(at)]!));
  const toFloat = writeMessage([
    textField(attribute.name, 'to'),
    numberField(attribute.number, types.float),
    numberField(attribute.type, attributeTypes.int),
  ]);
  return [
    constant(`${name}.whole`, shape, types.int8, new Uint8Array(whole.buffer)),
    constant(`${name}.scale`, shape.length === 4 ? [channels, 1, 1, 1] : [channels], types.float, floatBytes(scales)),
    computing('Cast', [`${name}.whole`], `${name}.cast`, toFloat),
    computing('Mul', [`${name}.cast`, `${name}.scale`], name),
  ];
}

/** The columns wanted of a matrix, or the entries wanted of its bias. */
function columns({ name, shape, values }: Weights, wanted: readonly number[]): Weights {
  const width = shape.at(-1) ?? 1;
  const rows = values.length / width;
  const kept = new Float32Array(rows * wanted.length);
  for (let row = 0; row < rows; row++) for (const [at, column] of wanted.entries()) kept[row * wanted.length + at] = values[row * width + column]!;
  return { name, shape: [...shape.slice(0, -1), wanted.length], values: kept };
}

/** An output whose shape follows from what is computed, instead of being declared. */
function shapeless(declared: readonly ProtoField[]): Uint8Array {
  const element = writeMessage([numberField(output.element, types.float)]);
  return writeMessage([
    ...declared.filter((field) => field.number === output.name),
    bytesField(output.type, writeMessage([bytesField(output.tensor, element)])),
  ]);
}

/**
 * `classes`: answers of the last layer; `wanted`: those kept, in their new order. Throws when no weights have that many answers: the model is another one.
 */
export function lighten(bytes: Uint8Array, classes: number, wanted: readonly number[]): Uint8Array {
  let pruned = 0;
  const whole = readMessage(bytes).map((part) => {
    if (part.number !== model.graph) return part;
    const nodes = readMessage(part.bytes).flatMap((field) => {
      if (field.number === graph.output) return [bytesField(graph.output, shapeless(readMessage(field.bytes)))];
      if (field.number !== graph.node) return [field];
      const found = weightsOf(readMessage(field.bytes));
      if (!found) return [field];
      const last = found.shape.at(-1) === classes;
      if (last) pruned++;
      const weights = last ? columns(found, wanted) : found;
      if (weights.values.length >= fewWeights && weights.shape.length > 1) return inEightBits(weights);
      return last ? [constant(weights.name, weights.shape, types.float, floatBytes(weights.values))] : [field];
    });
    return bytesField(model.graph, writeMessage(nodes));
  });
  if (pruned === 0) throw new Error(`No layer of the model answers ${classes} letters.`);
  return writeMessage(whole);
}
