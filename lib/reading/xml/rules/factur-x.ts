import { exemptionCodes } from '../../../invoice/norm/codes.ts';
import { guidelines } from '../../../invoice/norm/of-invoice.ts';
import type { Profile } from '../index.ts';
import { at, rule, type SyntaxRule } from './syntax.ts';

const path = 'ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID';

/** BT-24 as each profile of Factur-X 1.09 writes it, and the number of the rule that says so. */
const guidelineRules: readonly (readonly [id: string, profiles: readonly Profile[], guideline: string])[] = [
  ['FX-SCH-A-000026', ['basic'], guidelines.basic],
  // A file of another community that claims the norm (Peppol) is none of Factur-X's profiles; ZUGFeRD 1 is of another age.
  ['FX-SCH-A-000556', ['en16931', 'peppol'], guidelines.en16931],
];

/**
 * The BASIC profile numbers the norm's rules anew: rule of EN 16931, then the end of its number in Factur-X 1.09 ("FX-SCH-A-000…"). A BASIC file that
 * breaks one breaks both.
 */
const renumbered = `
  BR-45:047 BR-46:048 BR-47:049 BR-48:050 BR-CO-03:051 BR-CO-17:052 BR-DEC-19:053 BR-DEC-20:054 BR-Z-08:197 BR-Z-09:055 BR-Z-10:056
  BR-S-09:057 BR-S-10:058 BR-S-08:198 BR-29:059 BR-CO-19:060 BR-31:061 BR-32:062 BR-33:063 BR-CO-21:065 BR-DEC-01:066 BR-DEC-02:067 BR-36:068
  BR-37:069 BR-38:070 BR-CO-22:072 BR-DEC-05:073 BR-DEC-06:074 BR-54:199 BR-21:200 BR-22:201 BR-23:202 BR-24:203 BR-25:204 BR-26:205 BR-27:206
  BR-28:207 BR-64:208 BR-65:209 BR-CO-04:210 BR-DEC-23:211 BR-17:075 BR-18:076 BR-19:077 BR-20:078 BR-56:079 BR-CO-26:001 BR-30:212
  BR-CO-20:213 BR-42:214 BR-41:215 BR-CO-23:217 BR-DEC-24:218 BR-DEC-25:219 BR-43:220 BR-44:221 BR-CO-24:223 BR-DEC-27:224 BR-DEC-28:225
  BR-CO-09:002 BR-AE-03:081 BR-AE-06:082 BR-E-03:083 BR-E-06:084 BR-G-03:085 BR-G-06:086 BR-IC-03:087 BR-IC-06:088 BR-AF-03:089 BR-AF-06:090
  BR-AG-03:091 BR-AG-06:092 BR-O-03:093 BR-O-06:094 BR-S-03:095 BR-S-06:096 BR-Z-03:097 BR-Z-06:098 BR-AE-04:099 BR-AE-07:100 BR-E-04:101
  BR-E-07:102 BR-G-04:103 BR-G-07:104 BR-IC-04:105 BR-IC-07:106 BR-AF-04:107 BR-AF-07:108 BR-AG-04:109 BR-AG-07:110 BR-O-04:111 BR-O-07:112
  BR-S-04:113 BR-S-07:114 BR-Z-04:115 BR-Z-07:116 BR-CO-10:226 BR-12:117 BR-13:003 BR-14:004 BR-15:005 BR-CO-11:118 BR-CO-12:119 BR-CO-13:120
  BR-CO-15:121 BR-CO-16:122 BR-DEC-09:123 BR-DEC-10:374 BR-DEC-11:125 BR-DEC-12:006 BR-DEC-13:007 BR-DEC-14:008 BR-DEC-15:126 BR-DEC-16:127
  BR-DEC-17:128 BR-DEC-18:009 BR-53:129 BR-CO-14:130 BR-49:131 BR-50:133 BR-61:134 BR-CO-18:135 BR-AE-08:227 BR-AE-09:136 BR-AE-10:137
  BR-E-08:228 BR-E-09:375 BR-E-10:139 BR-G-08:229 BR-G-09:140 BR-G-10:141 BR-IC-08:230 BR-IC-09:142 BR-IC-10:143 BR-IC-11:144 BR-IC-12:145
  BR-AF-08:231 BR-AF-09:146 BR-AF-10:147 BR-AG-08:232 BR-AG-09:148 BR-AG-10:149 BR-O-08:233 BR-O-09:150 BR-O-10:151 BR-O-11:152 BR-O-12:234
  BR-O-13:153 BR-O-14:154 BR-AE-02:235 BR-AE-05:236 BR-E-02:237 BR-E-05:238 BR-G-02:239 BR-G-05:240 BR-IC-02:241 BR-IC-05:242 BR-AF-02:243
  BR-AF-05:244 BR-AG-02:245 BR-AG-05:246 BR-O-02:247 BR-O-05:248 BR-S-02:249 BR-S-05:250 BR-Z-02:251 BR-Z-05:252 BR-16:253 BR-01:010 BR-02:011
  BR-03:012 BR-04:013 BR-05:014 BR-06:015 BR-07:016 BR-08:017 BR-09:018 BR-10:156 BR-11:157 BR-62:158 BR-63:159 BR-S-01:254 BR-Z-01:255
  BR-E-01:256 BR-AE-01:257 BR-IC-01:258 BR-G-01:259 BR-O-01:260 BR-AF-01:261 BR-AG-01:262 BR-B-01:263 BR-B-02:264 BR-57:170 BR-55:182
  BR-FX-EN-04:354
`;

