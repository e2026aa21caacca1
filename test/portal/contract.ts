import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { type Mode, type Node, strictness } from './contract-modes.ts';
import { proseErrors } from './contract-prose.ts';

/**
 * The compiled contract (chorus-pro.openapi.yaml, whose sources are named in it) as a judge of requests and answers. Requests are judged strictly,
 * answers leniently: any member may be null or absent, members unknown to the contract pass. The training portal's own answers are judged strictly too:
 * a stand-in must not invent fields.
 */
interface Operation {
  id: string;
  method: string;
  path: string;
  request: Record<string, { schema: Node; examples?: Record<string, { value: unknown }> }>;
  answers: Record<string, { schema: Node; examples?: Record<string, { value: unknown }> } | undefined>;
}

const document = parse(readFileSync(new URL('./chorus-pro.openapi.yaml', import.meta.url), 'utf8')) as {
  paths: Record<string, Record<string, Node>>;
  components: { schemas: Record<string, Node>; responses: Record<string, Node> };
};

function responseOf(node: Node): Node {
  const name = typeof node.$ref === 'string' ? node.$ref.split('/').at(-1) : undefined;
  return (name && document.components.responses[name]) || node;
}

/** Every operation of the contract. */
export const operations: readonly Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  ['get', 'post'].flatMap((method) => {
    const operation = methods[method];
    if (!operation) return [];
    const answers = Object.entries(operation.responses as Record<string, Node>).map(([status, node]) => {
      const content = responseOf(node).content as Record<string, Operation['answers'][string]> | undefined;
      return [status, content?.['application/json']] as const;
    });
    return [
      {
        id: String(operation.operationId),
        method: method.toUpperCase(),
        path,
        request: ((operation.requestBody as Node | undefined)?.content ?? {}) as Operation['request'],
        answers: Object.fromEntries(answers),
      },
    ];
  }),
);

export const schemaCount = Object.keys(document.components.schemas).length;

/** `/relais/training/cpro/…` and `https://host/cpro/…` are `/cpro/…`. */
export function operationOf(address: string): Operation | undefined {
  const path = new URL(address, 'http://portail.invalid').pathname.replace(/^\/relais\/[^/]+/, '');
  return operations.find((operation) => operation.path === path);
}

const judges = new Map<Mode, Ajv2020>();
function judge(mode: Mode): Ajv2020 {
  const known = judges.get(mode);
  if (known) return known;
  // Keywords x-… and formats of OpenAPI are not JSON Schema's: not strict about those, exact about all the rest.
  const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: false });
  const whole = (most: number) => ({ type: 'number' as const, validate: (value: number) => Number.isInteger(value) && Math.abs(value) <= most });
  ajv.addFormat('int32', whole(2 ** 31 - 1));
  ajv.addFormat('int64', whole(Number.MAX_SAFE_INTEGER));
  ajv.addFormat('double', true);
  ajv.addFormat('base64', (text: string) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text));
  ajv.addFormat('decimal196', {
    type: 'number',
    validate: (value: number) => Math.abs(value) < 1e13 && Math.abs(value * 1e6 - Math.round(value * 1e6)) < 1e-3,
  });
  const schemas = Object.entries(document.components.schemas).map(([name, schema]) => [name, strictness(schema, mode)]);
  ajv.addSchema({ $id: 'contract', components: { schemas: Object.fromEntries(schemas) } });
  judges.set(mode, ajv);
  return ajv;
}

const validators = new Map<string, ValidateFunction>();
function validator(key: string, schema: Node, mode: Mode): ValidateFunction {
  const name = `${mode} ${key}`;
  const known = validators.get(name);
  if (known) return known;
  const local = JSON.parse(JSON.stringify(strictness(schema, mode)).replaceAll('"#/components/', '"contract#/components/')) as Node;
  const made = judge(mode).compile(local);
  validators.set(name, made);
  return made;
}

function sentence(error: ErrorObject): string {
  const { additionalProperty, allowedValues } = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  const more = additionalProperty ? ` (${additionalProperty})` : allowedValues ? ` (${allowedValues.join(', ')})` : '';
  return `${error.instancePath || '/'} ${error.message ?? error.keyword}${more}`;
}

function errorsOf(key: string, schema: Node, mode: Mode, value: unknown): string[] {
  const validate = validator(key, schema, mode);
  return validate(value) ? [] : (validate.errors ?? []).map(sentence);
}

/** What is wrong with a request, as plain sentences (JSON pointer and reason); nothing when it is valid. A form is given as an object of its fields. */
export function requestErrors(path: string, method: string, body: unknown, contentType = ''): string[] {
  const operation = operationOf(path);
  if (!operation) return [`${path} is not in the contract`];
  if (operation.method !== method.toUpperCase()) return [`${path} is called with ${method}, not ${operation.method}`];
  const [type, content] = Object.entries(operation.request)[0] ?? [];
  if (!type || !content) return body === undefined || body === null ? [] : [`${path} takes no body`];
  const errors = contentType && contentType.split(';')[0]?.trim().toLowerCase() !== type ? [`content-type ${contentType} is not ${type}`] : [];
  if (body === undefined) return [...errors, '/ a body is required'];
  return [...errors, ...errorsOf(`${operation.id} request`, content.schema, 'request', body), ...proseErrors(operation.id, body)];
}

const envelope: Node = {
  type: 'object',
  required: ['codeRetour', 'libelle'],
  properties: { codeRetour: { type: 'integer' }, libelle: { type: 'string' } },
};

/** What is wrong with an answer. `strict`: members unknown to the contract, absent required ones and statuses it does not know are errors too. */
export function answerErrors(path: string, status: number, body: unknown, { strict = false } = {}): string[] {
  const operation = operationOf(path);
  if (!operation) return [`${path} is not in the contract`];
  const content = operation.answers[String(status)];
  if (!content) return strict ? [`${path}: HTTP ${status} is not in the contract`] : [];
  if (body === undefined) return status === 200 ? ['/ is not JSON'] : [];
  if (body === null) return ['/ is null'];
  // « any other codeRetour is an application error in the same envelope »
  const code = typeof body === 'object' && 'codeRetour' in body ? body.codeRetour : 0;
  if (strict && status === 200 && code !== 0) return errorsOf('refusal', envelope, 'stand-in', body);
  return errorsOf(`${operation.id} ${status}`, content.schema, strict ? 'stand-in' : 'answer', body);
}

export interface Example {
  name: string;
  errors: string[];
}

/** Every example of the contract with what is wrong with it. */
export function examples(): Example[] {
  return operations.flatMap((operation) => [
    ...Object.entries(operation.request).flatMap(([type, content]) =>
      Object.entries(content.examples ?? {}).map(([name, { value }]) => ({
        name: `${operation.id} request ${name}`,
        errors: requestErrors(operation.path, operation.method, value, type),
      })),
    ),
    ...Object.entries(operation.answers).flatMap(([status, content]) =>
      Object.entries(content?.examples ?? {}).map(([name, { value }]) => ({
        name: `${operation.id} ${status} ${name}`,
        errors: answerErrors(operation.path, Number(status), value, { strict: true }),
      })),
    ),
  ]);
}
