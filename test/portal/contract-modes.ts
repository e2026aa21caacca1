/** A node of the contract: a JSON Schema, or something that holds one. */
export type Node = { [name: string]: unknown };

/**
 * request: nothing beyond the declared members. answer: as the yaml's header says, « any response property may be absent or null ».
 * stand-in: an answer of the training portal, which may hold nulls but no member and no value that the contract does not know.
 */
export type Mode = 'request' | 'answer' | 'stand-in';

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy of the schema, as severe as the mode asks. */
export function strictness(schema: Node, mode: Mode): Node {
  const copy: Node = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isNode(value)) {
      copy.properties = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, isNode(member) ? strictness(member, mode) : member]));
    } else if (['anyOf', 'allOf', 'oneOf'].includes(keyword) && Array.isArray(value)) {
      copy[keyword] = value.map((member: unknown) => (isNode(member) ? strictness(member, mode) : member));
    } else if ((keyword === 'items' || keyword === 'additionalProperties') && isNode(value)) copy[keyword] = strictness(value, mode);
    else if (keyword !== 'examples' && keyword !== 'description' && !keyword.startsWith('x-')) copy[keyword] = value;
  }
  // Words of the contract that JSON Schema has no keyword for.
  if (schema.contentEncoding === 'base64') copy.format = 'base64';
  if (schema.type === 'number' && /decimal\(19,6\)/.test(String(schema.description ?? ''))) copy.format = 'decimal196';
  // Members that come from several schemas (allOf) are counted together.
  const closing = 'allOf' in schema ? 'unevaluatedProperties' : 'additionalProperties';
  if (mode !== 'answer' && 'properties' in schema && !('additionalProperties' in schema)) copy[closing] = false;
  if (mode !== 'request') nullable(copy);
  if (mode === 'answer') {
    delete copy.required;
    // New statuses and syntaxes are to be expected of the real portal.
    if (schema['x-extensible'] === true) delete copy.enum;
  }
  return copy;
}

function nullable(schema: Node): void {
  if (typeof schema.type === 'string') schema.type = schema.type === 'null' ? 'null' : [schema.type, 'null'];
  if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
  if ('const' in schema) {
    schema.enum = [schema.const, null];
    delete schema.const;
  }
}
