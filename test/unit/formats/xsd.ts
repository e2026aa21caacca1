import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

xmlRegisterFsInputProviders();
// The package's exports hide its schema folder: found beside its entry.
const entry = createRequire(import.meta.url).resolve('@stackforge-eu/factur-x');
const root = join(entry.slice(0, entry.lastIndexOf('factur-x')), 'factur-x', 'schema');

const validators = new Map<string, XsdValidator>();

/** Folder and name of the schema of each Factur-X profile. */
const schemas = {
  basicwl: ['basic-wl', 'FACTUR-X_BASIC-WL'],
  basic: ['basic', 'FACTUR-X_BASIC'],
  en16931: ['en16931', 'FACTUR-X_EN16931'],
  extended: ['extended', 'FACTUR-X_EXTENDED'],
} as const;

/** Errors of the Factur-X 1.09 XSD of that profile; empty when the XML is valid. */
export function xsdErrors(xml: Uint8Array, profile: keyof typeof schemas): string[] {
  const [folder, name] = schemas[profile];
  const file = join(root, folder, `${name}.xsd`);
  let validator = validators.get(profile);
  if (!validator) {
    validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(file), { url: file }));
    validators.set(profile, validator);
  }
  const document = XmlDocument.fromBuffer(xml);
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    document.dispose();
  }
}
