/** One field of a protobuf message as it lies in the bytes: nothing is interpreted, so that writing it back loses nothing. */
export interface ProtoField {
  number: number;
  /** 0 a whole number, 1 eight bytes, 2 bytes with their length before, 5 four bytes. */
  wire: number;
  /** Of wire 0. */
  value: bigint;
  /** Of the others. */
  bytes: Uint8Array;
}

const none = new Uint8Array(0);

/** Fields of a message in their order. Throws on bytes that end too early or hold a group. */
export function readMessage(bytes: Uint8Array): ProtoField[] {
  const fields: ProtoField[] = [];
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Error('protobuf: the message ends inside a number');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error('protobuf: the message ends inside a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const [number, wire] = [tag >> 3, tag & 7];
    if (wire === 0) fields.push({ number, wire, value: varint(), bytes: none });
    else if (wire === 1) fields.push({ number, wire, value: 0n, bytes: take(8) });
    else if (wire === 2) fields.push({ number, wire, value: 0n, bytes: take(Number(varint())) });
    else if (wire === 5) fields.push({ number, wire, value: 0n, bytes: take(4) });
    else throw new Error(`protobuf: wire type ${wire} is not known`);
  }
  return fields;
}

export function writeMessage(fields: readonly ProtoField[]): Uint8Array {
  const parts: Uint8Array[] = [];
  const varint = (value: bigint) => {
    const out: number[] = [];
    let rest = BigInt.asUintN(64, value);
    do {
      out.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
      rest >>= 7n;
    } while (rest > 0n);
    parts.push(Uint8Array.from(out));
  };
  for (const { number, wire, value, bytes } of fields) {
    varint(BigInt((number << 3) | wire));
    if (wire === 0) varint(value);
    else {
      if (wire === 2) varint(BigInt(bytes.length));
      parts.push(bytes);
    }
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const bytesField = (number: number, bytes: Uint8Array): ProtoField => ({ number, wire: 2, value: 0n, bytes });
export const textField = (number: number, text: string): ProtoField => bytesField(number, new TextEncoder().encode(text));
export const numberField = (number: number, value: number): ProtoField => ({ number, wire: 0, value: BigInt(value), bytes: none });
