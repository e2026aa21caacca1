/** Names of the Adobe Glyph List for the letters of WinAnsiEncoding and StandardEncoding (PDF 1.7 annex D), code points in hexadecimal. */
const listed = `
space:20 exclam:21 quotedbl:22 numbersign:23 dollar:24 percent:25 ampersand:26 quotesingle:27 parenleft:28 parenright:29 asterisk:2a plus:2b
comma:2c hyphen:2d period:2e slash:2f zero:30 one:31 two:32 three:33 four:34 five:35 six:36 seven:37 eight:38 nine:39 colon:3a semicolon:3b
less:3c equal:3d greater:3e question:3f at:40 A:41 B:42 C:43 D:44 E:45 F:46 G:47 H:48 I:49 J:4a K:4b L:4c M:4d N:4e O:4f P:50 Q:51 R:52
S:53 T:54 U:55 V:56 W:57 X:58 Y:59 Z:5a bracketleft:5b backslash:5c bracketright:5d asciicircum:5e underscore:5f grave:60 a:61 b:62 c:63
d:64 e:65 f:66 g:67 h:68 i:69 j:6a k:6b l:6c m:6d n:6e o:6f p:70 q:71 r:72 s:73 t:74 u:75 v:76 w:77 x:78 y:79 z:7a braceleft:7b bar:7c
braceright:7d asciitilde:7e nbspace:a0 exclamdown:a1 cent:a2 sterling:a3 currency:a4 yen:a5 brokenbar:a6 section:a7 dieresis:a8
copyright:a9 ordfeminine:aa guillemotleft:ab logicalnot:ac sfthyphen:ad registered:ae macron:af degree:b0 plusminus:b1
twosuperior:b2 threesuperior:b3 acute:b4 mu:b5 paragraph:b6 periodcentered:b7 cedilla:b8 onesuperior:b9 ordmasculine:ba
guillemotright:bb onequarter:bc onehalf:bd threequarters:be questiondown:bf Agrave:c0 Aacute:c1 Acircumflex:c2 Atilde:c3 Adieresis:c4
Aring:c5 AE:c6 Ccedilla:c7 Egrave:c8 Eacute:c9 Ecircumflex:ca Edieresis:cb Igrave:cc Iacute:cd Icircumflex:ce Idieresis:cf Eth:d0
Ntilde:d1 Ograve:d2 Oacute:d3 Ocircumflex:d4 Otilde:d5 Odieresis:d6 multiply:d7 Oslash:d8 Ugrave:d9 Uacute:da Ucircumflex:db
Udieresis:dc Yacute:dd Thorn:de germandbls:df agrave:e0 aacute:e1 acircumflex:e2 atilde:e3 adieresis:e4 aring:e5 ae:e6 ccedilla:e7
egrave:e8 eacute:e9 ecircumflex:ea edieresis:eb igrave:ec iacute:ed icircumflex:ee idieresis:ef eth:f0 ntilde:f1 ograve:f2 oacute:f3
ocircumflex:f4 otilde:f5 odieresis:f6 divide:f7 oslash:f8 ugrave:f9 uacute:fa ucircumflex:fb udieresis:fc yacute:fd thorn:fe
dotlessi:131 Lslash:141 lslash:142 OE:152 oe:153 Scaron:160 scaron:161 ydieresis:178 Zcaron:17d zcaron:17e florin:192 circumflex:2c6
caron:2c7 breve:2d8 dotaccent:2d9 ring:2da ogonek:2db tilde:2dc hungarumlaut:2dd endash:2013 emdash:2014 quoteleft:2018 quoteright:2019
quotesinglbase:201a quotedblleft:201c quotedblright:201d quotedblbase:201e dagger:2020 daggerdbl:2021 bullet:2022 ellipsis:2026
perthousand:2030 guilsinglleft:2039 guilsinglright:203a fraction:2044 Euro:20ac trademark:2122 minus:2212 fi:fb01 fl:fb02
`;

const codePoints: ReadonlyMap<string, number> = new Map(
  listed
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [name = '', code = ''] = entry.split(':');
      return [name, Number.parseInt(code, 16)];
    }),
);

/** Code point of a glyph's name; null when the name is not in the list. */
export function codePointOf(name: string): number | null {
  return codePoints.get(name) ?? null;
}

/** Bytes 0x80 to 0x9f of WinAnsiEncoding; 0 stands for a code that shows a bullet (PDF 1.7 annex D.2, note 3). */
const middle = [
  0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
  0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/** What a byte shows under WinAnsiEncoding; null for control codes. */
export function winAnsi(code: number): number | null {
  if (code < 0x20) return null;
  if (code === 0x7f) return 0x2022;
  if (code >= 0x80 && code < 0xa0) return middle[code - 0x80] || 0x2022;
  if (code === 0xa0) return 0x20;
  if (code === 0xad) return 0x2d;
  return code;
}

/** Where StandardEncoding, the own one of Helvetica, differs from WinAnsiEncoding: code, then names in a row. */
export const standardDifferences: readonly (readonly [code: number, name: string])[] = `
39 quoteright 96 quoteleft 161 exclamdown 162 cent 163 sterling 164 fraction 165 yen 166 florin 167 section 168 currency 169 quotesingle 170
quotedblleft 171 guillemotleft 172 guilsinglleft 173 guilsinglright 174 fi 175 fl 177 endash 178 dagger 179 daggerdbl 180 periodcentered 182
paragraph 183 bullet 184 quotesinglbase 185 quotedblbase 186 quotedblright 187 guillemotright 188 ellipsis 189 perthousand 191 questiondown
193 grave 194 acute 195 circumflex 196 tilde 197 macron 198 breve 199 dotaccent 200 dieresis 202 ring 203 cedilla 205 hungarumlaut 206
ogonek 207 caron 208 emdash 225 AE 227 ordfeminine 232 Lslash 233 Oslash 234 OE 235 ordmasculine 241 ae 245 dotlessi 248 lslash 249 oslash
250 oe 251 germandbls
`
  .trim()
  .split(/(?<=[a-zA-Z])\s/)
  .map((entry) => {
    const [code = '', name = ''] = entry.split(/\s+/);
    return [Number(code), name];
  });
