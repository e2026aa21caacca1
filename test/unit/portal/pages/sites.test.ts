import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borrowsName, folded, fromPunycode } from '../../../../lib/portal/pages/names.ts';
import { isPortal, portalOrigins, siteOf } from '../../../../lib/portal/pages/sites.ts';

const kindOf = (url: string, practice: readonly string[] = []) => siteOf(url, practice).kind;
const whyOf = (url: string) => {
  const site = siteOf(url);
  return site.kind === 'imitation' ? site.why : site.kind;
};

describe('the portal is known by its exact origins', () => {
  it.each([
    ['https://portail.chorus-pro.gouv.fr/', 'production'],
    ['https://portail.chorus-pro.gouv.fr:443/aife_csm/?id=1#x', 'production'],
    ['HTTPS://PORTAIL.CHORUS-PRO.GOUV.FR/', 'production'],
    ['https://cpro.chorus-pro.gouv.fr/cpp/factures', 'production'],
    ['https://chorus-pro.gouv.fr/', 'production'],
    ['https://chorus-pro.gouv.fr/qualif/', 'qualification'],
    ['https://chorus-pro.gouv.fr/qualif/factures?x=1', 'qualification'],
    ['https://chorus-pro.gouv.fr/qualification/', 'production'],
  ])('%s', (url, kind) => expect(kindOf(url)).toBe(kind));

  it('other sites of the State are neither the portal nor imitations', () => {
    for (const url of ['https://communaute.chorus-pro.gouv.fr/', 'https://www.economie.gouv.fr/chorus-pro', 'https://piste.gouv.fr/'])
      expect(siteOf(url).kind).toBe('other');
  });
});

describe('imitations are named', () => {
  it.each([
    'https://chorus-pro.gouv.fr.evil.example/',
    'https://portail.chorus-pro.gouv.fr.session-7f3a91c2.login.evil.example/',
    'https://portail-chorus-pro.fr/',
    'https://chorus-pro-gouv.fr/',
    'https://choruspro.fr/',
    'https://www.choruspro-portail.com/',
    'https://portailchoruspro.net/',
    'https://mon-choruspro.fr/',
    'https://chorus.pro/',
    'https://ch0rus-pr0.fr/',
    'https://choru5-pro.fr/',
    'https://chorrus-pro.fr/',
    'https://chours-pro.fr/',
    'https://corus-pro.fr/',
    'https://chorus--pro.fr/',
    'https://chorus.gouv-fr.com/',
    'https://cpro-gouv.fr/',
    'https://gouv-cpro.example/',
    'https://portail-cpro.fr/',
    'https://choruspro.gouv.fr.example/',
    'https://сhоrus-рrо.example/',
    'https://ｃｈｏｒｕｓ-ｐｒｏ.example/',
    'https://chörus-pró.example/',
    'https://portail.chorus-pro.gouv.fr@evil.example/',
    'https://x:portail.chorus-pro.gouv.fr@evil.example/',
    'https://portail.chorus-pro.gouv.fr%2F@evil.example/',
    'http://chorus-pro.evil.example:8080/',
  ])('%s', (url) => expect(whyOf(url)).toBe('name'));

  it('the true name without encryption, or in an address that the portal never has', () => {
    expect(whyOf('http://portail.chorus-pro.gouv.fr/')).toBe('insecure');
    expect(whyOf('http://qualif.chorus-pro.gouv.fr/')).toBe('insecure');
    expect(whyOf('https://portail.chorus-pro.gouv.fr./')).toBe('odd');
    expect(whyOf('https://portail.chorus-pro.gouv.fr:8443/')).toBe('odd');
    expect(whyOf('https://user@portail.chorus-pro.gouv.fr/')).toBe('odd');
  });

  it('a page that a script made is not its origin', () => {
    for (const url of [
      'blob:https://portail.chorus-pro.gouv.fr/0b6c',
      'data:text/html,https://portail.chorus-pro.gouv.fr/',
      'view-source:https://portail.chorus-pro.gouv.fr/',
      'filesystem:https://portail.chorus-pro.gouv.fr/temporary/x',
      'about:blank',
      'file:///portail.chorus-pro.gouv.fr/index.html',
      'chrome-extension://portail.chorus-pro.gouv.fr/',
      'javascript:0',
      '',
    ])
      expect(siteOf(url)).toEqual({ kind: 'other', origin: '' });
  });
});

