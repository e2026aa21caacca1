import type { ComponentType } from 'preact';

type BothProps = { title: string; children: preact.ComponentChildren };

/** Names of the custom properties that `tokens.css` gives to the root, read from the sheets themselves: a new token shows without being added here. */
function tokenNames(): string[] {
  const names = new Set<string>();
  const visit = (rules: CSSRuleList) => {
    for (const rule of rules) {
      if (rule instanceof CSSStyleRule && rule.selectorText === ':root') for (const name of rule.style) if (name.startsWith('--')) names.add(name);
      if (rule instanceof CSSLayerBlockRule) visit(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) visit(sheet.cssRules);
  return [...names];
}

const valueOfToken = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const isColour = (name: string) => /^(light-dark|#|rgb|oklch)/.test(valueOfToken(name));

export function Tokens({ Both }: { Both: ComponentType<BothProps> }) {
  const names = tokenNames();
  const sizes = names.filter((name) => /^--s\d$/.test(name));
  const letters = ['--figure', '--title', '--large', '--base', '--small', '--tiny'].filter((name) => names.includes(name));
  return (
    <>
      <Both title="Couleurs">
        <ul class="swatches">
          {names.filter(isColour).map((name) => (
            <li key={name}>
              <span class="swatch" style={{ background: `var(${name})` }} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Both>
      <Both title="Lettres">
        {letters.map((name) => (
          <p key={name} style={{ fontSize: `var(${name})`, fontFamily: name === '--title' || name === '--large' ? 'var(--serif)' : 'var(--sans)' }}>
            Total à payer : 1 234,56 € <code>{name}</code>
          </p>
        ))}
      </Both>
      <Both title="Espaces">
        {sizes.map((name) => (
          <p key={name} class="row">
            <span class="length" style={{ width: `var(${name})` }} />
            <code>
              {name} {valueOfToken(name)}
            </code>
          </p>
        ))}
      </Both>
    </>
  );
}
