import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

xmlRegisterFsInputProviders();
// The package's exports hide its schema folder: found beside its entry.
const entry = createRequire(import.meta.url).resolve('@stackforge-eu/factur-x');
const root = join(entry.slice(0, entry.lastIndexOf('factur-x')), 'factur-x', 'schema');

const validators = new Map<string, XsdValidator>();

/** Errors of the Factur-X 1.09 XSD of that profile; empty when the XML is valid. */
export function xsdErrors(xml: Uint8Array, profile: 'en16931' | 'extended'): string[] {
  const file = join(root, profile, `FACTUR-X_${profile.toUpperCase()}.xsd`);
  let validator = validators.get(profile);
  if (!validator) {
    const schema = XmlDocument.fromBuffer(readFileSync(file), {
      url: `${dirname(file)}/${profile === 'en16931' ? 'FACTUR-X_EN16931' : 'FACTUR-X_EXTENDED'}.xsd`,
    });
    validator = XsdValidator.fromDoc(schema);
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