export const basicNumbers: ReadonlyMap<string, string> = new Map(
  renumbered.split(/\s+/).flatMap((pair) => {
    const [rule = '', number = ''] = pair.split(':');
    return number ? [[rule, `FX-SCH-A-000${number}`] as const] : [];
  }),
);

/** Factur-X 1.09, profile by profile: what its own rules add to the norm. */
export const facturxRules: readonly SyntaxRule[] = [
  ...(
    [
      ['CII-SR-465', 'SellerTradeParty', 'Le contact du vendeur est donné deux fois.'],
      ['CII-SR-466', 'BuyerTradeParty', 'Le contact de l’acheteur est donné deux fois.'],
    ] as const
  ).map(([id, party, message]) =>
    rule({ id, syntax: 'cii', family: 'Factur-X', profiles: ['en16931', 'extended'] }, message, function* (root) {
      for (const { node, path: field } of at(root, `ApplicableHeaderTradeAgreement/${party}/DefinedTradeContact`))
        if (node.at('PersonName').exists && node.at('DepartmentName').exists) yield field;
    }),
  ),
  ...guidelineRules.map(([id, profiles, guideline]) =>
    rule(
      { id, syntax: 'cii', family: 'Factur-X', profiles },
      `Le profil annoncé (BT-24) n’est pas celui de Factur-X : ${guideline}.`,
      function* (root) {
        for (const { node, path: field } of at(root, path)) if (node.text() !== guideline && !node.text().startsWith('urn:ferd:')) yield field;
      },
    ),
  ),
  rule(
    { id: 'FX-SCH-A-000589', syntax: 'cii', family: 'Factur-X', profiles: ['en16931'] },
    'Le code de motif d’exonération n’est pas écrit comme dans la liste.',
    function* (root) {
      for (const { node, path: field } of at(root, 'ApplicableHeaderTradeSettlement/ApplicableTradeTax/ExemptionReasonCode'))
        if (!exemptionCodes.has(node.text())) yield field;
    },
  ),
  rule(
    { id: 'FX-SCH-A-000616', syntax: 'cii', family: 'Factur-X', profiles: ['en16931'] },
    'Un document cité par une ligne ne dit pas son type.',
    function* (root) {
      for (const { node, path: field } of at(root, 'SpecifiedLineTradeSettlement/AdditionalReferencedDocument'))
        if (node.all('TypeCode').length !== 1) yield field;
    },
  ),
  rule(
    { id: 'FX-SCH-A-000132', syntax: 'cii', family: 'Factur-X', profiles: ['basic'] },
    'Le paiement est par virement : il faut un IBAN ou un autre numéro de compte, et un seul.',
    function* (root) {
      for (const { node, path: field } of at(root, 'SpecifiedTradeSettlementPaymentMeans')) {
        const account = node.at('PayeePartyCreditorFinancialAccount');
        if (['30', '58'].includes(node.text('TypeCode')) && account.at('IBANID').exists === account.at('ProprietaryID').exists) yield field;
      }
    },
  ),
];
