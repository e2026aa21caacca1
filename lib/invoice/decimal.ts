const pattern = /^-?\d{1,15}(\.\d{1,10})?$/;

export function isDecimal(value: string): boolean {
  return pattern.test(value);
}

/** A decimal above zero: asked where nothing is counted, so that whoever asks carries no arithmetic. */
export function isPositive(value: string): boolean {
  return isDecimal(value) && Number(value) > 0;
}