describe('others are left in peace', () => {
  it.each([
    'https://www.pennylane.com/fr/chorus-pro',
    'https://github.com/redBaraHost/chorus-pro',
    'https://www.google.com/search?q=portail.chorus-pro.gouv.fr',
    'https://chorus-productions.fr/',
    'https://chorusproject.org/',
    'https://www.chorus.ai/',
    'https://chorus-pr.fr/',
    'https://www.horus-pro.com/',
    'https://chorale-pro.fr/',
    'https://cprofile.example/',
    'https://app.qonto.com/organizations/x',
    'http://localhost:4173/portail/',
    'http://192.168.1.20/dolibarr/',
  ])('%s', (url) => expect(kindOf(url)).toBe('other'));
});

describe('practice portals', () => {
  const practice = ['http://localhost:4173', 'https://portail-chorus-pro.fr', 'https://chorus-pro.gouv.fr.evil.example'];
  it('are those that the user set up, to the port', () => {
    expect(siteOf('http://localhost:4173/portail/', practice)).toEqual({ kind: 'training', origin: 'http://localhost:4173' });
    for (const url of ['http://localhost:4174/', 'https://localhost:4173/', 'http://127.0.0.1:4173/', 'http://localhost.evil.example:4173/'])
      expect(kindOf(url, practice)).toBe('other');
  });
  it('never have the name of the State’s portal', () => {
    expect(kindOf('https://portail-chorus-pro.fr/', practice)).toBe('imitation');
    expect(kindOf('https://chorus-pro.gouv.fr.evil.example/', practice)).toBe('imitation');
  });
});

const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,12}[a-z0-9])?$/);
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => `${labels.join('.')}.example`);
const genuineHost = fc.constantFrom(...portalOrigins.map((origin) => new URL(origin).hostname));

describe('properties', () => {
  it('an address that is the portal has one of its origins, whatever is written', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.tuple(fc.string(), genuineHost, fc.string()).map((parts) => parts.join('')),
        ),
        (text) => {
          const site = siteOf(text);
          if (!isPortal(site)) return true;
          const { protocol, origin, username, password } = new URL(text);
          return protocol === 'https:' && (portalOrigins as readonly string[]).includes(origin) && username === '' && password === '';
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('the true name in front of another domain is an imitation, however long', () => {
    fc.assert(
      fc.property(genuineHost, fc.array(label, { maxLength: 4 }), host, (name, middle, end) => {
        const address = `https://${[name, ...middle, end].join('.')}/`;
        // a label may be no name for a browser ("xn--…" made by chance): then there is no page
        return !URL.canParse(address) || kindOf(address) === 'imitation';
      }),
    );
  });

  it('the true name before an "@" is never the portal', () => {
    fc.assert(fc.property(genuineHost, host, (name, end) => kindOf(`https://${name}@${end}/`) === 'imitation'));
  });

  it('one letter in another alphabet, and it is an imitation', () => {
    const swaps: [string, string][] = [
      ['o', 'о'],
      ['c', 'с'],
      ['p', 'р'],
      ['s', 'ѕ'],
      ['h', 'һ'],
      ['o', 'ο'],
      ['o', 'ö'],
      ['r', 'г'],
      ['u', 'υ'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...swaps), fc.integer({ min: 0, max: 1 }), ([from, to], nth) => {
        const name = 'chorus-pro';
        const places = [...name].flatMap((char, at) => (char === from ? [at] : []));
        const at = places[nth % places.length] ?? 0;
        const url = new URL(`https://portail.${name.slice(0, at)}${to}${name.slice(at + 1)}.fr/`);
        return url.hostname.includes('xn--') && kindOf(url.href) === 'imitation';
      }),
    );
  });

  it('never fails, and takes no time on what is long', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => typeof borrowsName(text) === 'boolean'));
    expect(borrowsName('chorus-'.repeat(20_000))).toBe(false);
  });
});

describe('punycode', () => {
  it.each([
    ['xn--mnchen-3ya', 'münchen'],
    ['xn--bcher-kva', 'bücher'],
    ['xn--80ak6aa92e', 'аррӏе'],
    ['xn--fiqs8s', '中国'],
    ['plain', 'plain'],
    ['xn--', ''],
    ['xn--!!!', 'xn--!!!'],
  ])('%s', (label_, text) => expect(fromPunycode(label_)).toBe(text));
  it('gives back what the browser encoded', () => {
    const letters = fc.array(fc.constantFrom(...'abcхориспроαβγδèéöçñ漢字'), { minLength: 1, maxLength: 12 }).map((list) => list.join(''));
    fc.assert(
      fc.property(letters, (text) => {
        const address = `https://${text}.example/`;
        if (!URL.canParse(address)) return true;
        const [first = ''] = new URL(address).hostname.split('.');
        return fromPunycode(first) === text.normalize('NFC');
      }),
    );
  });
  it('folds what is read alike', () => expect(folded('СHÖRUS_Pr0')).toBe('chorus-pro'));
});
